"""Settings. Everything a host may choose comes from the environment; docs/operate/ lists it."""

import os
import secrets
from datetime import timedelta
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


# Where live pages listen. `folkmoot serve` puts streams on the next port; a proxy that serves
# https sends /live/ there, so that they have the same address as the pages.
_next_port = f"http://{urlsplit(URL).hostname}:{(urlsplit(URL).port or 80) + 1}"
STREAMS_URL = os.environ.get("FOLKMOOT_STREAMS_URL", URL if SECURE else _next_port)


# What every log here is called, before the brand's name. A log keeps the origin it began with.
_ledger = f"{urlsplit(URL).netloc}{urlsplit(URL).path.rstrip('/')}/ledger"
LEDGER_ORIGIN = os.environ.get("FOLKMOOT_LEDGER_ORIGIN", _ledger)
# Who is asked to sign along: a file in the words of C2SP tlog-policy.
WITNESSES = Path(os.environ.get("FOLKMOOT_WITNESSES", HOME / "witnesses"))


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
    "folkmoot.foundation.people.accounts",
    "folkmoot.foundation.people.allowances",
    "folkmoot.foundation.clocks",
    "folkmoot.foundation.search",
    "folkmoot.foundation.notices",
    "folkmoot.charter",
    "folkmoot.charter.articles",
    "folkmoot.charter.mandates",
    "folkmoot.deliberate.ballots",
    "folkmoot.deliberate.panels",
    "folkmoot.deliberate.moderation",
    "folkmoot.deliberate.conversations",
    "folkmoot.deliberate.reviews",
    "folkmoot.decide.decisions",
    "folkmoot.decide.petitions",
    "folkmoot.decide.dossiers",
    "folkmoot.decide.partnerships",
    "folkmoot.act.contests",
    "folkmoot.act.creators",
    "folkmoot.account.ledger",
    "folkmoot.account.promises",
    "folkmoot.account.replies",
    "folkmoot.deliberate.suggestions",
    "folkmoot.demo",
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
    "folkmoot.web.middleware.SessionLimitMiddleware",
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
                "folkmoot.foundation.people.accounts.queries.letterbox",
            ],
        },
    },
]

_SQLITE = {
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    # FULL: an acknowledged vote survives a power cut, not only a crash of the process.
    "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA cache_size=-65536; "
    # What is deleted is overwritten, so that no erased word stays in a free page.
    "PRAGMA secure_delete=ON;",
}
# Compiling a query costs seconds where the page takes milliseconds.
_POSTGRESQL = {"options": "-c jit=off"}


def _database() -> dict[str, Any]:
    url = os.environ.get("DATABASE_URL")
    if url and not url.startswith("sqlite"):
        found: dict[str, Any] = dict(
            dj_database_url.parse(url, conn_max_age=600, conn_health_checks=True)
        )
        return {**found, "OPTIONS": {**_POSTGRESQL, **found.get("OPTIONS", {})}}
    if not url:
        HOME.mkdir(parents=True, exist_ok=True)
        url = f"sqlite:///{HOME / 'folkmoot.sqlite3'}"
    return {**dj_database_url.parse(url, conn_max_age=600), "OPTIONS": _SQLITE}


DATABASES = {"default": _database()}

# Rate limits and used codes live here, so they hold in every process and after a restart.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "folkmoot_cache",
        # The oldest third goes when it is full, so it must never be full in an attack.
        "OPTIONS": {"MAX_ENTRIES": 200_000},
    }
}

AUTH_USER_MODEL = "people.Person"
# The address is unique whatever its case; the constraint is on Lower("email").
# The proxy that ends TLS is what redirects to it.
SILENCED_SYSTEM_CHECKS = ["auth.W004", "security.W008"]
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "folkmoot.foundation.people.accounts.sessions.Entrance",
]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("email", "name")},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]

# Signing in: one address and a code by mail, and whatever stronger a person adds to it.
LOGIN_URL = "account_request_login_code"
LOGIN_REDIRECT_URL = "profile"
_ACCOUNTS = "folkmoot.foundation.people.accounts"
ACCOUNT_ADAPTER = f"{_ACCOUNTS}.rules.SignIn"
ACCOUNT_FORMS = {"request_login_code": f"{_ACCOUNTS}.forms.EntranceForm"}
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = True
ACCOUNT_EMAIL_VERIFICATION_SUPPORTS_RESEND = True
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_SUPPORTS_RESEND = True
ACCOUNT_PASSWORD_RESET_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = ACCOUNT_PASSWORD_RESET_BY_CODE_TIMEOUT = 600
ACCOUNT_LOGIN_BY_CODE_MAX_ATTEMPTS = ACCOUNT_PASSWORD_RESET_BY_CODE_MAX_ATTEMPTS = 5
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_MAX_ATTEMPTS = 5
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_CHANGE_EMAIL = True
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = "Folkmoot · "
ACCOUNT_SESSION_REMEMBER = True
# A new password ends every session but the one in which it was set.
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = False
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_REAUTHENTICATION_TIMEOUT = 300
# Eight digits, five tries a code, five codes in ten minutes: a guess a day in a hundred years.
ALLAUTH_USER_CODE_FORMAT = {"numeric": True, "length": 8, "dashed": True}
ACCOUNT_RATE_LIMITS = {"request_login_code": "20/m/ip,5/10m/key", "login_failed": "5/5m/key"}

