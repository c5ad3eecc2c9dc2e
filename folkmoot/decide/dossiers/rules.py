"""Who sees which field, what counts, and until when."""

import re
from collections.abc import Callable, Collection, Sequence
from datetime import date, datetime, timedelta
from enum import StrEnum
from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _

from civics.language import normalise_each, personal_details
from folkmoot.decide.dossiers.models import Appeal, Capacity, Capture, Category, Item, Removal
from folkmoot.deliberate.moderation.rules import require_no_personal_details
from folkmoot.foundation.addresses import digest_of
from folkmoot.foundation.clocks.facts import CALLED
from folkmoot.foundation.people.rules import (
    Role,
    holds,
    is_auditor,
    is_executive,
    is_legal,
    require,
)
from folkmoot.foundation.people.rules import shown as shown  # noqa: PLC0414
from folkmoot.foundation.refusal import Refusal

if TYPE_CHECKING:
    from folkmoot.foundation.people.models import Brand, Member

# The words of this room that others need: they never reach into its models.
__all__ = ["PARTNERS", "Capacity", "Category", "How", "same_name"]
How = Capture.How

# Rooms that know with whom the brand means to work say so here: the room of a subject, and a
# function that names the partner of one of its numbers, or nobody.
PARTNERS: dict[str, Callable[["Brand", int], str | None]] = {}

NEEDED_REVIEWERS = 2
MONTHS = {Category.JUDICIAL: 60}
USUAL_MONTHS = 24
# Whoever holds the address says as much as is needed, and cannot fill the disk.
MOST_SAID = 20
# After the last item ended, the partner can still read for so long what became of it.
KEPT = timedelta(days=30)
# Opening leaves a trace; for so long the same person opens it without another.
OPEN_FOR = timedelta(hours=1)
EXCERPT_LENGTH, WORDS_LENGTH, URL_LENGTH, CAPTURE_LENGTH = 400, 2000, 500, 20_000

ACKNOWLEDGED, DECIDED = timedelta(hours=24), timedelta(days=7)
ACK_CLOCK, OUTCOME_CLOCK = "dossier-acknowledgement", "dossier-outcome"
PEACE_CLOCK, PEACE_WITHIN = "dossier-peace", timedelta(days=14)
CALLED[PEACE_CLOCK] = _("Answer an offer of peace in a dossier")
CALLED[ACK_CLOCK] = _("Acknowledge an appeal about a dossier")
CALLED[OUTCOME_CLOCK] = _("Decide an appeal about a dossier")
CLOCKS = (ACK_CLOCK, OUTCOME_CLOCK, PEACE_CLOCK)

files = holds(Role.OPERATOR, Role.DEAL_OWNER, Role.EXECUTIVE, Role.LEGAL)
reads = files | is_auditor
decides = is_executive | is_legal


class Reader(StrEnum):
    """Who is looking, from the one with the most reason to see to the one with none."""

    SUBJECT = "subject"
    LEGAL = "legal"
    AUDITOR = "auditor"
    EXECUTIVE = "executive"
    HANDLER = "handler"
    FAN = "fan"
    VISITOR = "visitor"
    OTHER_BRAND = "other-brand"


# What the partner reads of whoever looked: never a name.
READERS = {
    Reader.LEGAL: _("legal staff"),
    Reader.AUDITOR: _("an auditor"),
    Reader.EXECUTIVE: _("an executive"),
    Reader.HANDLER: _("somebody who handles partnerships"),
}

STAFF = frozenset({Reader.LEGAL, Reader.AUDITOR, Reader.EXECUTIVE, Reader.HANDLER})
ALL_CONCERNED = STAFF | {Reader.SUBJECT}

