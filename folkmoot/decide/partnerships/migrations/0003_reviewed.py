"""I7: nothing is signed before the review was replied to, and no later one counts as before."""

from django.db import migrations

from folkmoot.foundation import guards
from folkmoot.foundation.guards import Guard

SIGNED = 4

# Endorsements and co-branding always; a creator unless the latest verdict is green.
NEEDS_REVIEW = """(NEW.kind <> 'creator' OR NOT EXISTS (
    SELECT 1 FROM partnerships_run AS run
    WHERE run.deal_id = NEW.id AND run.verdict = 0
      AND NOT EXISTS (
        SELECT 1 FROM partnerships_run AS later
        WHERE later.deal_id = NEW.id AND later.number > run.number)))"""
REPLIED_BEFORE = """EXISTS (
    SELECT 1 FROM reviews_memo AS memo
    JOIN reviews_opening AS opening ON opening.review_id = memo.review_id
    JOIN reviews_review AS review ON review.id = memo.review_id
    WHERE review.brand_id = NEW.brand_id AND review.about = 'partnership:' || NEW.number
      AND opening.prior)"""
SIGNED_ALREADY = """EXISTS (
    SELECT 1 FROM reviews_review AS review
    JOIN partnerships_deal AS deal
      ON deal.brand_id = review.brand_id AND review.about = 'partnership:' || deal.number
    WHERE review.id = NEW.review_id AND deal.stage >= 4)"""

GUARDS = [
    Guard(
        "deal_reviewed",
        "partnerships_deal",
        "UPDATE",
        "nothing is signed before fans reviewed it and the brand replied",
        f"NEW.stage = {SIGNED} AND OLD.stage <> {SIGNED} "
        f"AND {NEEDS_REVIEW} AND NOT {REPLIED_BEFORE}",
    ),
    Guard(
        "review_prior_before_signing",
        "reviews_opening",
        "INSERT",
        "a review of what is signed is none before it",
        f"NEW.prior AND {SIGNED_ALREADY}",
    ),
]


def forbid(apps, schema_editor):
    guards.forbid(schema_editor, GUARDS)


def allow(apps, schema_editor):
    guards.allow(schema_editor, GUARDS)


class Migration(migrations.Migration):
    dependencies = [("partnerships", "0002_gate"), ("reviews", "0002_steps")]
    operations = [migrations.RunPython(forbid, allow)]
