"""Which statement comes next: never one answered before, and the same one until it is answered."""

from random import Random

from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from folkmoot.deliberate.conversations import actions, queries, rules
from folkmoot.deliberate.conversations.jobs import refresh_map
from folkmoot.deliberate.conversations.models import Choice, Conversation, Map
from tests.folkmoot.conftest import NOW, Cast
from tests.folkmoot.deliberate.conftest import SEEDS


def answer_all(cast: Cast, conversation: Conversation) -> list[int]:
    asked = []
    voice = queries.voice_of(conversation, cast.lin)
    while statement := queries.next_statement(conversation, voice):
        asked.append(statement.number)
        held = queries.statement_by_number(cast.brand, conversation.number, statement.number)
        assert held is not None
        voice = actions.cast_vote(held, Choice.PASS, actor=cast.lin, now=NOW)
    return asked


def test_before_there_is_a_map_the_order_is_that_of_the_list(
    cast: Cast, conversation: Conversation
) -> None:
    assert answer_all(cast, conversation) == list(range(1, len(SEEDS) + 1))
    progress = queries.progress_of(conversation, queries.voice_of(conversation, cast.lin))
    assert (progress.answered, progress.statements, progress.left) == (8, 8, [])


def test_with_a_map_every_statement_comes_once(cast: Cast, divided: Conversation) -> None:
    assert refresh_map(divided, NOW)
    assert sorted(answer_all(cast, divided)) == list(range(1, 9))


def test_a_reload_shows_the_same_statement(cast: Cast, divided: Conversation) -> None:
    refresh_map(divided, NOW)
    shown = {queries.next_statement(divided, None) for _ in range(5)}
    assert len(shown) == 1


def test_chance_is_a_parameter_and_follows_the_priorities(
    cast: Cast, divided: Conversation
) -> None:
    refresh_map(divided, NOW)
    Map.objects.update(priorities={str(n): 100.0 if n == 3 else 0.001 for n in range(1, 9)})
    rng = Random(7)
    drawn = [queries.next_statement(divided, None, rng=rng) for _ in range(20)]
    assert [statement.number for statement in drawn if statement] == [3] * 20


def test_a_statement_the_map_does_not_know_is_wanted_most(
    cast: Cast, divided: Conversation
) -> None:
    refresh_map(divided, NOW)
    Map.objects.update(priorities=dict.fromkeys("12345678", 0.0) | {"1": 1.0})
    actions.add_seed(divided, "新的一句", actor=cast.mei, now=NOW)
    rng = Random(1)
    drawn = [queries.next_statement(divided, None, rng=rng) for _ in range(40)]
    assert {statement.number for statement in drawn if statement} == {1, 9}


@given(answered=st.integers(0, 50), statements=st.integers(0, 50))
def test_the_result_waits_for_seven_answers_or_for_all(answered: int, statements: int) -> None:
    visible = rules.result_visible(answered=answered, statements=statements, open_now=True)
    assert visible == (statements > 0 and answered >= min(7, statements))
    assert rules.result_visible(answered=answered, statements=statements, open_now=False)


def test_when_all_are_answered_the_card_says_so(
    cast: Cast, conversation: Conversation, client: Client
) -> None:
    answer_all(cast, conversation)
    client.force_login(cast.lin.person)
    page = client.get("/lumen/conversations/1/", headers={"accept-language": "en"})
    assert "You have answered every statement." in page.content.decode()
