"""One database for the run, no network, and a clock that stands where a test puts it."""

import os
import tempfile
from pathlib import Path

import pytest

from tests.postgres import Server, server_program

HOME = os.environ.setdefault("FOLKMOOT_HOME", tempfile.mkdtemp(prefix="folkmoot-tests-"))
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "1")  # Playwright runs an event loop
SHARED = Path(__file__).resolve().parents[2] / "shared" / "data"
NO_SKIP = os.environ.get("FOLKMOOT_NO_SKIP") == "1"
SERVER = pytest.StashKey[Server]()


def missing(what: str) -> None:
    """Skip because a program is not installed here; in CI that is an error instead."""
    if NO_SKIP:
        pytest.fail(f"{what} is missing, and nothing may be skipped here")
    pytest.skip(f"{what} is not installed on this machine")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--database", choices=["sqlite", "postgres"], default="sqlite", help="where tests write"
    )


def pytest_configure(config: pytest.Config) -> None:
    if config.getoption("--database") != "postgres" or "PYTEST_XDIST_WORKER" in os.environ:
        return
    programs = server_program()
    if programs is None:
        raise pytest.UsageError("PostgreSQL's server is not installed: apt install postgresql")
    server = Server(programs)
    server.start()
    os.environ["DATABASE_URL"] = server.url
    config.stash[SERVER] = server


def pytest_unconfigure(config: pytest.Config) -> None:
    if server := config.stash.get(SERVER, None):
        server.stop()


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """The real data that lies beside the project; it is read there and never copied."""
    if not SHARED.is_dir():
        missing("the folder ../shared/data")
    return SHARED
