"""The vectors of other implementations, which lie beside the project (`tlog/README.md` there)."""

import json
from base64 import b64decode
from pathlib import Path
from typing import Any

from civics.errors import InputError


def load(folder: Path, name: str) -> Any:
    return json.loads((folder / "tlog" / name).read_text(encoding="utf-8"))


def hashes(texts: list[str] | None) -> tuple[bytes, ...]:
    return tuple(b64decode(text or "") for text in texts or [])


def refused(check: Any, *arguments: Any) -> bool:
    """Whether it says no, by the package's own errors and no other ones."""
    try:
        check(*arguments)
    except InputError:
        return True
    return False
