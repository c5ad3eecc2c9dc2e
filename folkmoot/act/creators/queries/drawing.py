"""Shares by quarter as bars that a template writes down as SVG."""

from collections.abc import Sequence
from dataclasses import dataclass

WIDTH, HEIGHT, FOOT, HEAD = 360, 160, 24, 20
WIDEST = 40


@dataclass(frozen=True)
class Bar:
    x: float
    y: float
    width: float
    height: float
    middle: float
    label: str
    percent: int


@dataclass(frozen=True)
class Bars:
    width: int
    height: int
    foot: int
    bars: list[Bar]
    line: float
    line_percent: int


def bars_of(shares: Sequence[tuple[str, float]], *, line_percent: int) -> Bars | None:
    """One bar a quarter from 0 to 100 per cent, and the line that they are held against."""
    if not shares:
        return None
    tall = HEIGHT - FOOT - HEAD
    step = WIDTH / len(shares)
    width = min(step * 0.6, WIDEST)
    bars = []
    for place, (label, share) in enumerate(shares):
        height, middle = round(share * tall, 1), round((place + 0.5) * step, 1)
        bars.append(
            Bar(
                x=round(middle - width / 2, 1),
                y=round(HEIGHT - FOOT - height, 1),
                width=round(width, 1),
                height=height,
                middle=middle,
                label=label,
                percent=round(share * 100),
            )
        )
    line = round(HEIGHT - FOOT - tall * line_percent / 100, 1)
    return Bars(WIDTH, HEIGHT, HEIGHT - FOOT, bars, line, line_percent)
