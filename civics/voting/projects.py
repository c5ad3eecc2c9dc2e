"""Projects that cost money, and the ballots about them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from math import lcm

from civics.errors import InputError
from civics.voting.ballots import Approvals

_LARGEST = 2**53  # above it a float is not exact, and the compiled loop works on floats


@dataclass(frozen=True, eq=False)
class Projects:
    """A participatory budget: what is proposed, what it costs, who wants it.

    Parameters
    ----------
    ballots
        Approvals, or points, of n voters over m projects.
    costs
        m exact amounts of money, not negative: `int`, `Fraction`, or text such as ``"2508.17"``.
    budget
        What may be spent, in the same currency.

    Raises
    ------
    InputError
        `voting.projects.*` for costs that are missing, negative, or too fine to be exact.

    >>> plan = Projects(Approvals.from_sets([{0}, {0, 1}], 2), ["10.50", 4], 12)
    >>> plan.costs, plan.minor_costs, plan.unit
    ((Fraction(21, 2), Fraction(4, 1)), (21, 8), 2)
    """

    ballots: Approvals
    costs: tuple[Fraction, ...]
    budget: Fraction
    unit: int = field(init=False, repr=False)
    """How many of the smallest amounts needed make one unit of the currency."""
    minor_costs: tuple[int, ...] = field(init=False, repr=False)
    """Costs as whole numbers of the smallest amount."""
    minor_budget: int = field(init=False, repr=False)
    """The budget as a whole number of the smallest amount."""

    def __init__(
        self,
        ballots: Approvals,
        costs: Sequence[int | str | Fraction],
        budget: int | str | Fraction,
    ) -> None:
        object.__setattr__(self, "ballots", ballots)
        object.__setattr__(self, "costs", tuple(Fraction(cost) for cost in costs))
        object.__setattr__(self, "budget", Fraction(budget))
        if len(self.costs) != ballots.candidates:
            raise InputError("voting.projects.costs", costs=len(costs), names=ballots.candidates)
        if min((*self.costs, self.budget)) < 0:
            raise InputError("voting.projects.negative")
        unit = lcm(self.budget.denominator, *(cost.denominator for cost in self.costs))
        object.__setattr__(self, "unit", unit)
        object.__setattr__(self, "minor_costs", tuple(int(cost * unit) for cost in self.costs))
        object.__setattr__(self, "minor_budget", int(self.budget * unit))
        if max((self.minor_budget, sum(self.minor_costs))) >= _LARGEST:
            raise InputError("voting.projects.too_fine", unit=self.unit)

    def spent(self, chosen: Sequence[int]) -> Fraction:
        """What a set of projects costs together."""
        return sum((self.costs[c] for c in chosen), Fraction(0))
