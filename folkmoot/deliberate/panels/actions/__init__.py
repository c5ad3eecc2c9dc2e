"""What is done to a panel: convening, drawing, taking seats, answering, concluding."""

from folkmoot.deliberate.panels.actions.answering import answer, conclude, count_answer
from folkmoot.deliberate.panels.actions.convening import convene
from folkmoot.deliberate.panels.actions.drawing import draw
from folkmoot.deliberate.panels.actions.seating import accept, decline, expire, recuse

__all__ = [
    "accept",
    "answer",
    "conclude",
    "convene",
    "count_answer",
    "decline",
    "draw",
    "expire",
    "recuse",
]
