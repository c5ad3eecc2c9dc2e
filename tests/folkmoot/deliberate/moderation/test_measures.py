"""Taking a text down and showing it again: with a reason, a version of the policy, and a log."""

import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from folkmoot.deliberate.conversations import actions as conversations
from folkmoot.deliberate.conversations.models import Conversation, Statement
from folkmoot.deliberate.conversations.rules import Reason
from folkmoot.deliberate.moderation.models import Measure
from folkmoot.deliberate.moderation.rules import POLICIES, POLICY
from folkmoot.deliberate.moderation.rules import Reason as Why
from folkmoot.foundation.notices.queries import inbox
from folkmoot.foundation.record.jobs import catch_up
from tests.folkmoot.conftest import NOW, Cast
from tests.folkmoot.deliberate.moderation.conftest import TEXT, again

ENGLISH = {"accept-language": "en"}


def test_a_measure_keeps_reason_policy_and_who(cast: Cast, measure: Measure) -> None:
    assert (measure.reason, measure.policy, measure.by) == ("personal", POLICY, cast.mei)
    assert (measure.author, measure.about, measure.item) == (cast.lin, "conversation:1", 9)
    assert measure.fact.published["policy"] == POLICY


def test_accepting_again_lifts_it(cast: Cast, measure: Measure, stated: Statement) -> None:
    conversations.accept_statement(stated, actor=cast.mei, now=NOW)
    assert again(cast).lifted_through == "moderator"
    conversations.reject_statement(stated, Reason.ATTACK, actor=cast.mei, now=NOW)
    assert Measure.objects.filter(lifted_at=None).get().number == 2


def test_the_database_holds_one_measure_in_force(measure: Measure) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Measure.objects.create(
            **{
                field.attname: getattr(measure, field.attname)
                for field in Measure._meta.concrete_fields
                if field.name not in ("id", "number")
            },
            number=2,
        )
    with pytest.raises(IntegrityError), transaction.atomic():
        Measure.objects.update(lifted_at=NOW)


def test_every_reason_has_a_rule_in_the_policy_in_force() -> None:
    assert set(POLICIES[POLICY]) == set(Why)
    assert {reason.value for reason in Why} <= {reason.value for reason in Reason}


def test_the_log_names_neither_text_nor_author(
    cast: Cast, measure: Measure, client: Client
) -> None:
    for path in ("/lumen/moderation/", "/lumen/moderation/measures/1/"):
        page = client.get(path, headers=ENGLISH).content.decode()
        assert "about a person, or holds personal details" in page
        for hidden in (TEXT, "Lin", "Mei", cast.lin.pseudonym, cast.mei.pseudonym):
            assert hidden not in page


def test_the_author_is_told_and_led_to_the_reasons(cast: Cast, measure: Measure) -> None:
    catch_up()
    paths = [notice.path for notice in inbox(cast.lin) if notice.fact.kind == "statement.ruled"]
    assert paths == ["/lumen/moderation/measures/1/"]


def test_the_author_reads_text_rule_and_form(
    cast: Cast, measure: Measure, sign_in: "object"
) -> None:
    client = sign_in(cast.lin)  # type: ignore[operator]
    page = client.get("/lumen/moderation/measures/1/", headers=ENGLISH).content.decode()
    assert TEXT in page
    assert "Nothing that leads to a private person" in page
    assert "You can appeal" in page
    page = sign_in(cast.zhou).get("/lumen/moderation/measures/1/").content.decode()  # type: ignore[operator]
    assert TEXT not in page


def test_the_brands_own_statement_has_no_author(cast: Cast, conversation: Conversation) -> None:
    seed = conversation.statements.get(number=1)
    conversations.reject_statement(seed, Reason.DUPLICATE, actor=cast.mei, now=NOW)
    assert again(cast).author is None


@pytest.mark.usefixtures("cast")
def test_the_policy_is_public(client: Client) -> None:
    page = client.get("/lumen/moderation/policy", headers=ENGLISH).content.decode()
    assert POLICY in page
    assert "Criticism of products" in page
