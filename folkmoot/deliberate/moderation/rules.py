"""The policy, who may do what, and what must never be posted."""

import hashlib
from datetime import datetime, timedelta
from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from civics.language import normalise, personal_details
from folkmoot.deliberate.moderation.models import Appeal, Filing, Measure, Reason
from folkmoot.foundation import texts
from folkmoot.foundation.people.rules import (
    is_executive,
    is_legal,
    is_operator,
    require,
)
from folkmoot.foundation.record.facts import BASES as ERASURES
from folkmoot.foundation.refusal import Refusal

if TYPE_CHECKING:
    from folkmoot.foundation.people.models import Brand, Member

# The words of this room that others need: they never reach into its models.
__all__ = ["Kind", "Reason"]
Kind = Filing.Kind

# The rule behind each reason, as it is shown to the author. A changed sentence gets a new version;
# the versions before it stay, since measures were taken under them.
POLICY = "2026-11"
POLICIES: dict[str, dict[str, Any]] = {
    "2026-11": {
        Reason.OFF_TOPIC: _("A statement answers the question under which it stands."),
        Reason.DUPLICATE: _("One thought is voted on once; the statement made first stays."),
        Reason.SEVERAL: _("A statement says one thing, so that a vote on it means one thing."),
        Reason.PERSONAL: _(
            "Nothing that leads to a private person: no numbers, addresses, plates, schools; "
            "no claims about people who hold no office."
        ),
        Reason.ATTACK: _(
            "Decisions and products may be criticised as sharply as you like; people and groups "
            "are not degraded or threatened."
        ),
        Reason.UNLAWFUL: _("Nothing that the law forbids to publish. Criticism is lawful."),
    },
}

SMALLEST_CELL = 10
APPEAL_CLOCK, ACKNOWLEDGEMENT_CLOCK, OUTCOME_CLOCK = "appeal", "acknowledgement", "outcome"
APPEAL_WITHIN = timedelta(days=30)
APPEAL_DECIDED = timedelta(days=14)
ACKNOWLEDGED = timedelta(hours=24)
DECIDED = timedelta(days=7)
SHIELD = timedelta(days=30)
RESTORED = (Measure.Through.PANEL, Measure.Through.PERSON)
APPEAL_SEATS, APPEAL_QUORUM, APPEAL_PERCENT = 7, 4, 50
WORDS_LENGTH = 2000
NAME_LENGTH = 40
FILINGS_PER_HOUR = 30

# On which legal basis a moderator may erase words for good; an account's owner has one more.
BY_OTHERS = ("account-erased", "no-longer-needed")
BASES = {code: label for code, label in ERASURES.items() if code not in BY_OTHERS}
# The brand's own official words can be erased by legal staff alone, and only on these.
OFFICIAL_BASES = ("court-order", "unlawful")

KIND_NAMES = {
    "phone": _("telephone number"),
    "identity": _("identity number"),
    "card": _("bank card"),
    "address": _("address"),
    "plate": _("number plate"),
    "email": _("e-mail address"),
    "school": _("school of a person"),
}

is_moderator = is_operator | is_legal
may_read = is_operator | is_legal | is_executive
may_decide_alone = is_executive | is_legal


def require_no_personal_details(text: str) -> str:
    """The text, unless it holds what leads to a private person. What was found is not kept."""
    found = personal_details(text)
    if found:
        places = "; ".join(
            gettext("%(kind)s (characters %(start)d to %(end)d)")
            % {"kind": KIND_NAMES[each.kind], "start": each.start + 1, "end": each.end}
            for each in found
        )
        raise Refusal(
            "personal-details",
            _(
                "Nothing was stored: this leads to a private person: %(found)s. Leave it out and "
                "send the rest; what you want to say works without it."
            ),
            status=HTTPStatus.UNPROCESSABLE_ENTITY,
            found=places,
        )
    return text


def require_moderator(member: "Member | None", brand: "Brand") -> None:
    require(
        is_moderator,
        member,
        code="not-moderator",
        sentence=_("Only an operator or legal staff of the brand may do this."),
    )
    require_same_brand(member, brand)


def require_same_brand(member: "Member | None", brand: "Brand") -> None:
    if member is None or member.brand_id != brand.pk:
        raise Refusal(
            "other-brand", _("There is nothing of this kind here."), status=HTTPStatus.NOT_FOUND
        )


