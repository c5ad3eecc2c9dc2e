"""The database itself keeps a ballot as it was opened, and its count as it was made."""

from django.db import migrations

from folkmoot.foundation import guards
from folkmoot.foundation.guards import Guard

BALLOT, VOTER, MARK = "ballots_ballot", "ballots_voter", "ballots_mark"
BOX, PAPER, CLOSING = "ballots_box", "ballots_paper", "ballots_closing"
SAID_ONCE = (BALLOT, VOTER, MARK, PAPER, CLOSING, "ballots_appeal", "ballots_reply")
NEVER = "what a ballot fixed or counted is never changed or deleted"


def count_of(table, more=""):
    return f"(SELECT COUNT(*) FROM {table} AS one WHERE one.ballot_id = NEW.ballot_id{more})"  # noqa: S608


def of_ballot(column):
    return f"(SELECT ballot.{column} FROM {BALLOT} AS ballot WHERE ballot.id = NEW.ballot_id)"  # noqa: S608


COUNTED = f"{count_of(CLOSING)} > 0"
BOXED = f"{count_of(BOX)} > 0"
LISTED = f"{count_of(VOTER, ' AND one.token = NEW.token')} > 0"

GUARDS = [
    *(
        Guard(f"{table}_never_{verb.lower()}", table, verb, NEVER)
        for table in SAID_ONCE
        for verb in ("UPDATE", "DELETE")
    ),
    Guard("box_never_delete", BOX, "DELETE", NEVER),
    Guard("box_same", BOX, "UPDATE OF id, ballot_id", NEVER),
    Guard("box_counted", BOX, "UPDATE", "a counted box stays as it was", COUNTED),
    Guard(
        "box_over_its_list",
        BOX,
        "INSERT",
        "a box is set up once its list of voters is complete",
        f"{count_of(VOTER)} <> {of_ballot('eligible')}",
    ),
    Guard("voter_in_time", VOTER, "INSERT", "the list of voters is complete", BOXED),
    Guard(
        "mark_of_a_voter",
        MARK,
        "INSERT",
        "only who is on the list votes, and only before the count",
        f"{COUNTED} OR NOT ({BOXED}) OR NOT ({LISTED})",
    ),
    Guard("paper_before_the_count", PAPER, "INSERT", NEVER, COUNTED),
    Guard(
        "closing_in_time",
        CLOSING,
        "INSERT",
        "a ballot is counted when its time is up",
        f"NEW.at < {of_ballot('closes_at')}",
    ),
    Guard(
        "closing_of_equal_boxes",
        CLOSING,
        "INSERT",
        "as many have voted as there are papers",
        f"NEW.voted <> {count_of(MARK)} OR NEW.papers <> {count_of(PAPER)}",
    ),
]


def forbid(apps, schema_editor):
    guards.forbid(schema_editor, GUARDS)


def allow(apps, schema_editor):
    guards.allow(schema_editor, GUARDS)


class Migration(migrations.Migration):
    dependencies = [("ballots", "0001_initial")]
    operations = [migrations.RunPython(forbid, allow)]
