"""What the record says of creators. Single entries are internal; limits and figures are public."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from folkmoot.act.creators.models import Kind
from folkmoot.foundation.record.facts import FactBody, plain, written


@dataclass(frozen=True, kw_only=True)
class CreatorEntered(FactBody, kind="creator.entered", public=False):
    relation: str
    name: str = written()
    reason: str = written()


@dataclass(frozen=True, kw_only=True)
class AccountAdded(FactBody, kind="creator.account-added", public=False):
    platform: str
    handle: str = written()


@dataclass(frozen=True, kw_only=True)
class CreatorLeft(FactBody, kind="creator.left", public=False):
    reason: str = written()


@dataclass(frozen=True, kw_only=True)
class AddressIssued(FactBody, kind="creator.address-issued", public=False):
    digest: str


@dataclass(frozen=True, kw_only=True)
class CreatorRemarked(FactBody, kind="creator.remarked", public=False):
    creator: int
    remark: str = written()


@dataclass(frozen=True, kw_only=True)
class RemarkAnswered(FactBody, kind="creator.answered", public=False):
    answer: str = written()


@dataclass(frozen=True, kw_only=True)
class CreatorReturned(FactBody, kind="creator.returned", public=False):
    reason: str = written()


@dataclass(frozen=True, kw_only=True)
class LimitsSet(
    FactBody,
    kind="creators.limits-set",
    heading=_("The brand set the limits for what creators are given"),
    official=True,
):
    number: int = plain(_("Version"))
    months: int = plain(_("Months that a privilege lasts at most"))
    held: int = plain(_("Quarters with the same privilege, at most"))
    of: int = plain(_("Of so many quarters in a row"))
    top_percent: int = plain(_("Alert when five creators have more than, in per cent"))
    support_percent: int = plain(_("Alert when fewer fans say yes than, in per cent"))
    fall_points: int = plain(_("Alert when so many points fewer say yes"))
    broad_percent: int = plain(_("Share meant for broad co-creation, in per cent"))
    shared: bool = plain(_("Shares of resources are public"))
    reason: str = written(_("Reasons"))


@dataclass(frozen=True, kw_only=True)
class PrivilegeGranted(FactBody, kind="privilege.granted", public=False):
    number: int
    privilege: str
    quantity: int
    begins: str
    until: str
    deal: int | None
    exempted: bool
    reason: str = written()


@dataclass(frozen=True, kw_only=True)
class PrivilegeRevoked(FactBody, kind="privilege.revoked", public=False):
    number: int
    on: str
    reasons: str = written()


@dataclass(frozen=True, kw_only=True)
class ExemptionAsked(FactBody, kind="privilege.exception-asked", public=False):
    number: int
    privilege: str
    quantity: int
    begins: str
    until: str
    reason: str = written()


@dataclass(frozen=True, kw_only=True)
class ExemptionSigned(FactBody, kind="privilege.exempted", public=False):
    request: int
    title: str
    name: str
    reasons: str = written()


@dataclass(frozen=True, kw_only=True)
class CreatorsCounted(
    FactBody,
    kind="creators.counted",
    heading=_("How privileges were spread over creators in a quarter"),
):
    """Recorded only where there are ten creators or more."""

    quarter: str = plain(_("Quarter"))
    privilege: str = plain(_("Kind of privilege"), read=Kind)
    creators: int = plain(_("Creators in the register"))
    top_five: str = plain(_("Share of the first five"))
    hhi: str = plain(_("Herfindahl–Hirschman index"))
    gini: str = plain(_("Gini coefficient"))
    method: str = plain(pgettext_lazy("of a computation", "Method"))
    version: str = plain(_("Version of the method"))
    input_digest: str = plain(_("Hash of what was counted"))


@dataclass(frozen=True, kw_only=True)
class PieceRegistered(FactBody, kind="piece.registered", public=False):
    published_on: str
    label: str
    due_on: str
    deal: int | None
    url: str = written()


@dataclass(frozen=True, kw_only=True)
class PieceProved(FactBody, kind="piece.proved", public=False):
    number: int
    sha256: str
    excerpt: str = written()


@dataclass(frozen=True, kw_only=True)
class PieceChecked(FactBody, kind="piece.checked", public=False):
    """Whether the label was seen. It says nothing of why, or of anybody's fault."""

    number: int
    labelled: bool
    note: str = written()


@dataclass(frozen=True, kw_only=True)
class SupportAsked(FactBody, kind="creator.support-asked", public=False):
    panel: str


@dataclass(frozen=True, kw_only=True)
class SupportMeasured(FactBody, kind="creator.support-measured", public=False):
    """The count of yes is there from ten answers on."""

    panel: str
    answered: int
    yes: int | None


@dataclass(frozen=True, kw_only=True)
class ResourceAllocated(FactBody, kind="resource.allocated", public=False):
    side: str
    resource: str
    quantity: int
    on: str
    about: str
    purpose: str = written()


@dataclass(frozen=True, kw_only=True)
class AllocationStruck(FactBody, kind="resource.struck", public=False):
    reason: str = written()


@dataclass(frozen=True, kw_only=True)
class ChecklistOpened(FactBody, kind="checklist.opened", public=False):
    creator: str
    concern: str
    version: str
    review_on: str
    reason: str = written()


@dataclass(frozen=True, kw_only=True)
class ItemTicked(FactBody, kind="checklist.ticked", public=False):
    item: str
    note: str = written()


@dataclass(frozen=True, kw_only=True)
class ChecklistReviewed(FactBody, kind="checklist.reviewed", public=False):
    """Without a next day the checklist is finished."""

    number: int
    next_on: str
    note: str = written()


@dataclass(frozen=True, kw_only=True)
class AlertRaised(FactBody, kind="creators.alerted", public=False):
    """Something stands out: a code, what it is about, and the page that shows it."""

    code: str
    about: str
    page: str