def require_not_restored(*, restored: bool, reason: str) -> None:
    """What an appeal brought back is not taken down again, unless the law asks for it."""
    if restored and reason != Reason.UNLAWFUL:
        raise Refusal(
            "appeal-was-won",
            _("An appeal was won: this text is not taken down again, unless the law asks for it."),
            status=HTTPStatus.CONFLICT,
        )


def is_author(measure: Measure, member: "Member | None") -> bool:
    return member is not None and measure.author_id == member.pk


def can_appeal(measure: Measure, member: "Member | None", now: datetime) -> bool:
    """The author, within thirty days, once, while the measure is in force."""
    return (
        is_author(measure, member)
        and measure.lifted_at is None
        and now < measure.at + APPEAL_WITHIN
        and not hasattr(measure, "appeal")
    )


def require_appeal(measure: Measure, member: "Member | None", now: datetime) -> None:
    if not is_author(measure, member):
        raise Refusal("not-author", _("Only the author can appeal."))
    if not can_appeal(measure, member, now):
        raise Refusal(
            "no-appeal",
            _("There has been an appeal already, or the thirty days are over."),
            status=HTTPStatus.CONFLICT,
        )


def require_decider(member: "Member | None") -> None:
    require(
        may_decide_alone,
        member,
        code="not-decider",
        sentence=_("Only an executive or legal staff may decide where a panel cannot."),
    )


def require_independent(appeal: Appeal, member: "Member | None") -> None:
    """An executive or legal staff who took no part, and only where no panel can decide."""
    require_decider(member)
    require_same_brand(member, appeal.measure.brand)
    if member is not None and member.pk == appeal.measure.by_id:
        raise Refusal("own-measure", _("Nobody decides on an appeal against their own measure."))
    if appeal.outcome or not appeal.needs_person:
        raise Refusal(
            "panel-decides",
            _("This is decided, or for the panel to decide."),
            status=HTTPStatus.CONFLICT,
        )


def require_words(text: str, *, longest: int = WORDS_LENGTH) -> str:
    return texts.require_words(text, longest=longest)


def require_name(name: str, brand: "Brand") -> str:
    """A person's name. The brand's own name is none: it cannot shield itself from its fans."""
    name = require_words(name, longest=NAME_LENGTH)
    plain, own = normalise(name), normalise(brand.name)
    if len(plain) < 2 or plain.isdigit() or plain in own or own in plain:
        raise Refusal(
            "not-a-name",
            _("Write the name of a person, at least two characters, and not that of the brand."),
            status=HTTPStatus.UNPROCESSABLE_ENTITY,
        )
    return name


def receipt_digest(code: str) -> str:
    # The code has 64 random bits; guessing is held off by their number.
    return hashlib.sha256(b"folkmoot.filing\0" + code.strip().lower().encode()).hexdigest()


def require_receipt(filing: Filing, code: str) -> None:
    if filing.receipt != receipt_digest(code):
        raise Refusal(
            "receipt-unknown",
            _("This receipt is not known here."),
            status=HTTPStatus.NOT_FOUND,
        )


def shields(filing: Filing, now: datetime) -> bool:
    """Protection holds from the moment it is asked for until it ends, is declined or runs out."""
    return (
        filing.shield_until is not None
        and filing.ended_at is None
        and now < filing.shield_until
        and filing.outcome != Filing.Outcome.DECLINED
    )


def require_unacknowledged(filing: Filing) -> None:
    if filing.acknowledged_at is not None:
        raise Refusal(
            "already-done",
            _("This is already so: somebody was faster."),
            status=HTTPStatus.CONFLICT,
        )


def require_undecided(filing: Filing) -> None:
    if filing.decided_at is not None:
        raise Refusal(
            "already-done",
            _("This is already so: somebody was faster."),
            status=HTTPStatus.CONFLICT,
        )


def require_shielding(filing: Filing, now: datetime) -> None:
    if not shields(filing, now):
        raise Refusal("no-protection", _("This protection has ended."), status=HTTPStatus.CONFLICT)


def require_basis(basis: str, member: "Member | None", *, official: bool) -> None:
    if basis not in BASES:
        raise Refusal(
            "basis-needed",
            _("Say on which legal basis these words are erased."),
            status=HTTPStatus.UNPROCESSABLE_ENTITY,
        )
    if official and (basis not in OFFICIAL_BASES or not is_legal(member)):
        raise Refusal(
            "official-words",
            _("The brand's own words stay, unless legal staff erase what is unlawful."),
        )


def shown(count: int) -> int | None:
    """A count, if it is large enough to be shown."""
    return count if count >= SMALLEST_CELL or count == 0 else None
