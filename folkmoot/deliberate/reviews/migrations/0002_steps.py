"""I7: the database itself holds the order of the steps, whoever writes the row."""

from django.db import migrations

from folkmoot.foundation import guards
from folkmoot.foundation.guards import Guard

SAID_ONCE = (
    "review",
    "opening",
    "attempt",
    "undertaking",
    "report",
    "memo",
    "heardseat",
    "archive",
    "unsealing",
)
NEVER = "what was said in a review is never changed or deleted"

HAS_REPORT = "EXISTS (SELECT 1 FROM reviews_report AS made WHERE made.review_id = {row}.review_id)"
OWNER_IS_NO_EXECUTIVE = """NOT EXISTS (
    SELECT 1 FROM people_rolegrant AS held
    WHERE held.member_id = NEW.owner_id AND held.role = 'executive' AND held.ended_at IS NULL)"""
OWNER_WROTE_IT = """EXISTS (
    SELECT 1 FROM reviews_review AS review
    WHERE review.id = NEW.review_id AND review.by_id = NEW.owner_id)"""
PANEL_STILL_SITS = """NOT EXISTS (
    SELECT 1 FROM reviews_opening AS opening
    JOIN panels_panel AS panel ON panel.id = opening.panel_id
    WHERE opening.review_id = NEW.review_id AND panel.concluded_at IS NOT NULL)"""
# The owner, or another executive once the owner is none any more.
NOT_BY_THE_OWNER = """NOT EXISTS (
    SELECT 1 FROM reviews_opening AS opening
    WHERE opening.review_id = NEW.review_id AND (opening.owner_id = NEW.by_id OR (
      EXISTS (
        SELECT 1 FROM people_rolegrant AS held
        WHERE held.member_id = NEW.by_id AND held.role = 'executive' AND held.ended_at IS NULL)
      AND NOT EXISTS (
        SELECT 1 FROM people_rolegrant AS held
        WHERE held.member_id = opening.owner_id AND held.role = 'executive'
          AND held.ended_at IS NULL))))"""
NO_MEMO = "NOT EXISTS (SELECT 1 FROM reviews_memo AS memo WHERE memo.review_id = NEW.review_id)"
UNDECLARED = """EXISTS (
    SELECT 1 FROM panels_invitation AS seat JOIN panels_panel AS panel ON panel.id = seat.panel_id
    WHERE seat.id = NEW.invitation_id AND panel.purpose = 'sealed'
      AND NOT EXISTS (
        SELECT 1 FROM reviews_undertaking AS promised WHERE promised.invitation_id = seat.id))"""

GUARDS = [
    *(
        Guard(f"review_{name}_never_{verb.lower()}", f"reviews_{name}", verb, NEVER)
        for name in SAID_ONCE
        for verb in ("UPDATE", "DELETE")
    ),
    Guard("response_never_update", "reviews_response", "UPDATE", NEVER),
    # Before the report each new answer mixes all of them anew, which takes them out and in.
    *(
        Guard(
            f"response_closed_{verb.lower()}",
            "reviews_response",
            verb,
            "the report has been written: no answer comes or goes",
            HAS_REPORT.format(row=row),
        )
        for verb, row in (("INSERT", "NEW"), ("DELETE", "OLD"))
    ),
    Guard(
        "review_owner_executive",
        "reviews_opening",
        "INSERT",
        "a review is opened by an executive who did not write its papers",
        f"{OWNER_IS_NO_EXECUTIVE} OR {OWNER_WROTE_IT}",
    ),
    Guard(
        "review_report_after_panel",
        "reviews_report",
        "INSERT",
        "a report is written once the panel has answered",
        PANEL_STILL_SITS,
    ),
    Guard(
        "review_memo_after_report",
        "reviews_memo",
        "INSERT",
        "the owner replies, and to a report",
        f"NOT {HAS_REPORT.format(row='NEW')} OR {NOT_BY_THE_OWNER}",
    ),
    Guard(
        "review_archive_after_memo",
        "reviews_archive",
        "INSERT",
        "a review without a reply is not closed",
        NO_MEMO,
    ),
    Guard(
        "review_unsealing_after_report",
        "reviews_unsealing",
        "INSERT",
        "there is nothing to unseal before the report",
        f"NOT {HAS_REPORT.format(row='NEW')}",
    ),
    Guard(
        "attendance_declared",
        "panels_attendance",
        "INSERT",
        "nobody answers a review without having declared that they have no interest in it",
        UNDECLARED,
    ),
]


def forbid(apps, schema_editor):
    guards.forbid(schema_editor, GUARDS)


def allow(apps, schema_editor):
    guards.allow(schema_editor, GUARDS)


class Migration(migrations.Migration):
    dependencies = [
        ("reviews", "0001_initial"),
        ("panels", "0003_alter_panel_purpose"),
        ("people", "0001_initial"),
    ]
    operations = [migrations.RunPython(forbid, allow)]