MFA_ADAPTER = f"{_ACCOUNTS}.rules.SecondFactor"
MFA_FORMS = {
    "add_webauthn": f"{_ACCOUNTS}.forms.AddKeyForm",
    "edit_webauthn": f"{_ACCOUNTS}.forms.EditKeyForm",
    "signup_webauthn": f"{_ACCOUNTS}.forms.FirstKeyForm",
}
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = MFA_PASSKEY_SIGNUP_ENABLED = True
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not SECURE  # then this is http://localhost
MFA_TOTP_ISSUER = "Folkmoot"
MFA_TOTP_TOLERANCE = 0  # a used code is remembered for one period, so it may not live longer

# An address is never enough to enter an account from outside: only what was connected before.
SOCIALACCOUNT_EMAIL_AUTHENTICATION = False
SOCIALACCOUNT_LOGIN_ON_GET = False
SOCIALACCOUNT_STORE_TOKENS = False
SOCIALACCOUNT_PROVIDERS: dict[str, Any] = {}
if _issuer := os.environ.get("FOLKMOOT_OIDC_ISSUER"):
    SOCIALACCOUNT_PROVIDERS["openid_connect"] = {
        "OAUTH_PKCE_ENABLED": True,
        "APPS": [
            {
                "provider_id": "oidc",
                "name": os.environ.get("FOLKMOOT_OIDC_NAME", str(urlsplit(_issuer).hostname)),
                "client_id": os.environ["FOLKMOOT_OIDC_CLIENT_ID"],
                "secret": os.environ.get("FOLKMOOT_OIDC_SECRET", ""),
                "settings": {"server_url": _issuer},
            }
        ],
    }

# The client's address is believed from this many proxies of our own, counted from the right.
ALLAUTH_TRUSTED_PROXY_COUNT = int(os.environ.get("FOLKMOOT_PROXIES", "0"))
AXES_CLIENT_IP_CALLABLE = f"{_ACCOUNTS}.rules.client_address"
AXES_USERNAME_CALLABLE = f"{_ACCOUNTS}.rules.account_name"
AXES_LOCKOUT_PARAMETERS = ["username", "ip_address"]
AXES_FAILURE_LIMIT = 20
AXES_COOLOFF_TIME = timedelta(minutes=5)
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False
AXES_LOCKOUT_TEMPLATE = "account/lockout.html"
AXES_SENSITIVE_PARAMETERS = ["login", "email"]
AXES_DISABLE_ACCESS_LOG = True
AXES_ENABLE_ADMIN = AXES_VERBOSE = False

LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", _("Simplified Chinese")), ("en", _("English"))]
LOCALE_PATHS = [ROOT / "locale"]
USE_TZ = True
TIME_ZONE = os.environ.get("FOLKMOOT_TIME_ZONE", "Asia/Shanghai")

STATIC_URL = "/static/"
STATIC_ROOT = HOME / "static"
STATIC_ROOT.mkdir(parents=True, exist_ok=True)  # it may be empty, but WhiteNoise wants it there
WHITENOISE_USE_FINDERS = True

TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": []}}

# Without a mail server letters are put into a folder, and the sign-in page says so.
LETTERBOX: Path | None = None
if _smtp := os.environ.get("FOLKMOOT_SMTP_HOST"):
    EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    EMAIL_HOST = _smtp
    EMAIL_PORT = int(os.environ.get("FOLKMOOT_SMTP_PORT", "587"))
    EMAIL_HOST_USER = os.environ.get("FOLKMOOT_SMTP_USER", "")
    EMAIL_HOST_PASSWORD = os.environ.get("FOLKMOOT_SMTP_PASSWORD", "")
    EMAIL_USE_SSL = EMAIL_PORT == 465
    EMAIL_USE_TLS = not EMAIL_USE_SSL and os.environ.get("FOLKMOOT_SMTP_TLS", "1") == "1"
    EMAIL_TIMEOUT = 10
else:
    EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    EMAIL_FILE_PATH = LETTERBOX = HOME / "mail"
DEFAULT_FROM_EMAIL = os.environ.get("FOLKMOOT_MAIL_FROM", "folkmoot@localhost")

SESSION_ENGINE = f"{_ACCOUNTS}.sessions"
SESSION_COOKIE_AGE = 14 * 86_400
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
        "connect-src": [SELF, STREAMS_URL],
        "form-action": [SELF],
        "object-src": [NONE],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}
