"""The brief, what was entered, and who won stay as they were said, whoever writes the row."""

from django.db import migrations

from folkmoot.foundation import guards
from folkmoot.foundation.guards import Guard

SAID_ONCE = (
    "contest",
    "cancellation",
    "entry",
    "withdrawal",
    "triage",
    "assessment",
    "jury",
    "voting",
    "result",
    "win",
    "making",
    "rightsreturn",
)
NEVER = "what was said in a contest is never changed or deleted"

CLOSED = """EXISTS (
    SELECT 1 FROM contests_contest AS held
    WHERE held.id = NEW.contest_id AND NEW.at >= held.entries_close)"""
OWN = """EXISTS (
    SELECT 1 FROM contests_entry AS entry
    WHERE entry.id = NEW.entry_id AND entry.author_id = NEW.member_id)"""
MADE = "EXISTS (SELECT 1 FROM contests_making AS made WHERE made.entry_id = NEW.entry_id)"
NO_WIN = "NOT EXISTS (SELECT 1 FROM contests_win AS won WHERE won.entry_id = NEW.entry_id)"

GUARDS = [
    *(
        Guard(f"contest_{name}_never_{verb.lower()}", f"contests_{name}", verb, NEVER)
        for name in SAID_ONCE
        for verb in ("UPDATE", "DELETE")
    ),
    Guard("contest_support_never_delete", "contests_support", "DELETE", NEVER),
    Guard("contest_support_same", "contests_support", "UPDATE OF entry_id, member_id, at", NEVER),
    Guard(
        "contest_support_of_others",
        "contests_support",
        "INSERT",
        "nobody supports their own entry",
        OWN,
    ),
    Guard(
        "contest_entry_in_time",
        "contests_entry",
        "INSERT",
        "entries are closed",
        CLOSED,
    ),
    Guard(
        "contest_made_of_winners",
        "contests_making",
        "INSERT",
        "only what won is made",
        NO_WIN,
    ),
    Guard(
        "contest_rights_of_the_unmade",
        "contests_rightsreturn",
        "INSERT",
        "what was made keeps the rights that the brief says",
        MADE,
    ),
]


def forbid(apps, schema_editor):
    guards.forbid(schema_editor, GUARDS)


def allow(apps, schema_editor):
    guards.allow(schema_editor, GUARDS)


class Migration(migrations.Migration):
    dependencies = [("contests", "0001_initial")]
    operations = [migrations.RunPython(forbid, allow)]
