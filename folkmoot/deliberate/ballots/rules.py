"""Who may open, cast and count, what "open" means, and from how many papers on what is shown."""

import hmac
from collections.abc import Sequence
from datetime import datetime, timedelta
from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from civics.ballots import NONCE_BYTES, Definition, Receipt, hash_of
from civics.errors import InputError
from civics.transparency import ED25519, SigningKey, VerifierKey
from civics.voting import COMMITTEE_RULES, SINGLE_RULES
from folkmoot.deliberate.ballots.models import NAMERS, Ballot, Closing, Method, Voter
from folkmoot.foundation.clocks.facts import CALLED
from folkmoot.foundation.people.rules import SMALLEST_CELL, is_staff, require, require_member
from folkmoot.foundation.refusal import Refusal
from folkmoot.foundation.sealing import key_for

if TYPE_CHECKING:
    from folkmoot.foundation.people.models import Brand, Member

__all__ = ["NAMERS", "Ballot", "Method", "salt_for"]

# Two people who see a total know each other's vote.
FEWEST_VOTERS = FEWEST_FOR_TOTALS = 3
FEWEST_FOR_LIST = SMALLEST_CELL
MOST_VOTERS = 10_000
QUESTION_LENGTH = 300
NAME_LENGTH = 120
# Of all keys together: the entry of the count names each of them twice and has 8 kB.
KEYS_LENGTH = 1_500
WORDS_LENGTH = 1_000
LONGEST = timedelta(days=90)

BOX_PURPOSE = "ballot box"
SALT_PURPOSE = "ballot salt"
RECEIPT_PURPOSE = "ballot receipt"

APPEAL_CLOCK = "ballot-appeal"
REPLY_WITHIN = timedelta(days=7)
CALLED[APPEAL_CLOCK] = _("Reply to an appeal about a ballot")

# Every rule that counts some kind of paper here, and what people call it.
RULES = {
    "approval": _("approval: the most approved win"),
    "sav": _("satisfaction approval: the one vote of a paper is split over its choices"),
    "seqpav": _("sequential proportional approval: in proportion, seat by seat"),
    "seqphragmen": _("Phragmén: in proportion, each seat a load that its voters share"),
    "equal-shares": _("equal shares: in proportion, each voter pays for seats"),
    "greedy-cc": _("Chamberlin and Courant: as many as possible have somebody"),
    "greedy-monroe": _("Monroe: equal parts of the voters have one each"),
    "schulze": _("Schulze: pair by pair, along the strongest paths"),
    "split-cycle": _("split cycle: pair by pair, without the weakest link of each circle"),
    "minimax": _("minimax: whose worst defeat is smallest"),
    "borda": _("Borda: points by place"),
    "irv": _("instant runoff: the last drops out, round by round"),
    "stv": _("single transferable vote: ranked, in proportion"),
}
assert set(RULES) == {*COMMITTEE_RULES, *SINGLE_RULES, "stv"}  # noqa: S101

UNPROCESSABLE = HTTPStatus.UNPROCESSABLE_ENTITY


def require_opener(brand: "Brand", member: "Member | None") -> "Member":
    """Somebody with a role in this brand. They own the ballot, by name and title."""
    require(
        is_staff,
        member,
        code="not-staff",
        sentence=_("Only the brand's people open and count a ballot."),
    )
    if member is None or member.brand_id != brand.pk:
        raise Refusal("other-brand", _("There is no such ballot."), status=HTTPStatus.NOT_FOUND)
    return member


def require_definition(
    method: str, choices: Sequence[tuple[str, str]], rule: str, seats: int
) -> Definition:
    """What is asked, in a form that can be counted."""
    try:
        definition = Definition(method, tuple(key for key, _name in choices), rule, seats)
    except InputError as error:
        raise Refusal(
            "definition",
            _(
                "This cannot be counted: a ballot has 2 to 100 different choices, a rule that "
                "fits how they are chosen, and as many seats as the rule can fill."
            ),
            status=UNPROCESSABLE,
            reason=error.code,
        ) from error
    if sum(map(len, definition.choices)) > KEYS_LENGTH:
        raise Refusal(
            "keys-too-long",
            _("The keys of the choices are too long for one entry of the public record."),
            status=UNPROCESSABLE,
        )
    for _key, name in choices:
        require_line(name, longest=NAME_LENGTH, what=_("Choice"))
    return definition


def require_line(text: str, *, longest: int, what: Any) -> str:
    """One line of so many characters at most."""
    text = " ".join(text.split())
    if not text or len(text) > longest or not text.isprintable():
        raise Refusal(
            "text-out-of-range",
            _("%(what)s: write between 1 and %(longest)d characters."),
            status=UNPROCESSABLE,
            what=what,
            longest=longest,
        )
    return text


def require_voters(brand: "Brand", voters: "Sequence[Member]") -> None:
    if not FEWEST_VOTERS <= len({voter.pk for voter in voters}) <= MOST_VOTERS:
        raise Refusal(
            "voters-out-of-range",
            _("A secret ballot needs between %(least)d and %(most)d people who may vote."),
            status=UNPROCESSABLE,
            least=FEWEST_VOTERS,
            most=MOST_VOTERS,
        )
    if any(voter.brand_id != brand.pk for voter in voters):
        raise Refusal(
            "voter-elsewhere",
            _("Everybody who may vote has to be a member of this brand's moot."),
            status=UNPROCESSABLE,
        )


