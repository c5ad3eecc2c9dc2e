"""Every page there is, for everybody, at both widths, in both lights and both languages.

The addresses are found by following links, by plain requests. A page all of whose elements were
seen together on another is not opened again: pages of one making have the same faults.
"""

from collections.abc import Iterator

import pytest

from tests.browser.conftest import Arrive, Visit
from tests.browser.looks import Look, examine
from tests.browser.server import Server
from tests.browser.skeleton import Skeleton, pattern_of

# Between them, axe sees both widths, both lights and both languages.
LOOKS: dict[str, list[Look]] = {
    "zh-hans": [("phone", "light"), ("desk", "light"), ("desk", "dark"), ("phone", "dark")],
    "en": [("desk", "dark"), ("phone", "dark"), ("phone", "light"), ("desk", "light")],
}
WHO = {"visitor": "", "fan": "lin@lumen", "operator": "mei@lumen", "executive": "chen@lumen"}

# Made of the same; their words are another test's.
OTHERS = ("/fathom/", "/canary/")

crawled: dict[str, list[tuple[str, int]]] = {}
seen: list[set[tuple[str, ...]]] = []


@pytest.mark.slow
@pytest.mark.parametrize("who", WHO)
def test_every_page_in_all_its_looks(who: str, arrive: Arrive, server: Server) -> None:
    visits = {language: arrive(WHO[who], language=language) for language in LOOKS}
    faults: list[str] = []
    for path, status in crawl(who, arrive, server):
        for language, visit in visits.items():
            visit.to(path, answer=status)
            faults += examine(visit.page, LOOKS[language])
    assert not faults, "\n".join(dict.fromkeys(faults))


def crawl(who: str, arrive: Arrive, server: Server) -> list[tuple[str, int]]:
    """What is made of something new for this person, after all who come before in the list."""
    for each, session in WHO.items():
        if each not in crawled:
            crawled[each] = list(pages(arrive(session), beginnings(each, server)))
        if each == who:
            break
    assert len(crawled[who]) >= 3, "the crawl found almost nothing"
    return crawled[who]


def beginnings(who: str, server: Server) -> list[str]:
    numbers = server.conversations["lumen"]
    rooms = [f"/lumen/conversations/{numbers[use]}/" for use in ("crawl", "answered")]
    inside = ["", "result", "statements", "moderation", "answers/2", "queue"]
    return [
        "/",
        "/lumen/",
        *(room + page for room in rooms for page in inside),
        "/lumen/search/?q=电池",
        "/lumen/search/?q=nothing-like-it",
        "/lumen/nowhere",
        "/lumen/inbox/",
        "/lumen/members/me",
        "/lumen/connections/",
        "/lumen/conversations/new",
        "/lumen/conversations/import",
        "/lumen/charter/announcements/",
        "/fathom/membership",
        "/me/",
        *(f"/account/{page}" for page in ACCOUNT),
    ]


ACCOUNT = (
    *("login/", "login/code/", "signup/", "logout/", "email/", "sessions/", "farewell/"),
    *("password/change/", "password/set/", "password/reset/", "password/reset/done/"),
    *("2fa/", "2fa/totp/activate/", "2fa/totp/deactivate/", "2fa/recovery-codes/"),
    *("2fa/recovery-codes/generate/", "2fa/webauthn/", "2fa/webauthn/add/", "signup/passkey/"),
    *("2fa/reauthenticate/", "reauthenticate/", "confirmation/", "inactive/", "3rdparty/"),
)


def pages(visit: Visit, first: list[str]) -> Iterator[tuple[str, int]]:
    """Addresses of pages that are made of something new, with the status they answer with."""
    asked: set[str] = set()
    kinds: set[str] = set()
    waiting = [*first]
    while waiting:
        path = waiting.pop(0)
        kind = pattern_of(path)
        if path in asked or (kind in kinds and path not in first):
            continue
        asked.add(path)
        kinds.add(kind)
        answer = visit.context.request.get(visit.server.url + path)
        assert answer.status < 500, f"{path} answered {answer.status}"
        if "text/html" not in answer.headers["content-type"]:
            continue
        page = Skeleton(answer.text(), answer.url)
        waiting += [link for link in page.links if not link.startswith(OTHERS)]
        if not any(page.elements <= earlier for earlier in seen):
            seen.append(page.elements)
            yield path, answer.status
