"""Waits that are known, waits that are drawn, and the curve the slow way."""

from fractions import Fraction

import numpy as np

Waits = tuple[list[float], list[int]]

# Weeks of remission of 42 children with leukaemia, on 6-mercaptopurine and on placebo; 0 where it
# lasted when last seen. E. Freireich et al., Blood 21 (1963) 699; the same 42 lines stand in the
# example of R's survdiff at rstudio-pubs-static.s3.amazonaws.com/79128, with its expected numbers
# of ends, 19.3 and 10.7, and its statistic, 16.8.
TREATED: Waits = (
    [6, 6, 6, 6, 7, 9, 10, 10, 11, 13, 16, 17, 19, 20, 22, 23, 25, 32, 32, 34, 35],
    [1, 1, 1, 0, 1, 0, 1, 0, 0, 1, 1, 0, 0, 0, 1, 1, 0, 0, 0, 0, 0],
)
PLACEBO: Waits = (
    [1, 1, 2, 2, 3, 4, 4, 5, 5, 8, 8, 8, 8, 11, 11, 12, 12, 15, 17, 22, 23],
    [1] * 21,
)


def handed_on(waits: Waits) -> dict[Fraction, Fraction]:
    """The share still waiting, by handing on the weight of those who were lost.

    Everybody weighs the same; from the left, whoever is lost hands their weight in equal parts to
    all who were watched longer (B. Efron, Fifth Berkeley Symposium 4, 1967).
    """
    people = sorted(
        zip(map(Fraction, waits[0]), waits[1], strict=True), key=lambda p: (p[0], -p[1])
    )
    weight = [Fraction(1, len(people))] * len(people)
    left, curve = Fraction(1), {}
    for i, (time, ended) in enumerate(people):
        later = range(i + 1, len(people))
        if ended:
            left -= weight[i]
            curve[time] = left
        elif later:
            for k in later:
                weight[k] += weight[i] / len(later)
    return curve


def area(curve: dict[Fraction, Fraction], horizon: Fraction) -> Fraction:
    """The area below a falling staircase that starts at 1."""
    total, time, left = Fraction(0), Fraction(0), Fraction(1)
    for step, share in sorted(curve.items()):
        if step > horizon:
            break
        total += left * (step - time)
        time, left = step, share
    return total + left * (horizon - time)


def drawn(n: int, lost: float, rng: np.random.Generator) -> tuple[np.ndarray, np.ndarray]:
    """Log-normal waits with median 1, of which exponential ends of watching cut some off."""
    waits, watched = rng.lognormal(0, 1, n), rng.exponential(lost, n)
    return np.minimum(waits, watched), waits <= watched
