"""What the database itself holds of the rules for decisions.

Rows that say what was decided are never changed or deleted. They are recorded under the rule that
is in force at that instant (R06), and their entry in the record has a person behind it (I8).
A later migration that makes SQLite copy one of these tables has to call `forbid` again.
"""

from django.db import migrations

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


def _guards():
    """Name, table, verb, condition (or nothing: always) and sentence of each guard."""
    for table in FINAL:
        for verb in ("UPDATE", "DELETE"):
            yield f"{table}_never_{verb.lower()}", table, verb, "", NEVER
    for table, has_rung in RULED.items():
        condition = IN_FORCE.format(rung="AND rule.rung = NEW.rung" if has_rung else "")
        yield f"{table}_in_force", table, "INSERT", condition, NOT_IN_FORCE
    for table in SIGNED:
        yield f"{table}_signed", table, "INSERT", UNSIGNED, NOBODY


def forbid(apps, schema_editor):
    create = {"sqlite": _sqlite, "postgresql": _postgresql}[schema_editor.connection.vendor]
    for guard in _guards():
        for statement in create(*guard):
            schema_editor.execute(statement)


def _sqlite(name, table, verb, condition, sentence):
    when = f" WHEN {condition}" if condition else ""
    yield (
        f"CREATE TRIGGER {name} BEFORE {verb} ON {table}{when} "
        f"BEGIN SELECT RAISE(ABORT, '{sentence}'); END"
    )


def _postgresql(name, table, verb, condition, sentence):
    raised = f"RAISE EXCEPTION '{sentence}' USING ERRCODE = 'integrity_constraint_violation';"
    body = f"IF {condition} THEN {raised} END IF;" if condition else raised
    yield (
        f"CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN {body} RETURN NEW; END $$"
    )
    yield f"CREATE TRIGGER {name} BEFORE {verb} ON {table} FOR EACH ROW EXECUTE FUNCTION {name}()"


def allow(apps, schema_editor):
    postgresql = schema_editor.connection.vendor == "postgresql"
    for name, table, *_rest in _guards():
        schema_editor.execute(f"DROP TRIGGER {name}{f' ON {table}' if postgresql else ''}")


class Migration(migrations.Migration):
    dependencies = [("decisions", "0001_initial")]
    operations = [migrations.RunPython(forbid, allow)]
