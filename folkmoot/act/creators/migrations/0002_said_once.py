"""No row about a creator is changed or deleted, and no exception is slipped in."""

from django.db import migrations

from folkmoot.foundation import guards
from folkmoot.foundation.guards import Guard

NEVER = "what was said about a creator is never changed or deleted"
TABLES = [
    *("account", "alert", "allocation", "asking", "check", "checklist", "comeback", "creator"),
    *(
        "exemption",
        "farewell",
        "figures",
        "limits",
        "look",
        "piece",
        "privilege",
        "proof",
        "request",
    ),
    *("revocation", "strike", "support", "tick"),
]
EXECUTIVE_WHO_DID_NOT_ASK = """EXISTS (
    SELECT 1 FROM creators_request AS asked
    JOIN people_member AS signer ON signer.id = NEW.by_id
    JOIN people_rolegrant AS held ON held.member_id = NEW.by_id
    WHERE asked.id = NEW.request_id AND asked.by_id <> NEW.by_id
      AND signer.brand_id = asked.brand_id
      AND held.role = 'executive' AND held.ended_at IS NULL)"""
WHAT_WAS_ASKED = """EXISTS (
    SELECT 1 FROM creators_exemption AS signed
    JOIN creators_request AS asked ON asked.id = signed.request_id
    WHERE signed.id = NEW.exemption_id AND asked.creator_id = NEW.creator_id
      AND asked.kind = NEW.kind AND asked.quantity = NEW.quantity
      AND asked.begins = NEW.begins AND asked.until = NEW.until)"""
SOMEBODY_ELSES_PROOF = """EXISTS (
    SELECT 1 FROM creators_proof AS proof
    WHERE proof.id = NEW.proof_id AND proof.by_id <> NEW.by_id)"""

GUARDS = [
    *(
        Guard(f"creators_{table}_never_{verb.lower()}", f"creators_{table}", verb, NEVER)
        for table in TABLES
        for verb in ("UPDATE", "DELETE")
    ),
    Guard(
        "creators_exemption_by_another",
        "creators_exemption",
        "INSERT",
        "an executive who did not ask for it signs an exception",
        f"NOT {EXECUTIVE_WHO_DID_NOT_ASK}",
    ),
    Guard(
        "creators_privilege_as_asked",
        "creators_privilege",
        "INSERT",
        "an exception is for what was asked",
        f"NEW.exemption_id IS NOT NULL AND NOT {WHAT_WAS_ASKED}",
    ),
    Guard(
        "creators_check_by_another",
        "creators_check",
        "INSERT",
        "a second person checks a proof",
        f"NOT {SOMEBODY_ELSES_PROOF}",
    ),
]


def forbid(apps, schema_editor):
    guards.forbid(schema_editor, GUARDS)


def allow(apps, schema_editor):
    guards.allow(schema_editor, GUARDS)


class Migration(migrations.Migration):
    dependencies = [("creators", "0001_initial"), ("people", "0001_initial")]
    operations = [migrations.RunPython(forbid, allow)]
