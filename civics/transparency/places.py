"""Where a log lies: at a URL or in a folder. The one door of `civics` to a network."""

from __future__ import annotations

import urllib.error
import urllib.request
import zlib
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from itertools import islice
from pathlib import Path

from civics.transparency.errors import InputError
from civics.transparency.reading import Fetch

__all__ = ["at_once", "in_folder", "is_url", "over_http"]

MOST_BYTES = 17_000_000
"""No tile and no bundle is longer: 256 entries of 65,535 bytes and their lengths."""

SECONDS = 30
AT_ONCE = 8
GONE = {404, 410}


def is_url(target: str) -> bool:
    return target.startswith(("https://", "http://"))


def over_http(prefix: str) -> Fetch:
    """Fetch paths below a URL; `log.unreachable` with `why` for anything but 200, 404 and 410."""
    base = prefix.rstrip("/")

    def fetch(path: str) -> bytes | None:
        url = f"{base}/{path}"
        try:
            with urllib.request.urlopen(url, timeout=SECONDS) as answer:  # noqa: S310 - see is_url
                raw: bytes = answer.read(MOST_BYTES + 1)
                if answer.headers.get("Content-Encoding") == "gzip":
                    raw = zlib.decompressobj(wbits=31).decompress(raw, MOST_BYTES + 1)
        except urllib.error.HTTPError as error:
            error.close()
            if error.code in GONE:
                return None
            raise InputError("log.unreachable", url=url, why=str(error.code)) from None
        except Exception as error:  # those of http.client are no OSErrors, and it stays outside
            raise InputError("log.unreachable", url=url, why=str(error)) from None
        if len(raw) > MOST_BYTES:
            raise InputError("log.unreachable", url=url, why=f"> {MOST_BYTES}")
        return raw

    return fetch


def in_folder(folder: Path) -> Fetch:
    """Fetch paths below a folder; they come from this package, which spells them."""

    def fetch(path: str) -> bytes | None:
        try:
            return (folder / path).read_bytes()
        except (FileNotFoundError, IsADirectoryError, NotADirectoryError):
            return None
        except OSError as error:
            raise InputError(
                "log.unreachable", url=str(folder / path), why=error.strerror
            ) from None

    return fetch


def at_once(fetch: Fetch, paths: Iterable[str]) -> Iterator[bytes | None]:
    """`map`, but eight at a time, since a distant log answers slowly and willingly."""
    waiting = iter(paths)
    with ThreadPoolExecutor(AT_ONCE) as pool:
        while some := list(islice(waiting, AT_ONCE * 4)):
            yield from pool.map(fetch, some)
