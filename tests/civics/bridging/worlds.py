"""Rating data whose making is known."""

import numpy as np
from numpy.typing import NDArray

from civics.bridging import Ratings

Floats = NDArray[np.float64]


class World:
    """Items with a quality and a side, rated by people of two camps."""

    def __init__(self, items: int, rate: float, seed: int) -> None:
        rng = np.random.default_rng(seed)
        self.quality = rng.normal(0, 0.15, items)
        self.side = rng.normal(0, 0.35, items)
        self.seen = rate * rng.uniform(0.4, 1.6, items)

    def ratings(self, raters: int, seed: int) -> Ratings:
        """Draw people, what they see, and what they say of it in three steps."""
        rng = np.random.default_rng(seed)
        items = len(self.quality)
        camp = np.where(rng.random(raters) < 0.6, 1, -1) * rng.normal(0.7, 0.25, raters)
        mood = rng.normal(0, 0.15, raters)[:, None]
        active = rng.lognormal(0, 0.7, raters)[:, None]
        shown = rng.random((raters, items)) < np.minimum(active * self.seen, 0.95)
        liked = 0.45 + mood + self.quality + camp[:, None] * self.side
        liked += rng.normal(0, 0.25, (raters, items))
        value = np.where(liked > 0.6, 1.0, np.where(liked < 0.35, 0.0, 0.5))
        rater, item = np.nonzero(shown)
        return Ratings.of(
            rater,
            item,
            value[rater, item],
            raters=[f"r{i}" for i in range(raters)],
            items=[str(i) for i in range(items)],
        )

    def in_order(self, names: tuple[str, ...], values: Floats) -> Floats:
        """Values by item name, NaN for items that are not there."""
        placed = np.full(len(self.quality), np.nan)
        placed[[int(name) for name in names]] = values
        return placed
