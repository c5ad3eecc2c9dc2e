"""A representative who oversteps: stopped, disclaimed, contested by the members, and out.

The board has a mandate on the warranty. Its speaker uses it to reject a partnership in everybody's
name. Members tap "not represented"; the mandate lapses or is ended; the board rests.
"""

import pytest

from folkmoot.charter.mandates import queries, rules
from folkmoot.charter.mandates.actions import (
    draft,
    end_mandate,
    grant_by_vote,
    publish,
    represented_again,
    say_not_represented,
)
from folkmoot.charter.mandates.models import Body, Contest, Mandate
from folkmoot.charter.models import Topic
from folkmoot.foundation.record.queries import history
from tests.folkmoot.charter.articles.conftest import edition  # noqa: F401 (a fixture)
from tests.folkmoot.charter.mandates.conftest import (  # noqa: F401 (two are fixtures)
    DAY,
    board,
    carried,
    crowd,
    mandate,
)
from tests.folkmoot.conftest import NOW, Cast, refused

BOAST = "我代表全体用户宣布：绝不接受这次合作。"


@pytest.mark.parametrize("ending", ["by the brand, now contested", "by lapse"])
def test_a_representative_oversteps(
    cast: Cast,
    board: Body,  # noqa: F811
    mandate: Mandate,  # noqa: F811
    ending: str,
) -> None:
    # Elsewhere, outside of what the mandate is about, the words are stopped or disclaimed.
    soul = Topic.objects.get(brand=cast.brand, slug="soul")
    with refused("speaks-for-all"):
        rules.require_may_speak(BOAST, cast.lin, topic=soul, now=NOW)
    assert rules.disclaimer_for(BOAST, cast.lin, topic=soul, now=NOW) == rules.OWN_WORDS

    # Within its own room the board says it under its mandate, although hardly anybody was asked.
    statement = draft(board, BOAST, closes_at=NOW + 7 * DAY, actor=cast.lin, now=NOW)
    motion = carried(cast, board, "publish", statement=statement)
    said = publish(motion, actor=cast.lin, now=NOW)
    assert (said.mandate, said.signers) == (mandate, 0)

    # Those who hear it say: not for me. One of them thinks again, and it does not count.
    fans = crowd(cast.brand, 60)
    say_not_represented(said, actor=fans[0], now=NOW + DAY)
    represented_again(said, actor=fans[0], now=NOW + DAY)
    for fan in fans[1:3]:
        say_not_represented(said, actor=fan, now=NOW + DAY)
    with refused("not-contested"):  # two are not enough for the brand to end it
        end_mandate(mandate, "overstepped", "越权", actor=cast.chen, now=NOW + DAY)
    for fan in fans[3:5]:
        say_not_represented(said, actor=fan, now=NOW + DAY)
    held = queries.mandates(cast.brand).get()
    assert Contest.objects.get().mandate == held

    # The mandate ends; whatever is said in everybody's name from then on is bare no longer.
    over = NOW + 2 * DAY
    if ending == "by lapse":
        over = held.contest.lapses_at
    else:
        end_mandate(held, "overstepped", "超出授权。", actor=cast.chen, now=over)
    held = queries.mandates(cast.brand).get()
    assert not rules.is_live(held, over)
    with refused("speaks-for-all"):
        rules.require_may_speak(BOAST, cast.lin, topic=board.topic, now=over)
    again = draft(board, BOAST, closes_at=over + 7 * DAY, actor=cast.lin, now=over)
    later = carried(cast, board, "publish", now=over, statement=again)
    assert publish(later, actor=cast.lin, now=over).disclaimed

    # And for a year there is no new mandate on this.
    vote = carried(cast, board, "mandate", now=over)
    terms = {"topic": board.topic, "until": over + 30 * DAY, "actor": cast.lin, "now": over}
    with refused("mandate-cool-down"):
        grant_by_vote(vote, "再来一次", **terms)

    kinds = [fact.kind for fact in history(cast.brand, held.subject)]
    assert kinds[:2] == ["mandate.granted", "mandate.contested"]
    assert ("mandate.ended" in kinds) == (ending != "by lapse")
