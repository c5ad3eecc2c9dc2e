"""Who may see and do what, and which words are taken."""

from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _

from folkmoot.act.creators.models import Request
from folkmoot.deliberate.moderation.rules import require_no_personal_details
from folkmoot.foundation.people.rules import Role, holds, is_auditor, is_executive, require
from folkmoot.foundation.refusal import Refusal

if TYPE_CHECKING:
    from folkmoot.foundation.people.models import Member

# Under ten, a share could point at somebody, and the share of the first five says nothing.
FEWEST = 10

handles_creators = holds(Role.OPERATOR, Role.DEAL_OWNER, Role.EXECUTIVE, Role.LEGAL)
sees_creators = handles_creators | is_auditor


def require_handler(member: "Member | None") -> "Member":
    return _require(handles_creators, member)


def require_reader(member: "Member | None") -> "Member":
    return _require(sees_creators, member)


def _require(rule: Any, member: "Member | None") -> "Member":
    sentence = _("The register of creators is for those at the brand who work with them.")
    require(rule, member, code="not-creators", sentence=sentence)
    assert member is not None  # noqa: S101 (refused just above)
    return member


def require_exempter(member: "Member | None", request: Request) -> None:
    require(
        is_executive,
        member,
        code="not-executive",
        sentence=_("An exception is signed by an executive, in their own name."),
    )
    if member is not None and member.pk == request.by_id:
        raise Refusal(
            "own-request",
            _("Whoever asked for an exception cannot make it. Ask another executive."),
        )


def require_same_brand(brand_id: int, member: "Member | None") -> None:
    if member is None or brand_id != member.brand_id:
        raise Refusal("other-brand", _("There is no such entry here."), status=HTTPStatus.NOT_FOUND)


def require_words(text: str, *, what: Any, longest: int = 1000) -> str:
    """Words for a business partner's entry: nothing that leads to where somebody lives."""
    text = text.strip()
    if not text or "\0" in text or len(text) > longest:
        raise Refusal(
            "text-out-of-range",
            _("%(what)s: write between 1 and %(longest)d characters."),
            status=HTTPStatus.UNPROCESSABLE_ENTITY,
            what=what,
            longest=longest,
        )
    return require_no_personal_details(text)
