"""What the conformance suite asks every public method of `civics`.

A method joins by appending a `Case` to `CASES`: how to make an input from a seed, how to call the
method, how to write its result as plain JSON, and how the same input looks in another order and
under other names. Methods whose cases need more than a few lines keep them in
`tests/civics/<method>/case.py` and are listed here.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from tests.civics.ballots.case import BALLOTS
from tests.civics.bridging.case import BRIDGING
from tests.civics.influence.case import INFLUENCE
from tests.civics.language.case import LANGUAGE
from tests.civics.opinion.case import OPINION
from tests.civics.sortition.case import SORTITION
from tests.civics.trust.case import TRUST
from tests.civics.voting.case import VOTING

Input = Any
Result = Any


@dataclass(frozen=True)
class Case:
    """One public method.

    - `name`: what the test is called, `opinion.opinion_map`.
    - `method`: the function itself; its docstring has to teach.
    - `page`: its page under docs/methods.
    - `make(seed)`: an ordinary input.
    - `call(input, seed)`: the result; `seed` is the method's own, ignored if it draws nothing.
    - `plain(result)`: the result as JSON. What is keyed by id goes into dictionaries.
    - `shuffled(input, seed)`: the same input in another order, or None if order is part of it.
    - `renamed(input)`: the input under other ids and a dictionary from the new ids to the old, or
      None if there are no ids.
    - `edges`: inputs at the border, by name: `empty`, `single`, `all_missing`, `constant` where
      the method has such a thing. Each is answered or refused by an `InputError`.
    """

    name: str
    method: Callable[..., Any]
    page: str
    make: Callable[[int], Input]
    call: Callable[[Input, int], Result]
    plain: Callable[[Result], Any]
    shuffled: Callable[[Input, int], Input] | None
    renamed: Callable[[Input], tuple[Input, Mapping[str, str]]] | None
    edges: Mapping[str, Callable[[], Input]] = field(default_factory=dict)


CASES: tuple[Case, ...] = tuple(
    Case(**case)
    for case in (*OPINION, *VOTING, *BALLOTS, *BRIDGING, *INFLUENCE, *LANGUAGE, *SORTITION, *TRUST)
)
