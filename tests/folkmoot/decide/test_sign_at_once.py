"""Fifty signatures at the last missing one: the thresholds are reached exactly once."""

import pytest

from folkmoot.decide.decisions.models import Suspension
from folkmoot.decide.petitions import actions, queries
from folkmoot.decide.petitions.models import Establishment, Signature
from folkmoot.foundation.record.models import Fact
from tests.folkmoot.conftest import NOW, Cast
from tests.folkmoot.decide.conftest import active, admitted, decided, started
from tests.folkmoot.deliberate.conftest import crowd
from tests.folkmoot.deliberate.test_cast_vote_at_once import at_once

THREADS = 50


@pytest.mark.usefixtures("parallel", "topics")
def test_fifty_at_the_last_missing_signature(cast: Cast) -> None:
    people = active(cast.brand, {"core": 30, "active": 30, "ordinary": 134})
    petition = admitted(cast, decided(cast))
    assert petition.signing.needed == 10
    for member in [*people[:3], *people[30:33], *people[60:63]]:
        actions.sign(petition, actor=member, now=NOW)
    assert not Establishment.objects.exists()
    late = people[100 : 100 + THREADS]
    at_once([lambda m=member: actions.sign(petition, actor=m, now=NOW) for member in late])  # type: ignore[misc]
    assert Signature.objects.filter(withdrawn_at=None).count() == 9 + THREADS
    assert Establishment.objects.get().signatures == 10
    assert Suspension.objects.get().cause == petition.subject
    for kind in ("petition.established", "decision.suspended"):
        assert Fact.objects.filter(kind=kind).count() == 1


@pytest.mark.usefixtures("parallel", "topics")
def test_one_person_fifty_times(cast: Cast) -> None:
    active(cast.brand, {"core": 30, "active": 30, "ordinary": 134})
    petition = admitted(cast, decided(cast))
    at_once([lambda: actions.sign(petition, actor=cast.zhou, now=NOW)] * THREADS)
    assert sum(queries.signatures_by_cohort(petition).values()) == 1


@pytest.mark.usefixtures("parallel", "topics")
def test_ten_seconders_at_once_are_five(cast: Cast) -> None:
    petition = started(cast, decided(cast))
    people = crowd(cast.brand, 10)
    ended = at_once(
        [lambda m=member: actions.second(petition, actor=m, now=NOW) for member in people]  # type: ignore[misc]
    )
    assert ended.count("seconding-over") == 5
    assert Fact.objects.filter(kind="petition.seconded").count() == 1
