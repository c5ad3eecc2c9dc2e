"""Settings. Everything a host may choose comes from the environment; docs/operate/ lists it."""

import os
import secrets
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import dj_database_url
from csp.constants import NONCE, NONE, SELF
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy as _

ROOT = Path(__file__).resolve().parent.parent
HOME = Path(os.environ.get("FOLKMOOT_HOME", ROOT / "var")).resolve()
DEBUG = os.environ.get("FOLKMOOT_DEBUG") == "1"

# Where people reach this installation. Everything that depends on TLS follows from it.
URL = os.environ.get("FOLKMOOT_URL", "http://localhost:8000")
SECURE = URL.startswith("https://")
if not SECURE and urlsplit(URL).hostname not in ("localhost", "127.0.0.1", "[::1]", "::1"):
    raise ImproperlyConfigured(
        f"FOLKMOOT_URL is {URL}: outside of this machine Folkmoot is served over https only"
    )


def _key(name: str) -> str:
    """A key from the environment, or from its own file, made on the first start."""
    if value := os.environ.get(name):
        return value
    path = HOME / "keys" / name.lower()
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            file.write(secrets.token_urlsafe(48))
    return path.read_text()


SECRET_KEY = _key("SECRET_KEY")
# Keys the hashes of owner codes and seals stored secrets. Losing it makes both useless.
PEPPER = _key("PEPPER").encode()

ALLOWED_HOSTS = [str(urlsplit(URL).hostname), "localhost", "127.0.0.1"]
CSRF_TRUSTED_ORIGINS = [URL]

INSTALLED_APPS = [
    "folkmoot.web",
    "folkmoot.foundation.record",
    "folkmoot.foundation.people",
    "folkmoot.foundation.clocks",
    "folkmoot.foundation.search",
    "folkmoot.foundation.notices",
    "folkmoot.charter",
    "folkmoot.deliberate.conversations",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",
    "django.contrib.messages",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "allauth.usersessions",
    "axes",
    "csp",
    "django_htmx",
    "django_tasks",
    "django_tasks_db",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "allauth.usersessions.middleware.UserSessionsMiddleware",
    "folkmoot.web.middleware.MootMiddleware",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "folkmoot.urls"
WSGI_APPLICATION = "folkmoot.wsgi.application"
ASGI_APPLICATION = "folkmoot.asgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "folkmoot.web.context.shell",
            ],
        },
    },
]

_SQLITE = {
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    # FULL: an acknowledged vote survives a power cut, not only a crash of the process.
    "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA cache_size=-65536;",
}


def _database() -> dict[str, Any]:
    url = os.environ.get("DATABASE_URL")
    if url and not url.startswith("sqlite"):
        return dict(dj_database_url.parse(url, conn_max_age=600, conn_health_checks=True))
    if not url:
        HOME.mkdir(parents=True, exist_ok=True)
        url = f"sqlite:///{HOME / 'folkmoot.sqlite3'}"
    return {**dj_database_url.parse(url, conn_max_age=600), "OPTIONS": _SQLITE}


DATABASES = {"default": _database()}

AUTH_USER_MODEL = "people.Person"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "django.contrib.auth.backends.ModelBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]

LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", _("Simplified Chinese")), ("en", _("English"))]
LOCALE_PATHS = [ROOT / "locale"]
USE_TZ = True
TIME_ZONE = os.environ.get("FOLKMOOT_TIME_ZONE", "Asia/Shanghai")

STATIC_URL = "/static/"
STATIC_ROOT = HOME / "static"
WHITENOISE_USE_FINDERS = True

TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": []}}

EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
DEFAULT_FROM_EMAIL = os.environ.get("FOLKMOOT_MAIL_FROM", "folkmoot@localhost")

_PREFIX = "__Host-" if SECURE else ""
SESSION_COOKIE_NAME = f"{_PREFIX}session"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_NAME = f"{_PREFIX}csrf"
SECURE_HSTS_SECONDS = 31_536_000 if SECURE else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = SECURE
SECURE_SSL_REDIRECT = False  # the proxy that ends TLS does this
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF, NONCE],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "object-src": [NONE],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}
