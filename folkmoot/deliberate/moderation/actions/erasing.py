"""Erasing words for good, on a legal basis that the record keeps."""

from datetime import datetime
from http import HTTPStatus
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from folkmoot.deliberate.moderation import rules
from folkmoot.foundation.record.actions import erase_passage
from folkmoot.foundation.record.facts import KINDS
from folkmoot.foundation.record.queries import fact_by_number
from folkmoot.foundation.refusal import Refusal

if TYPE_CHECKING:
    from folkmoot.foundation.people.models import Brand, Member
    from folkmoot.foundation.record.models import Fact


@transaction.atomic
def erase(
    brand: "Brand", number: int, field: str, *, basis: str, actor: "Member | None", now: datetime
) -> "Fact":
    """Erase one passage of one entry. The entry and its commitment stay; the words never return."""
    rules.require_moderator(actor, brand)
    found = fact_by_number(brand, number)
    passages = {passage.field: passage for passage in found.passages.all()} if found else {}
    if found is None or field not in passages:
        raise Refusal(
            "no-such-words",
            _("This entry holds no such words."),
            status=HTTPStatus.NOT_FOUND,
        )
    rules.require_basis(basis, actor, official=KINDS[found.kind].official)
    erased = erase_passage(passages[field], basis=basis, actor=actor, now=now)
    if erased is None:
        raise Refusal(
            "already-erased", _("These words are gone already."), status=HTTPStatus.CONFLICT
        )
    return erased
