"""The elements of a page without its words, and where its links lead."""

import re
from html.parser import HTMLParser
from urllib.parse import urljoin, urlsplit

# Numbers differ from page to page and change nothing about how it is made.
NUMBER = re.compile(r"\d+")
FILES = (".csv", ".json", ".svg", "/me/export", "/recovery-codes/download/")


class Skeleton(HTMLParser):
    def __init__(self, page: str, address: str) -> None:
        super().__init__()
        self.elements: set[tuple[str, ...]] = set()
        self.links: list[str] = []
        self._address = address
        self._inside = False
        self.feed(page)

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attributes}
        self._inside |= tag == "main"
        words = [given.get(name, "") for name in ("class", "role", "type", "data-tone")]
        if self._inside:  # what surrounds it is the same everywhere
            self.elements.add((tag, *words, *sorted(given)))
        if tag == "a" and "href" in given:
            self._follow(given["href"])

    def handle_endtag(self, tag: str) -> None:
        self._inside &= tag != "aside"

    def _follow(self, link: str) -> None:
        parts = urlsplit(urljoin(self._address, link))
        if parts.netloc == urlsplit(self._address).netloc and not parts.path.endswith(FILES):
            self.links.append(parts.path + (f"?{parts.query}" if parts.query else ""))


def pattern_of(path: str) -> str:
    """What pages of one kind have in common: /lumen/record/12 and /lumen/record/13."""
    parts = urlsplit(path)
    names = sorted(part.split("=")[0] for part in parts.query.split("&") if part)
    return NUMBER.sub("N", parts.path) + "?" + "&".join(names)
