"""Casting: that somebody voted and what was voted are written together, and never side by side."""

from dataclasses import dataclass
from datetime import datetime
from http import HTTPStatus
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext_lazy as _
from django.views.decorators.debug import sensitive_variables

from civics.ballots import lock_of, sign_receipt, tracker_of
from folkmoot.deliberate.ballots import queries, rules
from folkmoot.deliberate.ballots.box import LOCK_BYTES, Contents, Replaced, Slip, pack
from folkmoot.deliberate.ballots.models import Ballot, Box, Mark
from folkmoot.foundation.record.actions import take_turn
from folkmoot.foundation.refusal import Refusal
from folkmoot.foundation.sealing import seal_bytes

if TYPE_CHECKING:
    from folkmoot.foundation.people.models import Member


@dataclass(frozen=True)
class Taken:
    """What the voter takes home. `signed` says that a paper lies in the box, not what it says."""

    tracker: str
    signed: str


@sensitive_variables()
@transaction.atomic
def cast(
    ballot: Ballot,
    *,
    actor: "Member | None",
    nonce: str,
    salt: str,
    lock: str,
    choice: list[str],
    receipt: tuple[str, str] | None = None,
    now: datetime,
) -> Taken:
    """Cast a paper, or replace one's own until the ballot closes.

    `nonce` is the voter's number, `salt` the server's for its hash, and `lock` the hash of a key
    that stays with the voter, all in hexadecimal. To replace a paper, `receipt` is its tracker and
    its key: the server does not know which paper is whose, so without them there is no second one.

    Nothing else is written: no fact, no time, no activity, nothing in a log or an error report.
    """
    voter = rules.require_voter(queries.voter_of(ballot, actor), actor)
    chosen = rules.require_choice(ballot, choice)
    number, given = rules.require_number(nonce), rules.require_number(salt)
    rules.require_number(lock, length=LOCK_BYTES)
    rules.require_salt(ballot, number, given)
    take_turn(ballot.brand)
    ballot = Ballot.objects.select_related("brand", "closing").get(pk=ballot.pk)
    rules.require_open(ballot, now)
    contents = queries.contents_of(ballot)
    if queries.has_voted(voter):
        contents = _taken_out(contents, receipt)
    else:
        _require_none(receipt)
        Mark.objects.create(ballot=ballot, token=voter.token)
    slip = Slip(tracker_of(number, given), lock, chosen)
    _put_in(ballot, contents, slip)
    own = rules.receipt_of(ballot, tracker=slip.tracker, lock=lock)
    return Taken(slip.tracker, sign_receipt(own, rules.receipt_key(ballot)))


def _taken_out(contents: Contents, receipt: tuple[str, str] | None) -> Contents:
    """The box without the paper whose key is shown; the key stays, to prove that it was."""
    if receipt is None:
        raise Refusal(
            "voted-already",
            _(
                "You have voted. To vote again, enter the tracker and the key of your paper: "
                "nobody here knows which one it is."
            ),
            status=HTTPStatus.CONFLICT,
        )
    tracker, key = receipt
    lock = lock_of(rules.require_number(key))
    kept = tuple(slip for slip in contents.slips if (slip.tracker, slip.lock) != (tracker, lock))
    if len(kept) == len(contents.slips):
        raise Refusal(
            "no-such-paper",
            _("There is no paper in the box with this tracker and this key. Copy both whole."),
            status=HTTPStatus.CONFLICT,
        )
    return Contents(kept, (*contents.replaced, Replaced(tracker, lock, key)))


def _require_none(receipt: tuple[str, str] | None) -> None:
    if receipt is not None:
        raise Refusal(
            "not-voted",
            _("You have not voted yet, so there is no paper of yours to replace."),
            status=HTTPStatus.CONFLICT,
        )


def _put_in(ballot: Ballot, contents: Contents, slip: Slip) -> None:
    """The whole box is sealed anew, whatever is in it: who sees both versions learns nothing."""
    used = {each.tracker for each in contents.slips}
    used |= {each.tracker for each in contents.replaced}
    if slip.tracker in used:
        raise Refusal(
            "numbers-used",
            _("These numbers were used for another paper. Nothing was counted; vote again."),
            status=HTTPStatus.CONFLICT,
        )
    packed = pack(Contents((*contents.slips, slip), contents.replaced), ballot.definition)
    sealed = seal_bytes(packed, purpose=rules.BOX_PURPOSE, about=str(ballot.pk))
    Box.objects.filter(ballot=ballot).update(sealed=sealed)
