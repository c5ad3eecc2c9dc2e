"""The rules written down as slowly and obviously as possible: the second way to each answer.

Everything is a list, a set or a `Fraction`; no array, no shortcut, nothing shared with the product.
"""

from collections.abc import Sequence
from fractions import Fraction
from itertools import pairwise, permutations

Ballots = Sequence[frozenset[int]]


def budget_shares(
    ballots: Ballots,
    points: Sequence[dict[int, int]],
    costs: Sequence[int],
    worth: Sequence[int],
    share: Fraction,
) -> list[int]:
    """Equal shares, first of the list at ties."""
    account = [share for _ in ballots]
    bought: list[int] = []
    while True:
        offers = []
        for c in range(len(costs)):
            price = None if c in bought else price_of(c, ballots, points, costs[c], account)
            if price is not None:
                offers.append((price / worth[c], c, price))
        if not offers:
            return bought
        _, c, price = min(offers)
        bought.append(c)
        for i, ballot in enumerate(ballots):
            if c in ballot:
                account[i] -= min(account[i], price * points[i][c])


def price_of(
    c: int,
    ballots: Ballots,
    points: Sequence[dict[int, int]],
    cost: int,
    account: Sequence[Fraction],
) -> Fraction | None:
    """Try every voter as the first of those who are not dry."""
    payers = [(account[i], points[i][c]) for i, ballot in enumerate(ballots) if c in ballot]
    if not payers or sum(held for held, _ in payers) < cost:
        return None
    for dry_below in sorted({held / weight for held, weight in payers}):
        dry = sum(held for held, weight in payers if held / weight < dry_below)
        rest = sum(weight for held, weight in payers if held / weight >= dry_below)
        price = (cost - dry) / Fraction(rest)
        if price <= dry_below:
            return price
    raise AssertionError("the richest supporter can always set the price")


def raised_shares(
    ballots: Ballots, costs: Sequence[int], worth: Sequence[int], budget: int
) -> list[int]:
    """Add one to every account until the purchases overspend."""
    points = [dict.fromkeys(ballot, 1) for ballot in ballots]
    share = Fraction(budget, len(ballots))
    wanted = set().union(*ballots)
    bought = budget_shares(ballots, points, costs, worth, share)
    while set(bought) != wanted:
        share += 1
        more = budget_shares(ballots, points, costs, worth, share)
        if sum(costs[c] for c in more) > budget:
            break
        bought = more
    return bought


def thiele(ballots: Ballots, m: int, seats: int, weights: Sequence[Fraction]) -> list[int]:
    """A voter with j elected weighs weights[j]."""
    elected: list[int] = []
    for _ in range(seats):
        score = [
            sum((weights[len(b & set(elected))] for b in ballots if c in b), Fraction(0))
            if c not in elected
            else Fraction(-1)
            for c in range(m)
        ]
        elected.append(score.index(max(score)))
    return elected


def split_votes(ballots: Ballots, m: int, seats: int) -> list[int]:
    """Satisfaction approval voting."""
    score = [sum((Fraction(1, len(b)) for b in ballots if c in b), Fraction(0)) for c in range(m)]
    return sorted(range(m), key=lambda c: (-score[c], c))[:seats]


def phragmen(ballots: Ballots, m: int, seats: int) -> list[int]:
    """Continuous time: money drips at one unit a second; a seat costs one."""
    money = [Fraction(0) for _ in ballots]
    elected: list[int] = []
    while len(elected) < seats:
        waits = []
        for c in range(m):
            fans = [i for i, b in enumerate(ballots) if c in b]
            if c not in elected and fans:
                waits.append(((1 - sum(money[i] for i in fans)) / Fraction(len(fans)), c))
        if not waits:
            elected += [c for c in range(m) if c not in elected][: seats - len(elected)]
            break
        wait, c = min(waits)
        money = [Fraction(0) if c in b else money[i] + wait for i, b in enumerate(ballots)]
        elected.append(c)
    return elected


Orders = Sequence[Sequence[int]]


def margins(orders: Orders, m: int) -> list[list[int]]:
    """Voters who prefer the row minus those who prefer the column."""

    def prefers(order: Sequence[int], a: int, b: int) -> bool:
        return a in order and (b not in order or order.index(a) < order.index(b))

    return [
        [sum(prefers(o, a, b) - prefers(o, b, a) for o in orders) for b in range(m)]
        for a in range(m)
    ]


def widest(margin: list[list[int]], a: int, b: int) -> int:
    """Over every simple path from a to b, the largest of the smallest margins; 0 without one."""
    others = [c for c in range(len(margin)) if c not in (a, b)]
    best = 0
    for length in range(len(others) + 1):
        for middle in permutations(others, length):
            path = (a, *middle, b)
            best = max(best, min(margin[x][y] for x, y in pairwise(path)))
    return best


def schulze(margin: list[list[int]]) -> list[int]:
    """Everybody's widest path to the others is at least as wide as the way back."""
    m = range(len(margin))
    return [a for a in m if all(a == b or widest(margin, a, b) >= widest(margin, b, a) for b in m)]


def split_cycle(margin: list[list[int]]) -> list[int]:
    """Of every cycle the weakest defeats are struck; whoever then has no defeat wins."""
    m = range(len(margin))
    struck = set()
    for length in range(2, len(margin) + 1):
        for cycle in permutations(m, length):
            edges = list(pairwise((*cycle, cycle[0])))
            weakest = min(margin[a][b] for a, b in edges)
            if weakest > 0:
                struck |= {(a, b) for a, b in edges if margin[a][b] == weakest}
    return [b for b in m if not any(margin[a][b] > 0 and (a, b) not in struck for a in m)]


def transferable(orders: Orders, m: int, seats: int) -> list[int]:
    """STV with the Droop quota, ballot by ballot; the first of the list wins ties."""
    papers = [[Fraction(1), list(order)] for order in orders if order]
    quota = len(papers) // (seats + 1) + 1
    hopeful, elected, waiting = list(range(m)), [], []
    pile: dict[int, list] = {c: [p for p in papers if p[1][0] == c] for c in hopeful}

    def worth(c: int) -> Fraction:
        return sum((p[0] for p in pile[c]), Fraction(0))

    def hand_on(c: int) -> None:
        moving, pile[c] = pile[c], []
        for paper in moving:
            following = [d for d in paper[1] if d in hopeful]
            if following:
                pile[following[0]].append(paper)

    while len(elected) < seats:
        if len(elected) + len(hopeful) <= seats:
            return elected + sorted(hopeful, key=lambda c: (-worth(c), c))
        for c in sorted(hopeful, key=lambda c: (-worth(c), c)):
            if worth(c) >= quota:
                hopeful.remove(c)
                elected.append(c)
                waiting.append(c)
        if waiting:
            c = min(waiting, key=lambda c: (-worth(c), c))
            waiting.remove(c)
            factor = (worth(c) - quota) / worth(c)
            for paper in pile[c]:
                paper[0] *= factor
            hand_on(c)
        elif len(elected) < seats:
            c = max(hopeful, key=lambda c: (-worth(c), c))
            hopeful.remove(c)
            hand_on(c)
    return elected[:seats]


def runoff(orders: Orders, m: int) -> int:
    """The last of the list leaves at ties."""
    still = set(range(m))
    while True:
        first = [next((c for c in order if c in still), None) for order in orders]
        votes = {c: first.count(c) for c in still}
        leader = min(still, key=lambda c: (-votes[c], c))
        if len(still) == 1 or 2 * votes[leader] > sum(votes.values()):
            return leader
        still.remove(max(still, key=lambda c: (-votes[c], c)))
