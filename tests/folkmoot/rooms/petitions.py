"""A petition against the first decision, open for signing; it has stopped the decision."""

from typing import Any

from folkmoot.decide.decisions.queries import matter_by_number
from folkmoot.decide.petitions.actions import admit, second, sign, start_petition
from folkmoot.foundation.people.actions import join
from tests.folkmoot.conftest import NOW, Cast, person

PARTS: dict[str, Any] = {}
WORDS = {"asks": "再供三年。", "because": "两年不够修。", "about_the_decision": True}
BODIES: dict[str, Any] = {
    "<slug:brand>/petitions/on/<int:number>": WORDS,
    "check": {"outcome": "accepted"},
    "reply": {"text": "我们看了。"},
    "api/<moot>/petitions": {"decision": 1, **WORDS},
    "api/<moot>/petitions/<number>/rejection": {"reason": "price", "why": "说的是价格。"},
    "api/<moot>/petitions/<number>/reply": {"text": "我们看了。"},
}


def furnish(cast: Cast) -> None:
    matter = matter_by_number(cast.brand, 1)
    assert matter is not None
    petition = start_petition(matter, **WORDS, actor=cast.lin, now=NOW)
    for number in range(5):
        fan = join(cast.brand, person(f"Seconder{number}"), now=NOW)
        second(petition, actor=fan, now=NOW)
    admit(petition, actor=cast.mei, now=NOW)
    sign(petition, actor=cast.zhou, now=NOW)
    found = matter_by_number(cast.brand, 1)
    assert hasattr(found, "suspension")
