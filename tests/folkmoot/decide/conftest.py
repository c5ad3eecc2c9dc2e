"""Topics on every rung, advice on them, and decisions of the cast."""

from datetime import timedelta

import pytest

from folkmoot.charter.actions import Terms, announce
from folkmoot.charter.models import Rung
from folkmoot.decide.decisions import queries
from folkmoot.decide.decisions.actions import Draft, Weighed, announce_intention, record_decision
from folkmoot.decide.decisions.models import Matter
from folkmoot.decide.petitions import actions as petitions
from folkmoot.decide.petitions import queries as petition_queries
from folkmoot.decide.petitions.models import Petition
from folkmoot.deliberate.conversations import actions as conversations
from folkmoot.deliberate.conversations.models import Choice, Conversation
from folkmoot.foundation.people.actions import grant_role, join
from folkmoot.foundation.people.models import ActiveDay, Brand, Member, Role
from tests.folkmoot.conftest import NOW, Cast, person
from tests.folkmoot.deliberate.conftest import crowd

TODAY = NOW.date()
# Who may take part in the tests: a quorum that a test can reach.
RUNGS = {"price": Rung.INFORM, "colour": Rung.ADVISE, "repair": Rung.SUSPEND, "soul": Rung.CONSENT}


@pytest.fixture(autouse=True)
def it_is_now(today: None) -> None:
    pass


@pytest.fixture
def topics(cast: Cast) -> dict[str, Rung]:
    """A topic on each rung, its rule in force for sixty days."""
    then = NOW - timedelta(days=60)
    for slug, rung in RUNGS.items():
        terms = Terms(
            rung=rung,
            decider="副总裁 陈",
            open_to_change="细节",
            not_open="安全与法律",
            quorum=20,
            quorum_share=0,
            higher_decider="董事会",
        )
        announce(slug, slug, terms, effective_from=then, actor=cast.chen, now=then)
    return RUNGS


@pytest.fixture
def board(cast: Cast) -> Member:
    """Somebody higher than Chen."""
    member = join(cast.brand, person("Board"), now=NOW - timedelta(days=60))
    grant_role(member, Role.EXECUTIVE, title="董事", actor=None, now=NOW - timedelta(days=60))
    return member


def asked(cast: Cast, topic: str, *, ended: bool = True) -> Conversation:
    """A conversation on the topic that began ten days ago."""
    return conversations.open_conversation(
        topic=topic,
        question=f"{topic}:改不改?",
        seeds=["改", "不改"],
        closes_at=NOW - timedelta(days=1) if ended else NOW + timedelta(days=5),
        actor=cast.mei,
        now=NOW - timedelta(days=10),
    )


def answered(
    conversation: Conversation, *, agree: int, disagree: int, neither: int = 0, name: str = "voter"
) -> None:
    """So many people answer the first statement."""
    statement = conversation.statements.get(number=1)
    people = crowd(conversation.brand, agree + disagree + neither, name)
    choices = [Choice.AGREE] * agree + [Choice.DISAGREE] * disagree + [Choice.PASS] * neither
    for member, choice in zip(people, choices, strict=True):
        conversations.cast_vote(statement, choice, actor=member, now=NOW - timedelta(days=9))


def draft(rule: int = 1, **said: object) -> Draft:
    terms: dict[str, object] = {
        "rule": rule,
        "text": "下一代机身不做三色款,先把两色备足货。",
        "reasons": "去年三色款有一半卖不动,库存压住了维修配件。",
        "effective": TODAY,
    }
    return Draft(**(terms | said))  # type: ignore[arg-type]


def weighed(*subjects: str, standing: str = "adopted") -> list[Weighed]:
    return [
        Weighed(subject=s, standing=standing, why="多数人这样说,我们也算得过来。") for s in subjects
    ]


def decided(cast: Cast, topic: str = "repair", **said: object) -> Matter:
    """A decision on the topic, after its advice."""
    if topic != "price" and "advice" not in said:
        said["advice"] = weighed(asked(cast, topic).subject)
    decision = record_decision(topic, draft(**said), actor=cast.chen, now=NOW)
    return again(decision.matter)


def intended(cast: Cast, topic: str = "repair") -> Matter:
    matter = announce_intention(
        topic,
        "我们打算停产旧款电池。",
        rule=1,
        decides_on=TODAY + timedelta(days=20),
        actor=cast.chen,
        now=NOW,
    )
    return again(matter)


def again(matter: Matter) -> Matter:
    """The matter as the database has it now."""
    found = queries.matter_by_number(matter.brand, matter.number)
    assert found is not None
    return found


# How often somebody of each cohort was here in the last ninety days.
DAYS = {"core": 14, "active": 5, "ordinary": 1}


def active(brand: Brand, sizes: dict[str, int], name: str = "active") -> list[Member]:
    """Members of these cohorts, one cohort after the other."""
    found = []
    for cohort, size in sizes.items():
        members = crowd(brand, size, f"{name}-{cohort}-")
        ActiveDay.objects.bulk_create(
            ActiveDay(member=member, day=TODAY - timedelta(days=back + 1))
            for member in members
            for back in range(DAYS[cohort])
        )
        found += members
    return found


def started(cast: Cast, matter: Matter, **said: object) -> Petition:
    terms: dict[str, object] = {
        "asks": "请保留三色款里的一色。",
        "because": "停掉它的人没有看维修店的数字。",
        "about_the_decision": True,
        "actor": cast.lin,
        "now": NOW,
    }
    return petitions.start_petition(matter, **(terms | said))  # type: ignore[arg-type]


def seconded(petition: Petition, name: str = "second") -> Petition:
    for member in crowd(petition.brand, 5, name):
        petitions.second(petition, actor=member, now=NOW)
    return petition_queries.fresh(petition)


def admitted(cast: Cast, matter: Matter, **said: object) -> Petition:
    petition = seconded(started(cast, matter, **said), f"second{matter.number}-")
    petitions.admit(petition, actor=cast.mei, now=NOW)
    return petition_queries.fresh(petition)
