"""When to use the compiled loops: never imported with the package, only for large work."""

import sys
from importlib import import_module
from importlib.util import find_spec
from typing import Any

MODULE = "civics.opinion.compiled"

# Below this many additions numpy is done before numba would be imported.
WORTH_COMPILING = 20_000_000


def compiled(additions: float, wanted: bool | None) -> Any | None:
    """The module `compiled`, or None to go on with numpy.

    `wanted` decides if it is True or False. None asks whether numba is there and the work large,
    or the module loaded by earlier work.
    """
    if wanted is None:
        wanted = MODULE in sys.modules or (
            additions > WORTH_COMPILING and find_spec("numba") is not None
        )
    return import_module(MODULE) if wanted else None
