"""What the database itself holds of the rules for decisions.

Rows that say what was decided are never changed or deleted. They are recorded under the rule that
is in force at that instant (R06), and their entry in the record has a person behind it (I8).
A later migration that makes SQLite copy one of these tables has to call `forbid` again.
"""

from django.db import migrations

from folkmoot.foundation import guards
from folkmoot.foundation.guards import Guard

# Rows that are said once. An override has a second step, so its row is not among them.
FINAL = (
    "decisions_intention",
    "decisions_decision",
    "decisions_weighing",
    "decisions_suspension",
    "decisions_outcome",
    "decisions_reversal",
)
# Rows that say under which rule the brand acted, and whether they repeat its rung.
RULED = {"decisions_intention": False, "decisions_decision": True, "decisions_reversal": True}
# Rows that a person has to sign.
SIGNED = ("decisions_intention", "decisions_decision", "decisions_outcome", "decisions_reversal")

NEVER = "what was decided is never changed or deleted"
NOT_IN_FORCE = "this rule is not in force at that instant"
NOBODY = "a person has to sign this"

IN_FORCE = """NOT EXISTS (
    SELECT 1 FROM charter_topicversion AS rule
    WHERE rule.id = NEW.rule_id AND rule.effective_from <= NEW.at {rung}
      AND NOT EXISTS (
        SELECT 1 FROM charter_topicversion AS later
        WHERE later.topic_id = rule.topic_id
          AND later.effective_from > rule.effective_from AND later.effective_from <= NEW.at))"""
UNSIGNED = """NOT EXISTS (
    SELECT 1 FROM record_fact AS fact WHERE fact.id = NEW.fact_id AND fact.actor_id = NEW.by_id)"""


GUARDS = [
    *(
        Guard(f"{table}_never_{verb.lower()}", table, verb, NEVER)
        for table in FINAL
        for verb in ("UPDATE", "DELETE")
    ),
    *(
        Guard(
            f"{table}_in_force",
            table,
            "INSERT",
            NOT_IN_FORCE,
            IN_FORCE.format(rung="AND rule.rung = NEW.rung" if has_rung else ""),
        )
        for table, has_rung in RULED.items()
    ),
    *(Guard(f"{table}_signed", table, "INSERT", NOBODY, UNSIGNED) for table in SIGNED),
]


def forbid(apps, schema_editor):
    guards.forbid(schema_editor, GUARDS)


def allow(apps, schema_editor):
    guards.allow(schema_editor, GUARDS)


class Migration(migrations.Migration):
    dependencies = [("decisions", "0001_initial")]
    operations = [migrations.RunPython(forbid, allow)]
