"""What the record says of the charter as a whole."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from folkmoot.charter.articles.models import AdoptedBy, Review, Settlement
from folkmoot.foundation.record.facts import FactBody, plain, written


@dataclass(frozen=True, kw_only=True)
class CharterAdopted(FactBody, kind="charter.adopted", heading=_("A charter was adopted")):
    """An edition of the charter. Its text is public; the digest vouches for every letter of it."""

    version: int = plain(_("Edition"))
    articles: str = plain(_("Articles"))
    soul_items: int = plain(_("Soul items"))
    digest: str = plain(_("Digest of the text"))
    effective_from: str = plain(_("In force from"), read=datetime.fromisoformat)
    review_due: str = plain(_("To be reviewed by"), read=datetime.fromisoformat)


@dataclass(frozen=True, kw_only=True)
class AmendmentProposed(
    FactBody, kind="amendment.proposed", heading=_("A change of the charter was proposed")
):
    edition: int = plain(_("Amends edition"))
    title: str = plain(_("Title"))
    adopted_by: str = plain(_("Adopted by"), read=AdoptedBy)
    closes: str = plain(_("Open until"), read=datetime.fromisoformat)
    digest: str = plain(_("Digest of the text"))


@dataclass(frozen=True, kw_only=True)
class GuardianSigned(
    FactBody, kind="guardian.signed", heading=_("A guardian spoke on a change of the charter")
):
    consents: bool = plain(_("Signs"))
    reason: str = written(_("Reason"))


@dataclass(frozen=True, kw_only=True)
class AmendmentSettled(
    FactBody, kind="amendment.settled", heading=_("A change of the charter was settled")
):
    """Adopted or not, with the count. Counts of fewer than ten people are left out."""

    outcome: str = plain(_("Outcome"), read=Settlement.Outcome)
    rule: str = plain(_("Rule"), read=AdoptedBy)
    in_favour: int | None = plain(_("For"))
    against: int | None = plain(_("Against"))
    needed: int = plain(_("Voices needed"))
    guardians: int = plain(_("Guardians"))
    guardians_for: int = plain(_("Guardians who signed"))
    reply: str = plain(_("Reply"))


@dataclass(frozen=True, kw_only=True)
class GuardianAccepted(
    FactBody, kind="guardian.accepted", heading=_("A guardian took the second key")
):
    place: int = plain(_("Place"))
    until: str = plain(_("Until"), read=datetime.fromisoformat)
    seat: str = written(_("Name of the seat"))


@dataclass(frozen=True, kw_only=True)
class GuardianLeft(FactBody, kind="guardian.left", heading=_("A guardian gave the key back")):
    place: int = plain(_("Place"))


@dataclass(frozen=True, kw_only=True)
class GuardianAsked(FactBody, kind="guardian.asked", public=False):
    place: int = plain(_("Place"))


@dataclass(frozen=True, kw_only=True)
class CharterReviewed(FactBody, kind="charter.reviewed", heading=_("The charter was reviewed")):
    outcome: str = plain(_("Outcome"), read=Review.Outcome)
    reason: str = plain(_("Reason"))
    next_due: str = plain(_("Next review by"), read=datetime.fromisoformat)
