"""The pages of this room: bodies, seats, motions, mandates, words in the name of others."""

from folkmoot.charter.mandates.views.founding import body, found, mandates
from folkmoot.charter.mandates.views.granting import end, grant, mandate
from folkmoot.charter.mandates.views.moving import carry_out, motion, vote
from folkmoot.charter.mandates.views.sitting import interest, leave, naming, offer, take
from folkmoot.charter.mandates.views.speaking import answer, collective, draft, not_represented

__all__ = [
    "answer",
    "body",
    "carry_out",
    "collective",
    "draft",
    "end",
    "found",
    "grant",
    "interest",
    "leave",
    "mandate",
    "mandates",
    "motion",
    "naming",
    "not_represented",
    "offer",
    "take",
    "vote",
]
