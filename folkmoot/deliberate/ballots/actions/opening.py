"""Opening: everything the papers will be counted by is fixed and published first."""

import secrets
from collections.abc import Iterable, Sequence
from datetime import datetime
from http import HTTPStatus
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from civics.ballots import TRACKER_BYTES, lines_root
from folkmoot.deliberate.ballots import facts, rules
from folkmoot.deliberate.ballots.box import Contents, pack
from folkmoot.deliberate.ballots.models import Ballot, Box, Voter
from folkmoot.foundation.people import queries as people
from folkmoot.foundation.record.actions import append, take_turn
from folkmoot.foundation.record.queries import passage_of
from folkmoot.foundation.refusal import Refusal
from folkmoot.foundation.sealing import seal_bytes

if TYPE_CHECKING:
    from folkmoot.foundation.people.models import Brand, Member


@transaction.atomic
def open_ballot(
    brand: "Brand",
    *,
    about: str,
    question: str,
    method: str,
    choices: Sequence[tuple[str, str]],
    voters: "Iterable[Member]",
    closes: datetime,
    rule: str = "",
    seats: int = 1,
    actor: "Member",
    now: datetime,
) -> Ballot:
    """Open a secret ballot for the members in `voters`. Whoever opens it owns it, by name.

    Part of another room's act, which says who may vote, or an act of its own.

    Each voter gets a random token. The record holds the definition and the Merkle root of the
    tokens, so neither can be another one when the papers are counted.
    """
    owner = rules.require_opener(brand, actor)
    definition = rules.require_definition(method, choices, rule, seats)
    question = rules.require_line(question, longest=rules.QUESTION_LENGTH, what=_("Question"))
    about = rules.require_line(about, longest=80, what=_("About"))
    listed = list({voter.pk: voter for voter in voters}.values())
    rules.require_voters(brand, listed)
    rules.require_closing_time(closes, now)
    take_turn(brand)
    _require_only(brand, about)
    tokens = {voter.pk: secrets.token_hex(TRACKER_BYTES) for voter in listed}
    number = Ballot.objects.filter(brand=brand).count() + 1
    verifier = rules.new_receipt_key(brand).verifier.vkey
    body = facts.BallotOpened(
        subject=f"ballot:{number}",
        about=about,
        method=method,
        choices=list(definition.choices),
        rule=rule,
        seats=seats,
        eligible=len(listed),
        eligible_root=lines_root(tokens.values()),
        closes=closes.isoformat(timespec="seconds"),
        receipts=verifier,
        title=people.title_of(owner),
        owner=str(owner.person),
        question=question,
        names="\n".join(" ".join(name.split()) for _key, name in choices),
    )
    fact = append(brand, body, actor=owner, now=now)
    ballot = Ballot.objects.create(
        brand=brand,
        number=number,
        about=about,
        question=passage_of(fact, "question"),
        method=method,
        keys=body.choices,
        names=passage_of(fact, "names"),
        rule=rule,
        seats=seats,
        eligible=len(listed),
        eligible_root=body.eligible_root,
        verifier=verifier,
        owner=owner,
        opened_at=now,
        closes_at=closes,
        fact=fact,
    )
    _list(ballot, tokens)
    return ballot


def _require_only(brand: "Brand", about: str) -> None:
    """A second ballot beside an open one would be a second try."""
    if Ballot.objects.filter(brand=brand, about=about, closing=None).exists():
        raise Refusal(
            "ballot-open", _("A ballot on this is open already."), status=HTTPStatus.CONFLICT
        )


def _list(ballot: Ballot, tokens: dict[int, str]) -> None:
    """The list in the order of its random tokens; with the empty box it is complete for good."""
    Voter.objects.bulk_create(
        Voter(ballot=ballot, member_id=member, token=token)
        for member, token in sorted(tokens.items(), key=lambda each: each[1])
    )
    empty = pack(Contents(), ballot.definition)
    sealed = seal_bytes(empty, purpose=rules.BOX_PURPOSE, about=str(ballot.pk))
    Box.objects.create(ballot=ballot, sealed=sealed)
