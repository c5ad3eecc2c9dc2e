"""What the record says. Nothing public names anybody or tells what is held."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from folkmoot.foundation.record.facts import FactBody, plain, written


@dataclass(frozen=True, kw_only=True)
class DossierOpened(FactBody, kind="dossier.opened", public=False):
    about: str
    capacity: str
    reason: str = written(_("Why it is held"))


@dataclass(frozen=True, kw_only=True)
class ItemFiled(FactBody, kind="dossier.filed", public=False):
    item: int
    category: str
    url: str = written(_("Web address"))
    excerpt: str = written(_("Excerpt"))


@dataclass(frozen=True, kw_only=True)
class ItemCaptured(FactBody, kind="dossier.captured", public=False):
    item: int
    sha256: str
    how: str
    text: str = written(_("What stood there"))


@dataclass(frozen=True, kw_only=True)
class ItemReviewed(FactBody, kind="dossier.reviewed", public=False):
    item: int
    agrees: bool


@dataclass(frozen=True, kw_only=True)
class ItemRemoved(FactBody, kind="dossier.removed", public=False):
    item: int
    why: str


@dataclass(frozen=True, kw_only=True)
class DossierEnded(FactBody, kind="dossier.ended", public=False):
    pass


@dataclass(frozen=True, kw_only=True)
class LinkIssued(FactBody, kind="dossier.link-issued", public=False):
    digest: str


@dataclass(frozen=True, kw_only=True)
class SubjectReplied(FactBody, kind="dossier.replied", public=False):
    item: int
    reply: str = written(_("Reply"))


@dataclass(frozen=True, kw_only=True)
class PeaceOffered(FactBody, kind="dossier.peace-offered", public=False):
    offer: str = written(_("Offer of peace"))


@dataclass(frozen=True, kw_only=True)
class PeaceAccepted(FactBody, kind="dossier.peace-accepted", public=False):
    made: bool


@dataclass(frozen=True, kw_only=True)
class PeaceDeclined(FactBody, kind="dossier.peace-declined", public=False):
    offer: int
    reasons: str = written(_("Reasons"))


@dataclass(frozen=True, kw_only=True)
class SubjectAppealed(
    FactBody,
    kind="dossier.appealed",
    heading=_("Somebody appealed against what is held on them"),
):
    grounds: str = written(_("Grounds"))


@dataclass(frozen=True, kw_only=True)
class AppealAcknowledged(
    FactBody,
    kind="dossier.acknowledged",
    heading=_("An appeal about a dossier was acknowledged"),
):
    pass


@dataclass(frozen=True, kw_only=True)
class AppealOutcome(
    FactBody, kind="dossier.appeal-decided", heading=_("An appeal about a dossier was decided")
):
    upheld: bool = plain(_("Upheld"))
    title: str = plain(_("Title"))
    reasons: str = written(_("Reasons"))
