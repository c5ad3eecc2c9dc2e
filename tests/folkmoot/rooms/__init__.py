"""What every route needs: something that stands behind its address, and a body to send there.

Each module here is named for a room and gives three things: `PARTS`, what stands in for the parts
of its addresses; `BODIES`, what a form or a program would send to an address that ends like the
key; and `furnish(cast)`, which lets something happen in the room. They are found by being here.
"""

from importlib import import_module
from pkgutil import iter_modules
from typing import Any

from tests.folkmoot.conftest import Cast

_ROOMS = [import_module(f"{__name__}.{room.name}") for room in iter_modules(__path__)]

PARTS: dict[str, Any] = {part: value for room in _ROOMS for part, value in room.PARTS.items()}
BODIES: dict[str, dict[str, str]] = {
    end: body for room in _ROOMS for end, body in room.BODIES.items()
}


def furnish(cast: Cast) -> None:
    """Something has happened in every room; in the order of their names."""
    for room in _ROOMS:
        room.furnish(cast)
