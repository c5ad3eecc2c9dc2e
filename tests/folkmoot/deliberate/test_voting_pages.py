"""Voting and speaking over HTTP: plain, with htmx, and for who is not signed in yet."""

from collections.abc import Callable
from urllib.parse import parse_qs, urlsplit

import pytest
from django.test import Client

from folkmoot.deliberate.conversations import actions
from folkmoot.deliberate.conversations.models import Conversation, Vote
from folkmoot.foundation.people.models import Member, Person
from tests.folkmoot.conftest import NOW, Cast

SignIn = Callable[[Member | Person], Client]

PAGE = "/lumen/conversations/1/"
VOTE = "/lumen/conversations/1/statements/{}/vote"


def test_without_scripts_the_vote_leads_back_to_the_card(
    cast: Cast, conversation: Conversation, sign_in: SignIn
) -> None:
    client = sign_in(cast.lin)
    sent = client.post(VOTE.format(1), {"choice": "agree"})
    assert (sent.status_code, sent["Location"]) == (302, f"{PAGE}#card")
    page = client.get(PAGE).content.decode()
    assert "第2句" in page
    assert "第1句" not in page


def test_with_htmx_only_the_card_comes_back(
    cast: Cast, conversation: Conversation, sign_in: SignIn
) -> None:
    sent = sign_in(cast.lin).post(
        VOTE.format(1), {"choice": "pass"}, headers={"hx-request": "true"}
    )
    card = sent.content.decode()
    assert (sent.status_code, card.count("<html"), "第2句" in card) == (200, 0, True)
    assert 'max="8" value="1"' in card


@pytest.mark.parametrize("choice", ["", "yes", "1", "AGREE"])
def test_an_unknown_choice_is_refused(
    cast: Cast, conversation: Conversation, sign_in: SignIn, choice: str
) -> None:
    assert sign_in(cast.lin).post(VOTE.format(1), {"choice": choice}).status_code == 422
    assert not Vote.objects.exists()


def test_who_is_not_signed_in_keeps_the_choice(conversation: Conversation, client: Client) -> None:
    sent = client.post(VOTE.format(2), {"choice": "disagree"})
    (back,) = parse_qs(urlsplit(sent["Location"]).query)["next"]
    assert back == f"{PAGE}?statement=2&choice=disagree#card"
    page = client.get(back).content.decode()
    assert "第2句" in page
    assert 'value="disagree" data-key="2" aria-keyshortcuts="2" aria-pressed="true"' in page
    assert not Vote.objects.exists()


def test_the_first_vote_makes_a_member(
    cast: Cast, conversation: Conversation, sign_in: SignIn
) -> None:
    sent = sign_in(cast.outsider).post(VOTE.format(1), {"choice": "agree"})
    assert sent.status_code == 302
    assert Vote.objects.get().participant.member == Member.objects.get(person=cast.outsider)


def test_who_may_not_vote_does_not_become_a_member_by_trying(
    cast: Cast, conversation: Conversation, sign_in: SignIn
) -> None:
    actions.close(conversation, actor=cast.mei, now=NOW)
    assert sign_in(cast.outsider).post(VOTE.format(1), {"choice": "agree"}).status_code == 409
    assert not Member.objects.filter(person=cast.outsider).exists()


@pytest.mark.parametrize("who", ["mei", "chen", "wu"])
def test_staff_read_and_are_told_why_they_cannot_vote(
    cast: Cast, conversation: Conversation, sign_in: SignIn, who: str
) -> None:
    client = sign_in(getattr(cast, who))
    page = client.get(PAGE, headers={"accept-language": "en"}).content.decode()
    assert "You hold a role in this brand" in page
    assert 'name="choice"' not in page
    assert client.post(VOTE.format(1), {"choice": "agree"}).status_code == 403


@pytest.mark.parametrize(
    "address", [PAGE, PAGE + "statements", PAGE + "moderation", PAGE + "result"]
)
def test_another_brand_has_no_such_page(
    conversation: Conversation, client: Client, address: str
) -> None:
    assert client.get(address).status_code == 200
    assert client.get(address.replace("lumen", "fathom")).status_code == 404
    assert client.get(address.replace("/1/", "/2/")).status_code == 404


def test_a_member_of_another_brand_votes_here_as_a_new_member(
    cast: Cast, conversation: Conversation, sign_in: SignIn
) -> None:
    client = sign_in(cast.stranger)
    foreign = VOTE.format(1).replace("lumen", "fathom")
    assert client.post(foreign, {"choice": "agree"}).status_code == 404
    assert client.post(VOTE.format(1), {"choice": "agree"}).status_code == 302
    assert Vote.objects.get().participant.member != cast.stranger


def test_a_statement_can_be_asked_for_and_answered_anew(
    cast: Cast, conversation: Conversation, sign_in: SignIn
) -> None:
    client = sign_in(cast.lin)
    client.post(VOTE.format(5), {"choice": "agree"})
    every = client.get(PAGE + "statements", headers={"accept-language": "en"}).content.decode()
    assert "change your answer" in every
    assert "第5句" in client.get(PAGE + "?statement=5").content.decode()
    assert client.get(PAGE + "?statement=99").status_code == 404


def test_a_draft_survives_signing_in(
    cast: Cast, conversation: Conversation, client: Client, sign_in: SignIn
) -> None:
    sent = client.post(PAGE + "statements", {"text": "线再长一点"})
    assert sent.status_code == 302
    client.force_login(cast.lin.person)
    assert "线再长一点" in client.get(PAGE).content.decode()
    client.post(PAGE + "statements", {"text": "线再长一点"})
    assert conversation.statements.filter(number=9).exists()
    assert "线再长一点" not in client.get(PAGE).content.decode()


@pytest.mark.parametrize("text", ["", " ", "长" * 281])
def test_a_statement_that_cannot_stand_comes_back_with_its_words(
    cast: Cast, conversation: Conversation, sign_in: SignIn, text: str
) -> None:
    sent = sign_in(cast.lin).post(PAGE + "statements", {"text": text})
    assert sent.status_code == 422
    assert text.strip() in sent.content.decode()


def test_reading_changes_nothing(cast: Cast, conversation: Conversation, client: Client) -> None:
    for address in (PAGE, PAGE + "?statement=2&choice=agree", PAGE + "statements"):
        client.get(address)
    assert not Vote.objects.exists()
    assert client.get(VOTE.format(1)).status_code == 405
