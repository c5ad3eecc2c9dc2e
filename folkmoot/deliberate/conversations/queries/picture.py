"""The picture of a map: people gathered into cells, so that 100,000 draw as fast as a hundred."""

from dataclasses import dataclass
from math import sqrt
from typing import Any

import numpy as np
from numpy.typing import NDArray

from civics.opinion import OpinionMap
from folkmoot.deliberate.conversations import rules

WIDTH, HEIGHT, MARGIN = 720, 440, 28
CELL = 16
SMALLEST, LARGEST, ROOM = 2.6, 11.0, 30.0
# Who stands farther out than this share of the people stretches neither picture nor outline.
SPAN, CORE = 0.995, 0.9
NOBODY = -1

Points = NDArray[np.float64]


@dataclass(frozen=True)
class Frame:
    """From the map's plane to the picture: both axes alike, upside up."""

    x: float
    y: float
    scale: float

    @classmethod
    def around(cls, points: Points) -> "Frame":
        low = np.quantile(points, 1 - SPAN, axis=0)
        high = np.quantile(points, SPAN, axis=0)
        middle, size = (low + high) / 2, np.maximum(high - low, 1e-9)
        scale = min((WIDTH - 2 * MARGIN) / size[0], (HEIGHT - 2 * MARGIN) / size[1])
        return cls(float(middle[0]), float(middle[1]), float(scale))

    def placed(self, points: Points) -> Points:
        across = WIDTH / 2 + (points[:, 0] - self.x) * self.scale
        down = HEIGHT / 2 - (points[:, 1] - self.y) * self.scale
        edge = MARGIN / 2
        inside = np.clip(across, edge, WIDTH - edge), np.clip(down, edge, HEIGHT - edge)
        return np.stack(inside, axis=1)

    def one(self, x: float, y: float) -> tuple[float, float]:
        place = self.placed(np.array([[x, y]]))[0]
        return round(float(place[0]), 1), round(float(place[1]), 1)


def picture_of(drawn: OpinionMap) -> dict[str, Any]:
    """Marks, outlines and frame as plain JSON. A group of fewer than ten is not told apart."""
    known = ~np.isnan(drawn.coordinates[:, 0])
    points = drawn.coordinates[known]
    told_apart = [g.label for g in drawn.groups if rules.shown(g.size) is not None]
    group = np.where(np.isin(drawn.group_of[known], told_apart), drawn.group_of[known], NOBODY)
    frame = Frame.around(points)
    places = frame.placed(points)
    return {
        "frame": [frame.x, frame.y, frame.scale],
        "marks": _marks(places, group),
        "outlines": {str(label): _outline(places[group == label]) for label in told_apart},
    }


def _marks(places: Points, group: NDArray[np.integer]) -> list[list[float]]:
    """[x, y, people, group] for each cell and group; people without a group lie below."""
    columns = WIDTH // CELL + 1
    cell = (places // CELL).astype(np.int64)
    key = ((group.astype(np.int64) + 1) * columns + cell[:, 0]) * columns + cell[:, 1]
    _, first, of, people = np.unique(
        key, return_index=True, return_inverse=True, return_counts=True
    )
    middle = [np.bincount(of, weights=places[:, axis]) / people for axis in (0, 1)]
    order = np.lexsort((-people, group[first] != NOBODY))
    return [
        [
            round(float(middle[0][i]), 1),
            round(float(middle[1][i]), 1),
            int(people[i]),
            int(group[first[i]]),
        ]
        for i in order
    ]


def unit_of(marks: list[list[float]]) -> float:
    """The radius of one person: larger among few, so that the largest cell is still filled."""
    everybody = sum(mark[2] for mark in marks)
    most = max((mark[2] for mark in marks), default=1)
    return min(max(SMALLEST, ROOM / sqrt(max(everybody, 1))), LARGEST / sqrt(most))


def radius(people: float, unit: float) -> float:
    """Area in proportion to people, down to the smallest dot that can be seen."""
    return round(max(unit * sqrt(people), 1.6), 1)


def _outline(places: Points) -> list[list[float]]:
    """The hull of the group's core, drawn a little outside of it."""
    centre = np.median(places, axis=0)
    distance = np.hypot(*(places - centre).T)
    core = places[distance <= np.quantile(distance, CORE)]
    hull = _hull(np.unique(np.round(core), axis=0))
    away = hull - centre
    length = np.maximum(np.hypot(*away.T), 1e-9)[:, None]
    wider = hull + away / length * CELL * 0.6
    return [[round(float(x), 1), round(float(y), 1)] for x, y in wider]


def _hull(points: Points) -> Points:
    """Andrew's monotone chain (1979)."""
    if len(points) < 3:
        return points
    ranked = points[np.lexsort((points[:, 1], points[:, 0]))]
    lower, upper = _chain(ranked), _chain(ranked[::-1])
    return np.array(lower[:-1] + upper[:-1])


def _chain(ranked: Points) -> list[NDArray[np.float64]]:
    chain: list[NDArray[np.float64]] = []
    for point in ranked:
        while len(chain) > 1 and _turn(chain[-2], chain[-1], point) <= 0:
            chain.pop()
        chain.append(point)
    return chain


def _turn(a: NDArray[np.float64], b: NDArray[np.float64], c: NDArray[np.float64]) -> float:
    return float((b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0]))
