"""Hostile strings in every text field break nothing, and put no tag of their own on a page."""

import re
from collections import Counter
from collections.abc import Callable
from datetime import timedelta
from html.parser import HTMLParser
from pathlib import Path

import pytest
from django.db import transaction
from django.test import Client

from folkmoot.charter.actions import Terms, announce
from folkmoot.charter.models import Rung
from folkmoot.deliberate.conversations.actions import add_seed, open_conversation, publish_answer
from folkmoot.deliberate.conversations.models import Conversation
from folkmoot.deliberate.suggestions.actions import Wording, suggest
from folkmoot.deliberate.suggestions.queries.likeness import forget
from folkmoot.foundation.people.models import Member
from folkmoot.foundation.record.queries import latest_number
from folkmoot.foundation.refusal import Refusal
from folkmoot.web.templatetags.words import ATTRIBUTES, SCHEMES, TAGS, markdown
from tests.folkmoot.conftest import NOW, Cast
from tests.strings import hostile

SignIn = Callable[[Member], Client]

SCHEME = re.compile(r"[\x00-\x20]*([a-zA-Z][a-zA-Z0-9+.\-]*):")  # RFC 3986 §3.1
# Attributes that the sanitiser adds itself.
ADDED = {"rel"}


class Tags(HTMLParser):
    """The elements of a page and the names of their attributes, and where links lead."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: Counter[tuple[str, tuple[str, ...]]] = Counter()
        self.links: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        self.found[tag, tuple(sorted({name for name, _ in attributes}))] += 1
        self.links += [value or "" for name, value in attributes if name in ("href", "src")]


def conversation(cast: Cast, question: str, background: str = "") -> Conversation:
    return open_conversation(
        topic="design",
        question=question,
        background=background,
        seeds=[],
        closes_at=NOW + timedelta(days=7),
        actor=cast.mei,
        now=NOW,
    )


@pytest.fixture
def strings(shared_data: Path) -> list[str]:
    return hostile(shared_data)


@pytest.fixture(autouse=True)
def while_open(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOW + timedelta(hours=1))


def test_markdown_lets_nothing_through(strings: list[str]) -> None:
    allowed = {name for names in ATTRIBUTES.values() for name in names} | ADDED
    for text in strings:
        for wrapped in (text, f"**{text}**", f"[a]({text})", f"> - {text}", f"```\n{text}\n```"):
            tags = Tags(str(markdown(wrapped)))
            assert {tag for tag, _ in tags.found} <= TAGS, text
            assert {name for _, names in tags.found for name in names} <= allowed, text
            for link in tags.links:
                scheme = SCHEME.match(link)
                assert scheme is None or scheme[1].lower() in SCHEMES, text


def test_statements_and_all_pages_that_list_them(
    cast: Cast, topic: str, strings: list[str], sign_in: SignIn
) -> None:
    """A page of hostile statements has the same elements as a page of harmless ones."""
    harmless, attacked = conversation(cast, "a"), conversation(cast, "b")
    refusals = [_stated(attacked, text, cast) for text in strings]
    assert set(refusals) == {None, "text-empty", "text-too-long"}
    for _ in range(refusals.count(None)):
        add_seed(harmless, "意见", actor=cast.mei, now=NOW)
    client = sign_in(cast.mei)
    for page in ("statements", "moderation", "queue", ""):
        good = elements(client, f"/lumen/conversations/{harmless.number}/{page}")
        bad = elements(client, f"/lumen/conversations/{attacked.number}/{page}")
        assert set(bad) <= set(good), page


def _stated(conversation: Conversation, text: str, cast: Cast) -> str | None:
    """Add it as a statement; the code of the refusal, if it was refused."""
    try:
        add_seed(conversation, text, actor=cast.mei, now=NOW)
    except Refusal as refusal:
        return refusal.code
    return None


def elements(client: Client, path: str) -> Counter[tuple[str, tuple[str, ...]]]:
    response = client.get(path)
    assert response.status_code == 200
    return Tags(response.content.decode()).found


def test_suggestions_and_all_pages_that_show_them(
    cast: Cast, topic: str, strings: list[str], sign_in: SignIn
) -> None:
    """A hostile wish in every box has the same elements as a harmless one."""
    client = sign_in(cast.mei)
    forget()
    _wished("a", cast, number=0)
    harmless = {path: set(elements(client, f"/lumen/suggestions/{path}")) for path in WISH_PAGES}
    refusals = [_wished(text, cast, number) for number, text in enumerate(strings[::19], start=1)]
    assert None in refusals
    assert set(refusals) <= {None, "text-empty", "text-too-long", "personal-details"}
    allowed = set().union(*harmless.values())
    for made in range(1, refusals.count(None) + 2):
        for page in ("", "desk"):
            bad = elements(client, f"/lumen/suggestions/{made}/{page}")
            tags = {tag for tag, _ in allowed} | TAGS
            assert {tag for tag, _ in bad} <= tags
            assert not any(name.startswith("on") for _, names in bad for name in names)
    # Only the text below a title and the link to the next page may be new.
    more = {("p", ("class",)), ("a", ("class", "href", "rel")), ("nav", ("aria-label", "class"))}
    assert set(elements(client, "/lumen/suggestions/")) <= allowed | more


WISH_PAGES = ("", "1/", "1/desk", "desk")


def _wished(text: str, cast: Cast, number: int) -> str | None:
    """Suggest it in every box, by another fan each time; the code of the refusal, if any."""
    try:
        wording = Wording(text=text, title=text[:60], problem=text[:500], scene=text[:500])
        suggest(
            wording, actor=(cast.lin, cast.zhou)[number % 2], now=NOW + number * timedelta(hours=1)
        )
    except Refusal as refusal:
        return refusal.code
    return None


def test_the_record_shows_them_all_as_words(
    cast: Cast, topic: str, strings: list[str], client: Client
) -> None:
    started = conversation(cast, "q")
    add_seed(started, "harmless", actor=cast.mei, now=NOW)
    allowed = set(elements(client, "/lumen/record/")) | set(
        elements(client, f"/lumen/record/{latest_number(cast.brand)}")
    )
    for text in strings:
        _stated(started, text, cast)
    path, pages = "/lumen/record/", 0
    while path:
        response = client.get(path)
        page = Tags(response.content.decode())
        # Only the links to older and newer pages may be new.
        assert {tag for tag, _ in page.found} <= {tag for tag, _ in allowed} | {"a", "span"}
        assert not any("javascript:" in link.lower() for link in page.links)
        older = response.context["page"].older
        path, pages = f"/lumen/record/?before={older}" if older else "", pages + 1
    assert pages > 5


@pytest.mark.parametrize("every", [29])
def test_questions_answers_rules_and_names(
    cast: Cast, topic: str, strings: list[str], sign_in: SignIn, every: int
) -> None:
    """Every other text field, with a sample of the strings, through acts and pages."""
    client = sign_in(cast.mei)
    for text in strings[::every]:
        with transaction.atomic():
            if not (subject := _everywhere(cast, text)):
                continue
            for path in ("/lumen/", "/lumen/charter/", "/lumen/conversations/", subject):
                response = client.get(path)
                assert response.status_code == 200
                page = Tags(response.content.decode())
                assert not any(link.lower().startswith("javascript:") for link in page.links)
                names = {name for _, found in page.found for name in found}
                assert not {name for name in names if name.startswith("on")}, text
            transaction.set_rollback(True)


def _everywhere(cast: Cast, text: str) -> str | None:
    cast.chen.person.name = text[:60]
    cast.chen.person.save()
    terms = Terms(rung=Rung.ADVISE, decider=text[:80], open_to_change=text, not_open=text)
    try:
        announce("x", text[:120], terms, effective_from=NOW, actor=cast.chen, now=NOW)
        started = conversation(cast, text, background=text)
        publish_answer(started, text, actor=cast.chen, now=NOW)
    except Refusal:
        return None
    return f"/lumen/conversations/{started.number}/"


def test_searching_for_them_finds_or_does_not_find(
    cast: Cast, strings: list[str], client: Client
) -> None:
    allowed = {tag for tag, _ in elements(client, "/lumen/search/?q=x")}
    for text in strings:
        response = client.get("/lumen/search/", {"q": text})
        assert response.status_code == 200
        tags = {tag for tag, _ in Tags(response.content.decode()).found}
        assert tags <= allowed | {"ol", "li", "div", "h1", "h2"}
