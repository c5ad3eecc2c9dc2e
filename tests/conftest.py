"""What every test may use: the real data beside the project, and a word for what is missing."""

import os
from pathlib import Path

import pytest
from hypothesis import settings

from tests.schema import copy_instead_of_migrating

# A busy machine is no failure: time is measured in bin/bench.
settings.register_profile("folkmoot", deadline=None, derandomize=True)
settings.load_profile("folkmoot")
copy_instead_of_migrating()

SHARED = Path(__file__).resolve().parents[2] / "shared" / "data"
NO_SKIP = os.environ.get("FOLKMOOT_NO_SKIP") == "1"


def missing(what: str) -> None:
    """Skip because a program is not installed here; in CI that is an error instead."""
    if NO_SKIP:
        pytest.fail(f"{what} is missing, and nothing may be skipped here")
    pytest.skip(f"{what} is not installed on this machine")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--database", choices=["sqlite", "postgres"], default="sqlite", help="where tests write"
    )


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """The real data that lies beside the project; it is read there and never copied."""
    if not SHARED.is_dir():
        missing("the folder ../shared/data")
    return SHARED
