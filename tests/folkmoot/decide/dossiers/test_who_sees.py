"""The role matrix: every field, every reader; on the page and in what it is made of."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import get_resolver

from folkmoot.decide.dossiers import actions, queries, rules
from folkmoot.decide.dossiers.models import Item
from folkmoot.decide.dossiers.rules import SEEN_BY, Reader
from folkmoot.foundation.people.models import Member
from tests.folkmoot.conftest import NOW, Cast
from tests.folkmoot.decide.dossiers.conftest import PARTNER, SAID, URL

SignIn = Callable[[Any], Client]
pytestmark = pytest.mark.usefixtures("today")

STAFF = {Reader.LEGAL, Reader.AUDITOR, Reader.EXECUTIVE, Reader.HANDLER}
EVERYTHING = {
    *("name", "capacity", "ended"),
    *("about", "reason", "category", "url", "excerpt", "published_on", "expires_on"),
    *("capture_hash", "captured_at", "replies", "appeals", "offers", "agreed"),
}
# Written out a second time, by hand: a change of the table has to be meant.
EXPECTED: dict[Reader, set[str]] = {
    Reader.SUBJECT: EVERYTHING | {"capture_text", "readings"},
    Reader.LEGAL: EVERYTHING | {"capture_text", "readings", "filer", "reviewers"},
    Reader.AUDITOR: EVERYTHING | {"capture_text", "readings", "filer", "reviewers"},
    Reader.EXECUTIVE: EVERYTHING | {"filer"},
    Reader.HANDLER: EVERYTHING | {"filer"},
    Reader.FAN: set(),
    Reader.VISITOR: set(),
    Reader.OTHER_BRAND: set(),
}
OF_DOSSIER = {"name", "capacity", "about", "reason", "offers", "readings", "ended"}


@pytest.mark.parametrize("reader", Reader)
@pytest.mark.parametrize("field", sorted(SEEN_BY))
def test_every_field_for_every_reader(confirmed: Item, reader: Reader, field: str) -> None:
    allowed = field in EXPECTED[reader]
    assert rules.sees(reader, field) == allowed
    seen = queries.seen_by(confirmed.dossier, reader, NOW)
    (item,) = seen.items or [{}]
    assert (field in (seen.fields if field in OF_DOSSIER else item)) == allowed


def test_no_field_is_outside_of_the_table(confirmed: Item) -> None:
    seen = queries.seen_by(confirmed.dossier, Reader.LEGAL, NOW)
    assert set(seen.fields) | set(seen.items[0]) == set(SEEN_BY) | {"number", "how", "counts"}


def test_who_is_who(cast: Cast, handler: Member, li: Member) -> None:
    expected = {
        cast.mei: Reader.HANDLER,
        handler: Reader.EXECUTIVE,
        cast.chen: Reader.EXECUTIVE,
        cast.wu: Reader.AUDITOR,
        li: Reader.LEGAL,
        cast.lin: Reader.FAN,
        cast.rival: Reader.OTHER_BRAND,
        None: Reader.VISITOR,
    }
    assert {each: rules.reader_of(each, cast.brand) for each in expected} == expected


def opened(client: Client) -> Client:
    assert client.post("/lumen/dossiers/1/reading").status_code == 302
    return client


def text(client: Client, path: str) -> str:
    return client.get(path, headers={"accept-language": "en"}).content.decode()


def test_pages_show_what_the_table_says(
    cast: Cast, handler: Member, li: Member, confirmed: Item, client: Client, sign_in: SignIn
) -> None:
    path = "/lumen/dossiers/1/"
    assert client.get(path).status_code == 302
    for nobody in (cast.lin, cast.zhou):
        assert sign_in(nobody).get(path).status_code == 403
        assert sign_in(nobody).post(f"{path}reading").status_code == 403
    assert sign_in(cast.rival).get(path).status_code in (403, 404)
    for who in (cast.mei, cast.chen, cast.wu, li):
        assert SAID not in text(sign_in(who), path)
        seen = text(opened(sign_in(who)), path)
        assert all(each in seen for each in (PARTNER, SAID, URL))
        assert ("Reviewed by" in seen) == (who in (cast.wu, li))
        assert ("Who looked" in seen) == (who in (cast.wu, li))
    client.logout()
    secret = actions.issue_link(confirmed.dossier, actor=cast.mei, now=NOW)
    seen = text(client, f"/lumen/dossiers/held/{secret}/")
    assert all(each in seen for each in (PARTNER, SAID, URL, "Who looked"))
    assert "Reviewed by" not in seen
    assert "Filed by" not in seen


def test_the_public_page_has_counts_and_no_names(
    cast: Cast, confirmed: Item, client: Client, sign_in: SignIn
) -> None:
    for reader in (client, sign_in(cast.lin)):
        seen = text(reader, "/lumen/dossiers/")
        assert PARTNER not in seen
        assert "fewer than ten" in seen


def test_no_export_leads_out(cast: Cast, confirmed: Item, client: Client) -> None:
    """Neither the API nor a file has a list of whom something is held on."""
    assert "dossier" not in client.get("/api/openapi.json").content.decode().lower()
    patterns = get_resolver("folkmoot.decide.dossiers.urls").url_patterns
    addresses = [str(each.pattern) for each in patterns]
    assert not any(each.endswith((".csv", ".json", ".txt", "export")) for each in addresses)


def test_reading_leaves_a_trace(cast: Cast, confirmed: Item, sign_in: SignIn) -> None:
    for _each in range(2):
        opened(sign_in(cast.mei)).get("/lumen/dossiers/1/")
    seen = queries.seen_by(confirmed.dossier, Reader.SUBJECT, NOW)
    assert [role for role, _at in seen.fields["readings"]] == [str(rules.READERS[Reader.HANDLER])]


def test_the_partner_replies_and_appeals_signed_out(
    cast: Cast, confirmed: Item, client: Client
) -> None:
    secret = actions.issue_link(confirmed.dossier, actor=cast.mei, now=NOW)
    base = f"/lumen/dossiers/held/{secret}/"
    page = client.get(base)
    assert page["Referrer-Policy"] == "same-origin"
    assert page["X-Robots-Tag"] == "noindex"
    assert client.post(f"{base}1/reply", {"words": "当时说的是另一件事。"}).status_code == 302
    assert client.post(f"{base}1/appeal", {"words": "那不是我说的。"}).status_code == 302
    assert client.post(f"{base}1/appeal", {"words": "再说一次。"}).status_code == 409
    assert client.post(f"{base}1/reply", {"words": ""}).status_code == 422
    assert client.post(f"{base}peace", {"words": "三月已致歉。"}).status_code == 302
    assert client.post(f"{base}2/reply", {"words": "x"}).status_code == 404
    assert client.get("/lumen/dossiers/held/nothing/").status_code == 404
    seen = text(client, base)
    assert all(each in seen for each in ("另一件事", "那不是我说的", "三月已致歉"))


def test_the_reply_stands_beside_it_for_everybody_concerned(
    cast: Cast, confirmed: Item, sign_in: SignIn
) -> None:
    actions.reply(confirmed, "当时说的是另一件事。", now=NOW)
    for who in (cast.mei, cast.chen, cast.wu):
        assert "另一件事" in text(opened(sign_in(who)), "/lumen/dossiers/1/")


def test_buttons_are_for_those_who_may_press_them(
    cast: Cast, handler: Member, li: Member, item: Item, sign_in: SignIn
) -> None:
    """Ma filed it; Mei and Li may say whether they agree, each once."""

    def shown(who: Member) -> bool:
        client = sign_in(who)
        client.post("/lumen/dossiers/1/reading")
        page = text(client, "/lumen/dossiers/1/")
        assert ("Others review it" in page) != ("I agree: it is" in page)
        return "I agree: it is" in page

    assert [shown(who) for who in (handler, cast.mei, li)] == [False, True, True]
    actions.review(item, agrees=True, actor=cast.mei, now=NOW)
    assert [shown(who) for who in (handler, cast.mei, li)] == [False, False, True]


def test_an_appeal_is_shown_to_decide_to_those_who_took_no_part(
    cast: Cast, li: Member, confirmed: Item, sign_in: SignIn
) -> None:
    """Mei and Li reviewed the item, so Chen is the one."""
    actions.appeal(queries.item_by_key(confirmed.pk), "不是我说的。", now=NOW)
    assert queries.for_judgment(confirmed.dossier, cast.chen) == {1}
    assert queries.for_judgment(confirmed.dossier, li) == set()
    client = sign_in(li)
    client.post("/lumen/dossiers/1/reading")
    page = text(client, "/lumen/dossiers/1/")
    assert "Decide it in my name" not in page
