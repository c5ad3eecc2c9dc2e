"""A stored picture as shapes that a template writes down as SVG."""

from dataclasses import dataclass
from math import cos, pi, sin
from typing import Any

from folkmoot.deliberate.conversations.queries.picture import (
    HEIGHT,
    NOBODY,
    WIDTH,
    Frame,
    radius,
    unit_of,
)
from folkmoot.deliberate.conversations.queries.results import LETTERS, Result, Standing

# Each group has a shape of its own beside its colour: corners, and the first one's direction.
CORNERS = {1: (4, pi / 4), 2: (3, -pi / 2), 3: (4, 0.0), 4: (6, 0.0)}


@dataclass(frozen=True)
class Shape:
    """A circle (no points) or a polygon of the same area."""

    x: float
    y: float
    r: float
    points: str
    kind: str


@dataclass(frozen=True)
class Outline:
    letter: str
    kind: str
    points: str
    x: float
    y: float


@dataclass(frozen=True)
class Drawing:
    width: int
    height: int
    outlines: list[Outline]
    shapes: list[Shape]
    me: tuple[float, float] | None


def drawing_of(result: Result, standing: Standing | None) -> Drawing:
    picture: dict[str, Any] = result.map.picture
    kinds = {group.label: place for place, group in enumerate(result.groups)}
    unit = unit_of(picture["marks"])
    me = standing.position if standing else None
    return Drawing(
        width=WIDTH,
        height=HEIGHT,
        outlines=[
            _outline(kinds[int(label)], points) for label, points in picture["outlines"].items()
        ],
        shapes=[
            _shape(x, y, radius(people, unit), kinds.get(group, NOBODY))
            for x, y, people, group in picture["marks"]
        ],
        me=Frame(*picture["frame"]).one(me.x, me.y) if me else None,
    )


def _shape(x: float, y: float, r: float, place: int) -> Shape:
    kind = "nobody" if place == NOBODY else LETTERS[place].lower()
    if place not in CORNERS:
        return Shape(x, y, r, "", kind)
    corners, start = CORNERS[place]
    # A polygon as large as the circle: its area is ½·n·R²·sin(2π/n).
    reach = r * (2 * pi / (corners * sin(2 * pi / corners))) ** 0.5
    turns = [start + 2 * pi * i / corners for i in range(corners)]
    points = " ".join(f"{x + reach * cos(t):.1f},{y + reach * sin(t):.1f}" for t in turns)
    return Shape(x, y, r, points, kind)


def _outline(place: int, points: list[list[float]]) -> Outline:
    top = min(points, key=lambda point: point[1])
    return Outline(
        letter=LETTERS[place],
        kind=LETTERS[place].lower(),
        points=" ".join(f"{x},{y}" for x, y in points),
        x=min(max(top[0], 24), WIDTH - 24),
        y=max(top[1] - 8, 20),
    )