# Every field there is, and who may see it. What is not in this table is shown to nobody.
SEEN_BY: dict[str, frozenset[Reader]] = {
    "name": ALL_CONCERNED,
    "capacity": ALL_CONCERNED,
    "about": ALL_CONCERNED,
    "reason": ALL_CONCERNED,
    "category": ALL_CONCERNED,
    "url": ALL_CONCERNED,
    "excerpt": ALL_CONCERNED,
    "published_on": ALL_CONCERNED,
    "expires_on": ALL_CONCERNED,
    "capture_text": frozenset({Reader.SUBJECT, Reader.LEGAL, Reader.AUDITOR}),
    "capture_hash": ALL_CONCERNED,
    "captured_at": ALL_CONCERNED,
    "replies": ALL_CONCERNED,
    "appeals": ALL_CONCERNED,
    "offers": ALL_CONCERNED,
    "agreed": ALL_CONCERNED,
    "ended": ALL_CONCERNED,
    # Who filed and reviewed is not for the partner, who could turn on them.
    "filer": STAFF,
    "reviewers": frozenset({Reader.LEGAL, Reader.AUDITOR}),
    "readings": frozenset({Reader.SUBJECT, Reader.LEGAL, Reader.AUDITOR}),
}


def reader_of(member: "Member | None", brand: "Brand") -> Reader:
    if member is None:
        return Reader.VISITOR
    if member.brand_id != brand.pk:
        return Reader.OTHER_BRAND
    for role, reader in (
        (is_legal, Reader.LEGAL),
        (is_auditor, Reader.AUDITOR),
        (is_executive, Reader.EXECUTIVE),
        (files, Reader.HANDLER),
    ):
        if role(member):
            return reader
    return Reader.FAN


def sees(reader: Reader, field: str) -> bool:
    return reader in SEEN_BY[field]


# A name of fewer characters is in too many others.
FEWEST_CHINESE, FEWEST_LATIN = 2, 4


def same_name(one: str, other: str) -> bool:
    """Whatever the spelling: width, case and spaces aside."""
    return bare(one) == bare(other)


def bare(name: str) -> str:
    """A name as names are compared."""
    return bare_all([name])[0]


def bare_all(names: Sequence[str]) -> list[str]:
    return [re.sub(r"\s", "", name) for name in normalise_each(names)]


def are_alike(one: str, other: str) -> bool:
    """Of two bare names that differ: one is in the other, as a short name is in the full one."""
    shorter, longer = (one, other) if len(one) <= len(other) else (other, one)
    if one == other or shorter not in longer:
        return False
    return len(shorter) >= (FEWEST_LATIN if shorter.isascii() else FEWEST_CHINESE)


def expiry(category: str, published_on: date) -> date:
    """The day from which it no longer counts: 24 months on, 60 for courts and authorities."""
    months = published_on.month - 1 + MONTHS.get(Category(category), USUAL_MONTHS)
    year, month = published_on.year + months // 12, months % 12 + 1
    for day in range(published_on.day, 27, -1):
        try:
            return date(year, month, day)
        except ValueError:
            continue
    return date(year, month, min(published_on.day, 28))


def counts(item: Item, *, agreed: int, now: datetime) -> bool:
    """Captured, agreed by two reviewers, not removed, and not expired."""
    return (
        agreed >= NEEDED_REVIEWERS
        and hasattr(item, "capture")
        and removal_of(item) is None
        and now.date() < item.expires_on
    )


def removal_of(item: Item) -> Removal | None:
    return getattr(item, "removal", None)


def link_digest(secret: str) -> str:
    return digest_of(secret, purpose="dossiers.link/1")


def require_filer(member: "Member | None") -> "Member":
    require(
        files,
        member,
        code="not-dossiers",
        sentence=_("Dossiers are for those at the brand who handle partnerships."),
    )
    assert member is not None  # noqa: S101 (refused just above)
    return member


def require_reader(member: "Member | None") -> "Member":
    require(
        reads,
        member,
        code="not-dossiers",
        sentence=_("Dossiers are for those at the brand who handle partnerships."),
    )
    assert member is not None  # noqa: S101 (refused just above)
    return member


