"""No way from a voter to a paper: not by a column, not by any order, not by older copies."""

from datetime import timedelta
from itertools import pairwise, product
from random import Random

import pytest
from django.apps import apps
from django.db import connection, models

from folkmoot.deliberate.ballots import queries
from folkmoot.deliberate.ballots.models import Ballot, Box, Mark, Paper, Voter
from folkmoot.foundation.people.models import Member
from folkmoot.foundation.record.models import Fact
from tests.folkmoot.conftest import NOW, Cast
from tests.folkmoot.deliberate.ballots.conftest import CLOSES, Open, close, vote
from tests.folkmoot.deliberate.conftest import crowd

pytestmark = pytest.mark.database

VOTERS = 40
# Of forty pairs made at random one is right on average, and twelve or more are with a probability
# below 1e-9. A way that is none is never right that often; a way that is one is right forty times.
BY_CHANCE = 12


@pytest.fixture
def voters(cast: Cast) -> list[Member]:
    return crowd(cast.brand, VOTERS, "voter")


def columns(model: type[models.Model]) -> dict[str, str]:
    """Of the real table: name, and what kind of column the database says it is."""
    with connection.cursor() as cursor:
        found = connection.introspection.get_table_description(cursor, model._meta.db_table)
        kinds = {c.name: connection.introspection.get_field_type(c.type_code, c) for c in found}
    return {name: kind if isinstance(kind, str) else kind[0] for name, kind in kinds.items()}


def leads_to(model: type[models.Model]) -> set[str]:
    with connection.cursor() as cursor:
        relations = connection.introspection.get_relations(cursor, model._meta.db_table)
    return {relation[1] for relation in relations.values()}


@pytest.mark.django_db
@pytest.mark.parametrize(("one", "other"), [(Mark, Paper), (Mark, Box), (Voter, Paper)])
def test_the_tables_share_nothing_but_the_ballot(
    one: type[models.Model], other: type[models.Model]
) -> None:
    assert set(columns(one)) & set(columns(other)) <= {"id", "ballot_id"}
    assert leads_to(other) == {"ballots_ballot"}
    assert other._meta.db_table not in leads_to(one)


@pytest.mark.django_db
@pytest.mark.parametrize("model", [Mark, Paper, Box])
def test_no_table_of_votes_has_a_time(model: type[models.Model]) -> None:
    kinds = set(columns(model).values())
    assert not {kind for kind in kinds if "Date" in kind or "Time" in kind}


@pytest.mark.django_db
@pytest.mark.parametrize("model", [Mark, Paper])
def test_rows_are_not_numbered(model: type[models.Model]) -> None:
    kind = columns(model)["id"]
    assert kind in ("UUIDField", "CharField")  # SQLite writes a UUID as text
    with connection.cursor() as cursor:
        numbered = connection.introspection.get_sequences(cursor, model._meta.db_table)
    assert not [each for each in numbered if connection.vendor == "postgresql"]


@pytest.mark.django_db
def test_nothing_else_points_at_a_vote() -> None:
    pointing = [
        f"{field.model._meta.label}.{field.name}"
        for model in apps.get_models()
        for field in model._meta.get_fields()
        if isinstance(field, models.ForeignKey) and field.related_model in (Mark, Paper, Box)
    ]
    assert pointing == []


def orders(model: type[models.Model], *names: str) -> dict[str, list[str]]:
    """The tokens or trackers of a table in every order that the database knows of."""
    table, value = model._meta.db_table, names[0]
    own = ("ctid", "xmin::text::bigint") if connection.vendor == "postgresql" else ("rowid",)
    found = {}
    with connection.cursor() as cursor:
        for order in (None, *own, "id", *names):
            by = f" ORDER BY {order}" if order else ""
            cursor.execute(f"SELECT {value} FROM {table}{by}")  # noqa: S608
            found[str(order)] = [row[0] for row in cursor.fetchall()]
    return found


