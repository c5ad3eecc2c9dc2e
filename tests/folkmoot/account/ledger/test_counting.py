"""What moderation and mandates publish as rows gives the numbers that their pages show."""

import json
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from django.test import Client

from folkmoot.account.ledger.exporting.accounting import answered
from folkmoot.account.ledger.exporting.cells import Sheet
from folkmoot.account.ledger.exporting.chartering import spoken
from folkmoot.account.ledger.exporting.deliberating import moderated
from folkmoot.account.ledger.recomputing import counting
from folkmoot.account.ledger.recomputing.formulas import FORMULAS
from folkmoot.account.ledger.recomputing.reading import Export
from folkmoot.charter.mandates.actions import draft, publish
from folkmoot.charter.mandates.actions import reply as reply_to
from folkmoot.charter.mandates.models import Body, Mandate, Position
from folkmoot.deliberate.conversations.models import Conversation
from folkmoot.deliberate.conversations.rules import Reason
from folkmoot.deliberate.moderation.actions import acknowledge, decide_filing, file
from folkmoot.deliberate.moderation.models import Filing
from folkmoot.foundation.people.models import Brand
from tests.folkmoot.charter.articles.conftest import edition  # noqa: F401 (a fixture)
from tests.folkmoot.charter.mandates.conftest import (  # noqa: F401 (two are fixtures)
    DAY,
    board,
    carried,
    crowd,
    mandate,
)
from tests.folkmoot.conftest import NOW, Cast
from tests.folkmoot.deliberate.conftest import conversation  # noqa: F401 (a fixture)
from tests.folkmoot.deliberate.moderation.test_report import taken_down

assert counting  # its formulas register themselves


def both(folder: Path, sheet: Sheet) -> Iterator[tuple[str, object, object]]:
    """Each figure: its id, as published, and computed again from the files alone."""
    for name, parts in sheet.files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text("".join(parts))
    manifest = {
        "format": "folkmoot-export/1",
        "files": {},
        "generated_at": NOW.isoformat(),
        "time_zone": "Asia/Shanghai",
        "smallest_cell": 10,
    }
    (folder / "manifest.json").write_text(json.dumps(manifest))
    (folder / "record.jsonl").write_text("")
    export = Export(folder)
    for figure in sheet.figures:
        told = json.loads(json.dumps(figure.told()))
        yield told["id"], told["value"], FORMULAS[told["formula"]](export, told["with"])


def filings(brand: Brand, cast: Cast, count: int) -> None:
    """They come on the same day; each is read an hour later than the one before."""
    for n in range(count):
        made, _code = file(
            brand,
            Filing.Kind.PROTECTION,
            name=f"唐小满{n}",
            text="有人骂",
            now=NOW + timedelta(days=n),
        )
        read = made.at + timedelta(hours=3 * n)
        made = acknowledge(made, actor=cast.mei, now=read)
        if n:
            done = made.at + timedelta(hours=20 * n)
            decide_filing(made, Filing.Outcome.GRANTED, "理由", actor=cast.mei, now=done)


def test_the_quarterly_report(
    cast: Cast,
    conversation: Conversation,  # noqa: F811
    tmp_path: Path,
) -> None:
    reasons = [Reason.OFF_TOPIC] * 14 + [Reason.DUPLICATE] * 11 + [Reason.ATTACK] * 3
    taken_down(cast, conversation, reasons)
    filings(cast.brand, cast, 14)
    ((name, published, again),) = both(tmp_path, moderated(cast.brand, NOW + timedelta(days=20)))
    assert name == "moderation/2026-Q1"
    assert published == again
    assert isinstance(published, dict)
    assert published["measures"]["off-topic"] == 14
    assert published["measures"]["attack"] is None is published["measures"]["duplicate"]
    assert published["filings"]["all"] == 14
    assert published["answer_hours"] == 140.0  # the middle of 20, 40, … 260 hours
    assert published["decided_in_time"] is None  # eight of fourteen, and eight is under ten


def test_a_quarter_without_anything_has_no_report(cast: Cast, tmp_path: Path) -> None:
    assert list(both(tmp_path, moderated(cast.brand, NOW))) == []


@pytest.mark.parametrize(("against", "shown"), [(12, 12), (4, None)])
def test_whom_a_statement_was_put_to(
    cast: Cast,
    board: Body,  # noqa: F811
    mandate: Mandate,  # noqa: F811
    client: Client,
    tmp_path: Path,
    against: int,
    shown: int | None,
) -> None:
    statement = draft(board, "我们希望恢复保修。", closes_at=NOW + 7 * DAY, actor=cast.lin, now=NOW)
    said = [Position.SIGN] * 11 + [Position.AGREE] * 5 + [Position.AGAINST] * against
    said += [Position.UNDECIDED] * 10
    for fan, position in zip(crowd(cast.brand, len(said)), said, strict=True):
        reply_to(statement, position, actor=fan, now=NOW)
    publish(carried(cast, board, "publish", statement=statement), actor=cast.lin, now=NOW)
    sheet = spoken(cast.brand)
    assert client.get(sheet.figures[0].page).status_code == 200
    ((name, published, again),) = both(tmp_path, sheet)
    assert name == "statement/1/counts"
    assert published == again
    assert published == {
        "consulted": 26 + against,
        "in_favour": 16,
        "against": shown,
        "signers": 11,
    }
    # The rows are the answers themselves: one that vanished afterwards would be missed.
    statement.replies.filter(position=Position.SIGN).first().delete()
    ((_name, published, again),) = both(tmp_path, spoken(cast.brand))
    assert published != again


def test_how_the_brand_answers(
    cast: Cast,
    conversation: Conversation,  # noqa: F811
    tmp_path: Path,
) -> None:
    late = NOW + timedelta(days=400)
    ((name, published, again),) = both(tmp_path, answered(cast.brand, late))
    assert name == "conduct"
    assert published == again
    assert isinstance(published, dict)
    assert published["overdue"] == published["due"] > 0
