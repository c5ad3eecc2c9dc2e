"""What the record says of the charter as a whole."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from folkmoot.foundation.record.facts import FactBody, written


@dataclass(frozen=True, kw_only=True)
class CharterAdopted(FactBody, kind="charter.adopted", heading=_("A charter was adopted")):
    """An edition of the charter. Its text is public; the digest vouches for every letter of it."""

    version: int
    articles: str
    soul_items: int
    digest: str
    effective_from: str
    review_due: str


@dataclass(frozen=True, kw_only=True)
class AmendmentProposed(
    FactBody, kind="amendment.proposed", heading=_("A change of the charter was proposed")
):
    edition: int
    title: str
    adopted_by: str
    closes: str
    digest: str


@dataclass(frozen=True, kw_only=True)
class GuardianSigned(
    FactBody, kind="guardian.signed", heading=_("A guardian spoke on a change of the charter")
):
    consents: bool
    reason: str = written()


@dataclass(frozen=True, kw_only=True)
class AmendmentSettled(
    FactBody, kind="amendment.settled", heading=_("A change of the charter was settled")
):
    """Adopted or not, with the count. Counts of fewer than ten people are left out."""

    outcome: str
    rule: str
    in_favour: int | None
    against: int | None
    needed: int
    guardians: int
    guardians_for: int
    reply: str


@dataclass(frozen=True, kw_only=True)
class GuardianAccepted(
    FactBody, kind="guardian.accepted", heading=_("A guardian took the second key")
):
    place: int
    until: str
    seat: str = written()


@dataclass(frozen=True, kw_only=True)
class GuardianLeft(FactBody, kind="guardian.left", heading=_("A guardian gave the key back")):
    place: int


@dataclass(frozen=True, kw_only=True)
class GuardianAsked(FactBody, kind="guardian.asked", public=False):
    place: int


@dataclass(frozen=True, kw_only=True)
class CharterReviewed(FactBody, kind="charter.reviewed", heading=_("The charter was reviewed")):
    outcome: str
    reason: str
    next_due: str
