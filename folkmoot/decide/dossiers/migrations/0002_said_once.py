"""I5: no evidence counts that one person alone vouches for; and nothing that was said is edited."""

from django.db import migrations

from folkmoot.foundation import guards
from folkmoot.foundation.guards import Guard

SAID_ONCE = (
    "link",
    "reading",
    "item",
    "capture",
    "opinion",
    "removal",
    "reply",
    "appeal",
    "acknowledgement",
    "finding",
    "acceptance",
)
NEVER = "what was said in a dossier is never changed or deleted"

FILED_IT = """EXISTS (
    SELECT 1 FROM dossiers_item AS item WHERE item.id = NEW.item_id AND item.by_id = NEW.by_id)"""
NOT_CAPTURED = """NOT EXISTS (
    SELECT 1 FROM dossiers_capture AS kept WHERE kept.item_id = NEW.item_id)"""
GONE = "EXISTS (SELECT 1 FROM dossiers_removal AS gone WHERE gone.item_id = NEW.item_id)"
TOOK_PART = """EXISTS (
    SELECT 1 FROM dossiers_appeal AS appeal JOIN dossiers_item AS item ON item.id = appeal.item_id
    WHERE appeal.id = NEW.appeal_id AND (item.by_id = NEW.by_id OR EXISTS (
        SELECT 1 FROM dossiers_opinion AS said
        WHERE said.item_id = item.id AND said.by_id = NEW.by_id)))"""
OFFERED_IT = """EXISTS (
    SELECT 1 FROM dossiers_peace AS offer WHERE offer.id = NEW.offer_id AND offer.by_id = NEW.by_id)"""
TOO_FEW_ACCEPTED = """(
    SELECT count(*) FROM dossiers_acceptance AS said WHERE said.offer_id = NEW.id) < 2"""

GUARDS = [
    *(
        Guard(f"dossier_{name}_never_{verb.lower()}", f"dossiers_{name}", verb, NEVER)
        for name in SAID_ONCE
        for verb in ("UPDATE", "DELETE")
    ),
    Guard("dossier_never_delete", "dossiers_dossier", "DELETE", NEVER),
    Guard(
        "dossier_same", "dossiers_dossier", "UPDATE OF brand_id, number, about, by_id, at", NEVER
    ),
    # A name may go for good where the law asks for it; it does not turn into another one.
    Guard(
        "dossier_same_name",
        "dossiers_dossier",
        "UPDATE OF name",
        NEVER,
        "NEW.name <> OLD.name AND NEW.name <> ''",
    ),
    Guard(
        "dossier_opinion_of_others",
        "dossiers_opinion",
        "INSERT",
        "whoever filed an item does not review it, and nobody what was not captured or is gone",
        f"{FILED_IT} OR {NOT_CAPTURED} OR {GONE}",
    ),
    Guard(
        "dossier_outcome_of_others",
        "dossiers_finding",
        "INSERT",
        "whoever filed or reviewed an item does not decide an appeal about it",
        TOOK_PART,
    ),
    Guard(
        "dossier_acceptance_of_others",
        "dossiers_acceptance",
        "INSERT",
        "whoever offered peace does not accept it",
        OFFERED_IT,
    ),
    Guard("dossier_peace_never_delete", "dossiers_peace", "DELETE", NEVER),
    Guard(
        "dossier_peace_by_two",
        "dossiers_peace",
        "UPDATE",
        "two people accept an offer of peace, once",
        f"OLD.accepted_at IS NOT NULL OR {TOO_FEW_ACCEPTED}",
    ),
]


def forbid(apps, schema_editor):
    guards.forbid(schema_editor, GUARDS)


def allow(apps, schema_editor):
    guards.allow(schema_editor, GUARDS)


class Migration(migrations.Migration):
    dependencies = [("dossiers", "0001_initial")]
    operations = [migrations.RunPython(forbid, allow)]