def require_purpose(name: str, *, partner: str | None) -> None:
    """Nobody has a dossier with whom no deal is meant: no fan, no critic, no competitor."""
    if partner is None or not same_name(name, partner):
        raise Refusal(
            "no-purpose",
            _(
                "A dossier is about the partner of a deal that was registered and has not ended, "
                "under the name that stands there. Register the deal first. Nobody else can be "
                "in a dossier."
            ),
            status=HTTPStatus.UNPROCESSABLE_ENTITY,
        )


def require_no_criticism(*, about_a_product: bool) -> None:
    """I6: whoever criticises a product, or the brand, has not done anything that is held here."""
    if about_a_product:
        raise Refusal(
            "product-criticism",
            _(
                "Criticism of a product or of the brand is no evidence against anybody, however "
                "harsh. It is not entered. Read it as a suggestion instead."
            ),
            status=HTTPStatus.UNPROCESSABLE_ENTITY,
        )


def require_text(text: str, *, longest: int, what: Any) -> str:
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


def masked(text: str) -> str:
    """A page may say more than it should: what leads to a private person is not kept."""
    for each in reversed(personal_details(text)):
        text = text[: each.start] + "■" * (each.end - each.start) + text[each.end :]
    return text


def require_few(count: int) -> None:
    if count >= MOST_SAID:
        raise Refusal(
            "said-enough",
            _("That was said %(most)d times, which is as often as it can be. All of it stays."),
            status=HTTPStatus.CONFLICT,
            most=MOST_SAID,
        )


def require_url(url: str) -> str:
    url = url.strip()
    if not re.match(r"https?://[^\s/]+", url) or len(url) > URL_LENGTH or not url.isprintable():
        raise Refusal(
            "no-address",
            _("Give the public address where it can be read: http or https."),
            status=HTTPStatus.UNPROCESSABLE_ENTITY,
        )
    return url


def require_day(published_on: date, expires_on: date, now: datetime) -> None:
    if published_on > now.date() or expires_on <= now.date():
        raise Refusal(
            "too-old",
            _("Evidence counts for 24 months, a court's for 60. This is older, or not yet public."),
            status=HTTPStatus.UNPROCESSABLE_ENTITY,
        )


def require_held(item: Item, now: datetime) -> None:
    if removal_of(item) is not None or now.date() >= item.expires_on:
        raise Refusal("item-gone", _("This item no longer counts."), status=HTTPStatus.CONFLICT)


def require_captured(item: Item) -> None:
    if not hasattr(item, "capture"):
        raise Refusal(
            "not-captured",
            _("First capture what stands at the address: without it nobody can agree."),
            status=HTTPStatus.CONFLICT,
        )


def require_reviewer(item: Item, member: "Member", *, said: Collection[int]) -> None:
    if member.pk == item.by_id or member.pk in said:
        raise Refusal(
            "own-item",
            _("Two others review an item, each once. Whoever filed it is not among them."),
            status=HTTPStatus.FORBIDDEN,
        )


def require_judge(appeal: Appeal, member: "Member | None", *, took_part: Collection[int]) -> None:
    require(
        decides,
        member,
        code="not-judge",
        sentence=_("An executive or legal staff decides an appeal."),
    )
    if member is not None and member.pk in took_part:
        raise Refusal(
            "took-part",
            _("Whoever filed or reviewed the item does not decide the appeal. Ask somebody else."),
            status=HTTPStatus.FORBIDDEN,
        )
    if hasattr(appeal, "outcome"):
        raise Refusal(
            "appeal-decided", _("This appeal has been decided."), status=HTTPStatus.CONFLICT
        )


def require_acceptor(*, offered_by: int | None, member: "Member", said: Collection[int]) -> None:
    if member.pk == offered_by or member.pk in said:
        raise Refusal(
            "own-offer",
            _("Two others accept an offer of peace, each once."),
            status=HTTPStatus.FORBIDDEN,
        )