def require_closing_time(closes: datetime, now: datetime) -> None:
    if not now < closes <= now + LONGEST:
        raise Refusal(
            "closing-time",
            _("A ballot closes at a time ahead, within 90 days."),
            status=UNPROCESSABLE,
        )


def closing_of(ballot: Ballot) -> Closing | None:
    return getattr(ballot, "closing", None)


def is_open(ballot: Ballot, now: datetime) -> bool:
    """Papers can be cast."""
    return closing_of(ballot) is None and now < ballot.closes_at


def stage_of(ballot: Ballot, now: datetime) -> str:
    """In a word: open, due once its time is up, or counted."""
    if closing_of(ballot) is not None:
        return "counted"
    return "open" if is_open(ballot, now) else "due"


def require_open(ballot: Ballot, now: datetime) -> None:
    if not is_open(ballot, now):
        raise Refusal(
            "ballot-closed",
            _("This ballot has closed. Papers are not taken any more."),
            status=HTTPStatus.CONFLICT,
        )


def require_countable(ballot: Ballot, now: datetime) -> None:
    if closing_of(ballot) is not None:
        raise Refusal("counted", _("This ballot has been counted."), status=HTTPStatus.CONFLICT)
    if now < ballot.closes_at:
        raise Refusal(
            "still-open",
            _("This ballot is still open. Nobody counts it before it closes."),
            status=HTTPStatus.CONFLICT,
        )


def require_equal(*, voted: int, papers: int) -> None:
    """Both boxes hold as many, or nothing is counted."""
    if voted != papers:
        raise Refusal(
            "boxes-differ",
            _(
                "%(voted)d people have voted and the box holds %(papers)d papers. These must be "
                "equal, so this ballot is not counted. Tell the auditor and those who voted."
            ),
            status=HTTPStatus.CONFLICT,
            voted=voted,
            papers=papers,
        )


def box_broken() -> Refusal:
    return Refusal(
        "box-broken",
        _(
            "The box of this ballot cannot be opened: it was changed, or the key of this "
            "installation is another one. Nothing is counted. Tell the auditor."
        ),
        status=HTTPStatus.CONFLICT,
    )


def require_closed(ballot: Ballot) -> Closing:
    closing = closing_of(ballot)
    if closing is None:
        raise Refusal(
            "not-counted",
            _("Papers and counts are shown to nobody before the ballot has closed."),
            status=HTTPStatus.CONFLICT,
        )
    return closing


def require_voter(voter: Voter | None, member: "Member | None") -> Voter:
    require_member(member)
    if voter is None:
        raise Refusal(
            "not-on-the-list",
            _("You are not among those who may vote here. The list was fixed when it opened."),
        )
    return voter


def require_choice(ballot: Ballot, choice: Sequence[str]) -> tuple[str, ...]:
    try:
        ballot.definition.require_valid(choice)
    except InputError as error:
        raise Refusal(
            "choice",
            _("Fill in the paper as it asks: one choice, any number, or an order without gaps."),
            status=UNPROCESSABLE,
        ) from error
    return ballot.definition.in_order(choice)


def require_number(text: str, *, length: int = NONCE_BYTES) -> bytes:
    """So many bytes, in hexadecimal."""
    try:
        number = bytes.fromhex(text)
    except ValueError:
        number = b""
    if len(number) != length or text != number.hex():
        raise Refusal(
            "number",
            _("The numbers of this paper arrived incomplete. Nothing was counted; vote again."),
            status=UNPROCESSABLE,
        )
    return number


def salt_for(ballot: Ballot, shown: str) -> bytes:
    """The server's number, given for the hash of the voter's. It is kept nowhere: it can be made
    again from the hash, and cannot depend on a number that the server has not seen."""
    message = f"{ballot.pk}\0{shown}".encode()
    return hmac.digest(key_for(SALT_PURPOSE), message, "sha256")[:NONCE_BYTES]


def require_salt(ballot: Ballot, nonce: bytes, salt: bytes) -> None:
    if not hmac.compare_digest(salt, salt_for(ballot, hash_of(nonce))):
        raise Refusal(
            "salt",
            _("These numbers do not belong together. Nothing was counted; vote again."),
            status=UNPROCESSABLE,
        )


def new_receipt_key(brand: "Brand") -> SigningKey:
    """For a ballot that opens now."""
    return _receipt_key(f"{settings.LEDGER_ORIGIN}/{brand.slug}/ballots")


def receipt_key(ballot: Ballot) -> SigningKey:
    """Under the name that was published, even if the installation has moved since."""
    return _receipt_key(VerifierKey.parse(ballot.verifier).name)


def _receipt_key(name: str) -> SigningKey:
    return SigningKey(name, ED25519, key_for(RECEIPT_PURPOSE))


def receipt_of(ballot: Ballot, *, tracker: str, lock: str) -> Receipt:
    return Receipt(f"{ballot.brand.slug} {ballot.subject}", tracker, lock)


def shows_list(papers: int) -> bool:
    return papers >= FEWEST_FOR_LIST


def shows_totals(papers: int) -> bool:
    return papers >= FEWEST_FOR_TOTALS
