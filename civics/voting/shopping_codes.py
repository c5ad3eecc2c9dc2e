"""Constants that the compiled and the plain loop of equal shares share."""

ENDED, NEAR_TIE, OVERSPENT, FULL = 0, 1, 2, 3
"""Why a loop stopped: nothing affordable · fractions needed · limit passed · seats filled."""

FREE = 2
"""State of a project whose supporters either hold enough or hold surely nothing, so that its price
is a quotient of whole numbers. 1: some would run dry; 0: perhaps unaffordable; -1: unaffordable."""

MARGIN = 1e-10
"""Share of a project's cost within which floats are not believed. A sum of 10^5 accounts is off
by 10^-11 of itself at the very worst."""

PERHAPS_EMPTY = 1e-300
"""An account that floats empty and fractions might not. Exactly 0.0 means: surely empty."""