@pytest.mark.django_db(transaction=True)
def test_no_order_leads_from_a_voter_to_a_paper(open_ballot: Open, voters: list[Member]) -> None:
    """Forty people vote one after the other, each in a transaction of its own."""
    ballot = open_ballot(voters=voters)
    chance = Random(20260302)
    sequence = chance.sample(voters, VOTERS)
    trackers = [
        vote(ballot, each, [chance.choice(["red", "blue"])], chance=chance).tracker
        for each in sequence
    ]
    tokens = dict(Voter.objects.filter(ballot=ballot).values_list("member", "token"))
    true = dict(zip([tokens[each.pk] for each in sequence], trackers, strict=True))
    close(ballot)
    of_marks = orders(Mark, "token") | {"cast": list(true)}
    of_papers = orders(Paper, "tracker") | {"choice": by_choice(ballot)}
    for marks, papers in product(of_marks.values(), of_papers.values()):
        for paired in (papers, papers[::-1]):
            right = sum(true[token] == own for token, own in zip(marks, paired, strict=True))
            assert right < BY_CHANCE
    # And the test would find a way if there was one.
    found = sum(true[token] == own for token, own in zip(true, trackers, strict=True))
    assert found == VOTERS


def by_choice(ballot: Ballot) -> list[str]:
    papers = Paper.objects.filter(ballot=ballot).values_list("choice", "tracker")
    return [tracker for _choice, tracker in sorted(papers)]


@pytest.mark.django_db(transaction=True)
def test_all_papers_come_from_the_transaction_that_counted(
    open_ballot: Open, voters: list[Member]
) -> None:
    """Marks keep the transactions of their votes, and no paper keeps one of them.

    Only PostgreSQL notes with a row which transaction wrote it.
    """
    if connection.vendor != "postgresql":
        return
    ballot = open_ballot(voters=voters)
    for each in voters[:20]:
        vote(ballot, each)
    close(ballot)

    def transactions(table: str) -> set[int]:
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT DISTINCT xmin::text::bigint FROM {table}")  # noqa: S608
            return {row[0] for row in cursor.fetchall()}

    assert len(transactions("ballots_mark")) == 20
    assert len(transactions("ballots_paper")) == 1
    assert transactions("ballots_paper").isdisjoint(transactions("ballots_mark"))


@pytest.mark.django_db
def test_copies_of_the_box_between_two_votes_tell_nothing(
    open_ballot: Open, voters: list[Member]
) -> None:
    """A backup, a log of writes or a dead row holds an older box: the difference is noise."""
    ballot = open_ballot(voters=voters)
    copies = [bytes(Box.objects.get().sealed)]
    for each in voters:
        vote(ballot, each)
        copies.append(bytes(Box.objects.get().sealed))
    assert len({len(after) - len(before) for before, after in pairwise(copies)}) == 1
    for before, after in pairwise(copies):
        same = sum(one == other for one, other in zip(before, after, strict=False))
        # One byte in 256 is equal by chance; a quarter of them never is.
        assert same < max(24, len(before) // 4)
    trackers = [bytes.fromhex(slip.tracker) for slip in queries.contents_of(ballot).slips]
    assert not any(tracker in copy for tracker in trackers for copy in copies)


@pytest.mark.django_db
def test_what_is_chosen_does_not_change_how_long_the_box_is(
    open_ballot: Open, voters: list[Member]
) -> None:
    lengths = set()
    for n, choice in enumerate([[], ["red"], ["red", "blue", "green"]]):
        ballot = open_ballot(about=f"{n}", method="approval", voters=voters)
        vote(ballot, voters[0], choice)
        lengths.add(len(Box.objects.get(ballot=ballot).sealed))
    assert len(lengths) == 1


@pytest.mark.django_db
def test_the_record_knows_the_beginning_and_the_end_alone(
    ballot: Ballot, jury: list[Member]
) -> None:
    before = Fact.objects.count()
    held = [vote(ballot, each, now=NOW + timedelta(hours=n)) for n, each in enumerate(jury)]
    vote(ballot, jury[0], ["blue"], again=held[0], now=NOW + timedelta(hours=20))
    assert Fact.objects.count() == before
    close(ballot, CLOSES)
    told = Fact.objects.order_by("number").last()
    assert told is not None
    assert told.kind == "ballot.closed"
    assert not [own for own in held if own.tracker in str(told.published)]
