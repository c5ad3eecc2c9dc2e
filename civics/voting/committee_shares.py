"""Equal shares for committees: every seat costs one, every voter has seats / n."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from civics.errors import InputError
from civics.voting.ballots import Approvals
from civics.voting.ledger import ExactShares, Ledger, leftover_phragmen
from civics.voting.market import Market
from civics.voting.outcome import Count, Outcome, Tie, Why
from civics.voting.process import Finish, Process, settle
from civics.voting.shopping import shop
from civics.voting.tiebreak import LISTED, TieBreak
from civics.voting.trip import Basket
from civics.voting.weighted import approval_count

COMMITTEE_COMPLETIONS = ("phragmen", "approval", "add1", "none")
"""The first one is the default."""


def committee_shares(
    ballots: Approvals,
    seats: int,
    *,
    tie_break: TieBreak = LISTED,
    completion: str = "phragmen",
) -> Outcome:
    """Elect a committee by equal shares.

    Parameters
    ----------
    completion
        What fills the seats that nobody can pay alone. ``phragmen`` (default): go on by Phragmén's
        rule, money left over counting in one's favour. ``approval``: most approvals. ``add1``:
        start anew with money for one more seat, again and again, until the committee is full.
        ``none``: leave them empty.

    Returns
    -------
    Outcome
        `settings["share"]`: the money of each voter, exact.

    Raises
    ------
    InputError
        `voting.completion`.

    Notes
    -----
    Source: Peters and Skowron, "Proportionality and the Limits of Welfarism" (EC 2020),
    arXiv:1911.11747. Cost: as :func:`civics.voting.equal_shares`.

    >>> ballots = Approvals.from_sets([{0, 1}] * 6 + [{2}] * 4, ["ash", "elm", "oak"])
    >>> committee_shares(ballots, 2, completion="none").elected
    ('ash',)
    >>> committee_shares(ballots, 2).elected
    ('ash', 'oak')
    """
    _check(completion)
    ranks = tie_break.ranks(ballots.names)
    ones = (1,) * ballots.candidates
    market = Market.open(ballots, ones, ones, ranks)
    basket = _bought(market, seats, completion)
    why = [_paid(ballots, c) for c in basket.bought]
    ties = [Tie(r, among, (basket.bought[r],)) for r, among in basket.tied.items()]
    count = _resumed(ballots, basket)
    finish = _finish(ballots, completion)
    if finish is not None and len(basket.bought) < seats:
        winners, more, more_ties = settle(finish(count), seats, ranks)
        ties += [replace(tie, step=tie.step + len(why)) for tie in more_ties]
        why += more
    else:
        winners = basket.bought
    settings: dict[str, Count] = {"seats": seats, "completion": completion, "share": basket.share}
    return Outcome(
        "equal-shares", ballots.names, winners, tuple(why), tuple(ties), tie_break, settings
    )


def shares_count(
    ballots: Approvals, seats: int, completion: str
) -> tuple[ExactShares, Finish | None]:
    """The exact process and what completes it, for exploring all ties."""
    _check(completion)
    if completion == "add1":
        raise InputError("voting.completion", completion=completion, known=("phragmen", "approval"))
    share = Fraction(seats, max(1, ballots.voters))
    return _exact(ballots, share), _finish(ballots, completion)


def _bought(market: Market, seats: int, completion: str) -> Basket:
    voters = max(1, market.ballots.voters)
    full = min(seats, len(market.line))
    money = seats
    basket = shop(market, Fraction(money, voters), limit=seats, seats=seats)
    while completion == "add1" and len(basket.bought) < full:
        money += 1
        basket = shop(market, Fraction(money, voters), limit=seats, seats=seats)
    return basket


def _resumed(ballots: Approvals, basket: Basket) -> ExactShares:
    """The exact accounts after the purchases."""
    count = _exact(ballots, basket.share)
    for c in basket.bought:
        price = count.ledger.price(c)
        if price is None:
            raise ArithmeticError("bought what cannot be paid")
        count.ledger.buy(c, price)
    return replace(count, committee=basket.bought)


def _exact(ballots: Approvals, share: Fraction) -> ExactShares:
    ones = (1,) * ballots.candidates
    return ExactShares(Ledger(ballots, ones, share), ones)


def _finish(ballots: Approvals, completion: str) -> Finish | None:
    if completion == "phragmen":
        return _by_phragmen
    if completion in ("approval", "add1"):  # add1 ends short only when too few are approved
        return lambda count: replace(
            approval_count(ballots, count.committee), code="equal_shares.completed_approval"
        )
    return None


def _by_phragmen(count: Process) -> Process:
    if not isinstance(count, ExactShares):
        raise TypeError("phragmen completes equal shares")
    return leftover_phragmen(count)


def _paid(ballots: Approvals, c: int) -> Why:
    return Why("equal_shares.elected", c, {"approvals": int(ballots.counts[c])})


def _check(completion: str) -> None:
    if completion not in COMMITTEE_COMPLETIONS:
        raise InputError("voting.completion", completion=completion, known=COMMITTEE_COMPLETIONS)
