"""Acts on dossiers: of the brand's people, and of the partner they are about."""

from folkmoot.decide.dossiers.actions.appealing import acknowledge, decide
from folkmoot.decide.dossiers.actions.filing import (
    capture,
    fetch_text,
    file,
    note_reading,
    open_dossier,
    review,
    withdraw,
)
from folkmoot.decide.dossiers.actions.peacemaking import accept_peace, decline_peace, offer_peace
from folkmoot.decide.dossiers.actions.removing import end_idle, remove_expired
from folkmoot.decide.dossiers.actions.replying import appeal, issue_link, reply

__all__ = [
    "accept_peace",
    "acknowledge",
    "appeal",
    "capture",
    "decide",
    "decline_peace",
    "end_idle",
    "fetch_text",
    "file",
    "issue_link",
    "note_reading",
    "offer_peace",
    "open_dossier",
    "remove_expired",
    "reply",
    "review",
    "withdraw",
]
