"""I3 and I4: the database itself lets no deal past its gate, whoever writes the row."""

from django.db import migrations

from folkmoot.foundation import guards
from folkmoot.foundation.guards import Guard

DEAL, RUN, EXCEPTION = "partnerships_deal", "partnerships_run", "partnerships_dispensation"
SAID_ONCE = (
    "partnerships_line",
    "partnerships_ratification",
    "partnerships_retirement",
    "partnerships_denial",
    RUN,
)
NEVER = "what was said about a partnership is never changed or deleted"
ENDED = 6

# Verdicts: 0 green, 1 amber, 2 red, 3 barred.
PASSED = """EXISTS (
    SELECT 1 FROM partnerships_run AS run
    WHERE run.deal_id = NEW.id AND run.at <= NEW.stage_at AND NEW.stage_at <= run.good_until
      AND NOT EXISTS (
        SELECT 1 FROM partnerships_run AS later
        WHERE later.deal_id = NEW.id AND later.number > run.number)
      AND (run.verdict < 2 OR (run.verdict = 2 AND EXISTS (
        SELECT 1 FROM partnerships_dispensation AS signed WHERE signed.run_id = run.id))))"""
SOMEBODY_ELSES_RED = """EXISTS (
    SELECT 1 FROM partnerships_run AS run
    JOIN partnerships_deal AS deal ON deal.id = run.deal_id
    WHERE run.id = NEW.run_id AND run.verdict = 2 AND deal.by_id <> NEW.by_id)"""
EXECUTIVE = """EXISTS (
    SELECT 1 FROM people_rolegrant AS held
    WHERE held.member_id = NEW.by_id AND held.role = 'executive' AND held.ended_at IS NULL)"""

GUARDS = [
    *(
        Guard(f"{table}_never_{verb.lower()}", table, verb, NEVER)
        for table in SAID_ONCE
        for verb in ("UPDATE", "DELETE")
    ),
    Guard("deal_never_delete", DEAL, "DELETE", NEVER),
    Guard("dispensation_never_delete", EXCEPTION, "DELETE", NEVER),
    Guard(
        "dispensation_never_update",
        EXCEPTION,
        "UPDATE OF run_id, reasons_id, by_id, name, title, at, publish_on, latest, fact_id",
        NEVER,
    ),
    Guard(
        "dispensation_published_once",
        EXCEPTION,
        "UPDATE",
        NEVER,
        "OLD.published_id IS NOT NULL",
    ),
    Guard("deal_same", DEAL, "UPDATE OF brand_id, number, kind, by_id, at, fact_id", NEVER),
    # A name may go for good where the law asks for it; it does not turn into another one.
    Guard(
        "deal_same_partner",
        DEAL,
        "UPDATE OF partner, purpose",
        NEVER,
        "(NEW.partner <> OLD.partner AND NEW.partner <> '') "
        "OR (NEW.purpose <> OLD.purpose AND NEW.purpose <> '')",
    ),
    Guard("deal_begins", DEAL, "INSERT", "a deal begins at intent", "NEW.stage <> 0"),
    Guard(
        "deal_step",
        DEAL,
        "UPDATE",
        "a deal takes one step at a time, and none after its end",
        f"NEW.stage <> OLD.stage AND (OLD.stage = {ENDED} OR NEW.stage_at < OLD.stage_at "
        f"OR (NEW.stage <> OLD.stage + 1 AND NEW.stage <> {ENDED}))",
    ),
    Guard(
        "deal_gate",
        DEAL,
        "UPDATE",
        "no deal goes on without a fresh verdict that lets it",
        f"NEW.stage <> OLD.stage AND NEW.stage < {ENDED} AND NOT {PASSED}",
    ),
    Guard(
        "dispensation_of_red",
        EXCEPTION,
        "INSERT",
        "an exception is from a red verdict, and by somebody else than who brought the deal",
        f"NOT {SOMEBODY_ELSES_RED}",
    ),
    Guard(
        "dispensation_by_executive",
        EXCEPTION,
        "INSERT",
        "an executive signs an exception",
        f"NOT {EXECUTIVE}",
    ),
]


def forbid(apps, schema_editor):
    guards.forbid(schema_editor, GUARDS)


def allow(apps, schema_editor):
    guards.allow(schema_editor, GUARDS)


class Migration(migrations.Migration):
    dependencies = [("partnerships", "0001_initial"), ("people", "0001_initial")]
    operations = [migrations.RunPython(forbid, allow)]
