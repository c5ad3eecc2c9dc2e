"""The conversations that lie beside the project."""

from pathlib import Path

import pytest

from tests.civics.opinion.blobs import Blob, read_blob


def _folders(name: str) -> list[Path]:
    shared = Path(__file__).resolve().parents[4] / "shared" / "data" / name
    return sorted(path for path in shared.iterdir() if path.is_dir()) if shared.is_dir() else []


BLOBS = _folders("polis-math-oracle")
CONVERSATIONS = [file for folder in _folders("polis") for file in sorted(folder.glob("*votes.csv"))]
_READ: dict[str, Blob] = {}


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """One test for each conversation there is, and one that says so where there is none."""
    for fixture, paths in (("blob_folder", BLOBS), ("conversation", CONVERSATIONS)):
        if fixture in metafunc.fixturenames:
            ids = [
                f"{path.parent.name}-{path.stem}" if path.suffix else path.name for path in paths
            ]
            metafunc.parametrize(fixture, paths or [None], ids=ids or ["not-there"])


@pytest.fixture
def blob(blob_folder: Path | None, request: pytest.FixtureRequest) -> Blob:
    """A conversation with what Polis made of it."""
    if blob_folder is None:
        request.getfixturevalue("shared_data")  # skips, or fails where nothing may be skipped
        pytest.skip("no folder polis-math-oracle in ../shared/data")
    if blob_folder.name not in _READ:
        _READ[blob_folder.name] = read_blob(blob_folder)
    return _READ[blob_folder.name]
