"""Has a motion passed? Exact shares and quorums, and what was missing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import ceil, floor

from civics.errors import InputError
from civics.voting.outcome import Count, Why

BASES = ("decided", "cast", "eligible")


@dataclass(frozen=True, slots=True)
class Threshold:
    """How much yes a motion needs.

    Parameters
    ----------
    share
        An exact fraction of the base; write two thirds as ``Fraction(2, 3)``, not as ``0.67``.
    base
        ``decided``: yes + no. ``cast``: abstentions too. ``eligible``: everybody entitled.
    more_than
        True (default): strictly more than the share. False: at least the share.
    """

    share: Fraction = Fraction(1, 2)
    base: str = "decided"
    more_than: bool = True

    def least(self, base: int) -> int:
        """The smallest number of yes votes that suffices of `base`."""
        exact = self.share * base
        return floor(exact) + 1 if self.more_than else ceil(exact)


@dataclass(frozen=True, slots=True)
class Quorum:
    """How many must take part, or say yes, for a result to count.

    `of` is ``cast`` (yes + no + abstentions) or ``yes``; `share` is a fraction of the eligible,
    `number` a fixed count; one of the two is given, and reaching it exactly is enough.
    """

    of: str = "cast"
    share: Fraction | None = None
    number: int | None = None

    def least(self, eligible: int | None) -> int:
        """The smallest count that suffices."""
        if self.number is not None and self.share is None:
            return self.number
        if self.share is None or self.number is not None or eligible is None:
            raise InputError("voting.quorum", of=self.of, eligible=eligible)
        return ceil(self.share * eligible)


@dataclass(frozen=True)
class Verdict:
    """Passed or not, and each test with its figures (`threshold.met`, `quorum.missed`…)."""

    passed: bool
    why: tuple[Why, ...]


MAJORITY = Threshold()
TWO_THIRDS = Threshold(Fraction(2, 3), more_than=False)


def judge(
    yes: int,
    no: int,
    abstain: int = 0,
    *,
    eligible: int | None = None,
    threshold: Threshold = MAJORITY,
    quorums: Sequence[Quorum] = (),
) -> Verdict:
    """Apply a threshold and any number of quorums to a count.

    Parameters
    ----------
    yes, no, abstain
        Votes, not negative.
    eligible
        How many were entitled to vote; needed by whatever refers to them.
    threshold
        Default: more yes than no.
    quorums
        All must be met.

    Returns
    -------
    Verdict
        `why` has the threshold first, then the quorums in order, each with the count, the least
        count that would do, and what was missing.

    Raises
    ------
    InputError
        `voting.count` for counts that are negative or exceed the eligible; `voting.threshold`;
        `voting.quorum`.

    Notes
    -----
    Integers and fractions only; no rounding anywhere. A participation quorum lets opponents win by
    staying at home (the no-show paradox); a quorum of ``yes`` does not. Cost: constant.

    >>> judge(2, 1).passed, judge(2, 2).passed
    (True, False)
    >>> verdict = judge(666, 333, threshold=TWO_THIRDS, eligible=4000,
    ...                 quorums=[Quorum("cast", share=Fraction(1, 4))])
    >>> verdict.passed, [why.code for why in verdict.why]
    (False, ['threshold.met', 'quorum.missed'])
    >>> verdict.why[1].counts["missing"]
    1
    """
    _check(yes, no, abstain, eligible, threshold)
    base = {"decided": yes + no, "cast": yes + no + abstain, "eligible": eligible}[threshold.base]
    if base is None:
        raise InputError("voting.threshold", base=threshold.base, eligible=None)
    needed = max(1, threshold.least(base))  # nothing passes without a single yes
    share: dict[str, Count] = {"base": base, "share": threshold.share}
    why = [_test("threshold", yes, needed, share)]
    for quorum in quorums:
        if quorum.of not in ("cast", "yes"):
            raise InputError("voting.quorum", of=quorum.of, eligible=eligible)
        counted = yes if quorum.of == "yes" else yes + no + abstain
        why.append(_test("quorum", counted, quorum.least(eligible), {"of": quorum.of}))
    return Verdict(all(step.code.endswith(".met") for step in why), tuple(why))


def _test(name: str, count: int, needed: int, figures: dict[str, Count]) -> Why:
    missing = max(0, needed - count)
    told = {"count": count, "needed": needed, "missing": missing, **figures}
    return Why(f"{name}.missed" if missing else f"{name}.met", None, told)


def _check(yes: int, no: int, abstain: int, eligible: int | None, threshold: Threshold) -> None:
    cast = yes + no + abstain
    if min(yes, no, abstain) < 0 or (eligible is not None and cast > eligible):
        raise InputError("voting.count", yes=yes, no=no, abstain=abstain, eligible=eligible)
    if threshold.base not in BASES or not 0 <= threshold.share <= 1:
        raise InputError("voting.threshold", base=threshold.base, share=str(threshold.share))
