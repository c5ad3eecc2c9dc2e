"""What the record says of members. None of it is public: a person is not an entry."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from folkmoot.foundation.record.facts import FactBody, plain


@dataclass(frozen=True, kw_only=True)
class BrandFounded(FactBody, kind="brand.founded", heading=_("The moot was founded")):
    name: str = plain(_("Name of the brand"))


@dataclass(frozen=True, kw_only=True)
class MemberJoined(FactBody, kind="member.joined", public=False):
    pass


@dataclass(frozen=True, kw_only=True)
class MemberLeft(FactBody, kind="member.left", public=False):
    pass


@dataclass(frozen=True, kw_only=True)
class MemberErased(FactBody, kind="member.erased", public=False):
    """The person behind the member asked to be forgotten; the pseudonym is all that is left."""


@dataclass(frozen=True, kw_only=True)
class RoleGranted(FactBody, kind="role.granted", public=False):
    role: str


@dataclass(frozen=True, kw_only=True)
class RoleEnded(FactBody, kind="role.ended", public=False):
    role: str


@dataclass(frozen=True, kw_only=True)
class MemberVerified(FactBody, kind="member.verified", public=False):
    level: int


@dataclass(frozen=True, kw_only=True)
class OwnerCodesIssued(FactBody, kind="owner-codes.issued", public=False):
    batch: str
    count: int


@dataclass(frozen=True, kw_only=True)
class ConsentChanged(FactBody, kind="consent.changed", public=False):
    purpose: str
    wording: str
    given: bool


@dataclass(frozen=True, kw_only=True)
class TokenIssued(FactBody, kind="token.issued", public=False):
    scopes: list[str]


@dataclass(frozen=True, kw_only=True)
class TokenRevoked(FactBody, kind="token.revoked", public=False):
    pass
