"""A label that people see, shown by one person and seen by another."""

from datetime import date

import pytest
from django.db import DatabaseError, transaction

from folkmoot.act.creators import actions, queries
from folkmoot.act.creators.models import Check, Creator, Label, Piece, Proof
from folkmoot.act.creators.rules.disclosing import Disclosure
from folkmoot.foundation.people.models import Member
from folkmoot.foundation.record.models import Fact
from tests.folkmoot.act.creators.conftest import DAY, TODAY
from tests.folkmoot.conftest import NOW, Cast, refused

URL = "https://example.org/video/1"
AD = "标题下方写着“广告”"


@pytest.fixture
def piece(cast: Cast, creator: Creator) -> Piece:
    return actions.register_piece(
        creator, URL, Label.ADVERTISING, published_on=TODAY - DAY, actor=cast.mei, now=NOW
    )


def said(piece: Piece, today: date = TODAY) -> tuple[Disclosure, bool]:
    found = queries.piece_by_number(piece.brand, piece.number)
    assert found is not None
    shown = queries.disclosure(found, today)
    return shown.disclosure, shown.overdue


def test_a_label_is_shown_and_seen(cast: Cast, ma: Member, piece: Piece) -> None:
    assert said(piece) == (Disclosure.WANTED, False)
    assert said(piece, TODAY + 3 * DAY) == (Disclosure.WANTED, False)
    assert said(piece, TODAY + 4 * DAY) == (Disclosure.WANTED, True)
    actions.give_proof(piece, AD, sha256="AB" * 32, actor=cast.mei, now=NOW)
    assert said(piece, TODAY + 4 * DAY) == (Disclosure.WAITING, True)
    with refused("own-proof"):
        actions.check_proof(piece, True, "看到了", actor=cast.mei, now=NOW)
    actions.check_proof(piece, True, "在标题下方", actor=ma, now=NOW)
    assert said(piece, TODAY + 99 * DAY) == (Disclosure.LABELLED, False)
    with refused("nothing-to-check"):
        actions.check_proof(piece, False, "再看", actor=ma, now=NOW)
    assert Proof.objects.get().sha256 == "ab" * 32


def test_no_label_was_seen_until_a_new_proof(cast: Cast, ma: Member, piece: Piece) -> None:
    actions.give_proof(piece, "评论区置顶", actor=cast.mei, now=NOW)
    actions.check_proof(piece, False, "折叠后看不到", actor=ma, now=NOW)
    assert said(piece) == (Disclosure.MISSING, False)
    actions.give_proof(piece, AD, actor=cast.mei, now=NOW)
    assert said(piece) == (Disclosure.WAITING, False)
    actions.check_proof(piece, True, "改好了", actor=ma, now=NOW)
    assert said(piece) == (Disclosure.LABELLED, False)


def test_the_facts_accuse_nobody(cast: Cast, ma: Member, piece: Piece) -> None:
    actions.give_proof(piece, "评论区置顶", actor=cast.mei, now=NOW)
    actions.check_proof(piece, False, "折叠后看不到", actor=ma, now=NOW)
    facts = Fact.objects.filter(kind__startswith="piece.")
    assert not facts.filter(public=True).exists()
    assert Fact.objects.get(kind="piece.checked").published == {"number": 1, "labelled": False}


@pytest.mark.parametrize("url", ["", "ftp://example.org", "javascript:alert(1)", "https://a b"])
def test_an_address_is_one(cast: Cast, creator: Creator, url: str) -> None:
    with refused("no-address"):
        actions.register_piece(
            creator, url, Label.ADVERTISING, published_on=TODAY, actor=cast.mei, now=NOW
        )


def test_only_what_is_published(cast: Cast, creator: Creator, piece: Piece) -> None:
    with refused("not-published"):
        actions.register_piece(
            creator, URL, Label.ADVERTISING, published_on=TODAY + DAY, actor=cast.mei, now=NOW
        )
    with refused("no-digest"):
        actions.give_proof(piece, AD, sha256="abc", actor=cast.mei, now=NOW)
    for who in ("lin", "wu"):
        with refused("not-creators"):
            actions.give_proof(piece, AD, actor=getattr(cast, who), now=NOW)


def test_the_database_takes_no_own_check(cast: Cast, ma: Member, piece: Piece) -> None:
    proof = actions.give_proof(piece, AD, actor=cast.mei, now=NOW)
    check = {"proof": proof, "note": proof.excerpt, "at": NOW, "fact": proof.fact}
    with pytest.raises(DatabaseError), transaction.atomic():
        Check.objects.create(**check, labelled=True, by=cast.mei)
    Check.objects.create(**check, labelled=False, by=ma)
    for tamper in (
        lambda: Check.objects.update(labelled=True),
        lambda: Piece.objects.update(due_on=date(2027, 1, 1)),
        lambda: Proof.objects.all().delete(),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            tamper()
