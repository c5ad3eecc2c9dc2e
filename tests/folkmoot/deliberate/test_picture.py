"""The picture is as large for a hundred thousand people as for a hundred."""

import time

import numpy as np
import pytest

from folkmoot.deliberate.conversations.queries.picture import (
    HEIGHT,
    WIDTH,
    Frame,
    _hull,
    _marks,
    radius,
    unit_of,
)

pytestmark = pytest.mark.database


@pytest.mark.parametrize("people", [10, 100, 100_000])
def test_everybody_is_on_it_and_inside(people: int) -> None:
    rng = np.random.default_rng(3)
    points = rng.normal(size=(people, 2)) * [4, 1]
    started = time.process_time()
    places = Frame.around(points).placed(points)
    marks = _marks(places, np.where(points[:, 0] > 0, 1, -1))
    assert time.process_time() - started < 1
    assert sum(mark[2] for mark in marks) == people
    assert len(marks) < 2_600
    assert all(0 < x < WIDTH and 0 < y < HEIGHT for x, y, _, _ in marks)


def test_area_stands_for_people() -> None:
    marks: list[list[float]] = [[0, 0, 400, 0], [0, 0, 100, 0], [0, 0, 1, 0]]
    unit = unit_of(marks)
    assert radius(400, unit) == pytest.approx(2 * radius(100, unit), abs=0.1)
    assert radius(400, unit) <= 11


def test_one_place_and_one_line_can_be_drawn() -> None:
    same = np.zeros((12, 2))
    assert np.isfinite(Frame.around(same).placed(same)).all()
    line = np.array([[0.0, 0.0], [1.0, 1.0], [2.0, 2.0]])
    assert len(_hull(line)) >= 2
