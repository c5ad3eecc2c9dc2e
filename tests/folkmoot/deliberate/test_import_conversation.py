"""Every real export comes in whole, and comes out again as the same map."""

import io
import time
import zipfile
from datetime import timedelta
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.utils import translation

from civics.opinion import read_votes
from folkmoot.deliberate.conversations import actions, queries
from folkmoot.deliberate.conversations.imports import read_archive, read_folder
from folkmoot.deliberate.conversations.jobs import refresh_map
from folkmoot.deliberate.conversations.models import Conversation, Participant, Ruling, Vote
from folkmoot.foundation.record.models import Fact
from folkmoot.foundation.refusal import Refusal
from tests.folkmoot.conftest import NOW, Cast

pytestmark = pytest.mark.database

COMMENTS = (
    "timestamp,datetime,comment-id,author-id,agrees,disagrees,moderated,comment-body\n"
    "1,x,0,7,1,0,1,一\n2,x,4,7,1,0,0,二\n3,x,9,7,1,0,-1,=三\n"
)
HISTORY = (
    "timestamp,datetime,comment-id,voter-id,vote\n5,x,0,11,-1\n1,x,0,11,1\n2,x,4,12,0\n3,x,6,11,1\n"
)
MATRIX = "participant,xid,group-id,n-votes,0,4,6\n11,,0,2,-1,,1\n12,q,,1,,0,\n"

POLIS = [
    "american-assembly.bowling-green",
    "football-concussions",
    "london.youth.policing",
    "scoop-hivemind.biodiversity",
    "scoop-hivemind.ubi",
    "vtaiwan.uberx",
]


def folder(path: Path, **files: str) -> Path:
    for name, text in files.items():
        (path / f"{name.replace('_', '-')}.csv").write_text(text, encoding="utf-8")
    return path


def brought(cast: Cast, topic: str, path: Path, question: str = "问?") -> Conversation:
    return actions.import_conversation(
        read_folder(path),
        topic=topic,
        question=question,
        closes_at=NOW + timedelta(days=14),
        actor=cast.mei,
        now=NOW,
    )


@pytest.mark.parametrize("votes", [{"votes": HISTORY}, {"participants_votes": MATRIX}])
def test_both_kinds_of_votes_say_the_same(
    cast: Cast, topic: str, tmp_path: Path, votes: dict[str, str]
) -> None:
    """The last vote counts; ids have gaps; six has no words and nine has no votes."""
    conversation = brought(cast, topic, folder(tmp_path, comments=COMMENTS, **votes))
    standings = conversation.statements.order_by("number").values_list("number", "standing")
    assert list(standings) == [
        (0, "accepted"),
        (4, "waiting"),
        (6, "rejected"),
        (9, "rejected"),
    ]
    cast_votes = Vote.objects.order_by("statement__number").values_list(
        "statement__number", "choice"
    )
    assert list(cast_votes) == [(0, -1), (4, 0), (6, 1)]
    assert Ruling.objects.filter(reason=Ruling.Reason.IMPORTED).count() == 3
    assert not Participant.objects.filter(pseudonym__in=["11", "12"]).exists()
    assert Participant.objects.filter(member=None).count() == 2


def test_the_record_says_where_it_came_from(cast: Cast, topic: str, tmp_path: Path) -> None:
    brought(cast, topic, folder(tmp_path, comments=COMMENTS, votes=HISTORY))
    fact = Fact.objects.get(kind="conversation.imported")
    digest = fact.published.pop("source_digest")
    assert (fact.published, len(digest)) == ({"statements": 4, "voters": 2, "votes": 3}, 64)
    assert Fact.objects.filter(kind="statement.made").count() == 4


def test_new_statements_get_numbers_after_the_gaps(cast: Cast, topic: str, tmp_path: Path) -> None:
    conversation = brought(cast, topic, folder(tmp_path, comments=COMMENTS, votes=HISTORY))
    made = actions.make_statement(conversation, "新的", actor=cast.lin, now=NOW)
    assert made.number == 10


def test_a_byte_order_mark_and_a_zip_are_welcome(cast: Cast, topic: str) -> None:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("deep/er/comments.csv", "\ufeff" + COMMENTS)
        archive.writestr("deep/er/votes.csv", HISTORY)
        archive.writestr("__MACOSX/deep/er/votes.csv", "x")
    export = read_archive(SimpleUploadedFile("polis.zip", file.getvalue()))
    assert (export.source, len(export.statements), export.votes.shape) == ("polis", 4, (2, 3))


def test_a_question_is_needed(cast: Cast, topic: str, tmp_path: Path) -> None:
    with pytest.raises(Refusal) as refused:
        brought(cast, topic, folder(tmp_path, comments=COMMENTS, votes=HISTORY), question="")
    assert refused.value.code == "text-empty"
    assert not Conversation.objects.exists()


@pytest.mark.parametrize("who", ["lin", "chen", "rival"])
def test_only_an_operator_with_the_topic_brings_in(
    cast: Cast, topic: str, tmp_path: Path, who: str
) -> None:
    export = read_folder(folder(tmp_path, comments=COMMENTS, votes=HISTORY))
    with pytest.raises(Refusal):
        actions.import_conversation(
            export,
            topic=topic,
            question="问?",
            closes_at=NOW + timedelta(days=1),
            actor=getattr(cast, who),
            now=NOW,
        )
    assert not Conversation.objects.exists()


@pytest.mark.slow
@pytest.mark.parametrize("name", POLIS)
def test_every_real_export_comes_in(cast: Cast, topic: str, shared_data: Path, name: str) -> None:
    path = shared_data / "polis" / name
    started = time.process_time()
    conversation = brought(cast, topic, path, question="")
    assert time.process_time() - started < 30
    file = path / "votes.csv"
    votes = read_votes(file if file.is_file() else path / "participants-votes.csv")
    assert Vote.objects.count() == len(votes.values)
    assert Participant.objects.count() == len(votes.participants)
    origin = queries.origin_of(conversation)
    assert origin is not None
    assert (origin.source, origin.votes) == (name, len(votes.values))
    assert refresh_map(conversation, NOW)


def test_the_command_brings_a_folder_in(
    cast: Cast, topic: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = str(folder(tmp_path, comments=COMMENTS, votes=HISTORY))
    wanted = ["import", "conversation", path, "--brand", "lumen", "--topic", topic]
    call_command(*wanted, "--question", "问?")
    assert capsys.readouterr().out == (
        "/lumen/conversations/1/ 4 statements, 3 votes of 2 people\n"
    )
    with translation.override("en"), pytest.raises(CommandError, match="write something first"):
        call_command(*wanted)
    with pytest.raises(CommandError, match="no brand called x"):
        call_command(*[*wanted[:4], "x", *wanted[5:]])
    with pytest.raises(CommandError, match="no folder or file"):
        call_command(*[*wanted[:2], f"{path}/x", *wanted[3:]])
