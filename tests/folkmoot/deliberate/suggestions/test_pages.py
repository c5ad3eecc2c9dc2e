"""What fans and the brand's people see and press."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.core import mail
from django.test import Client

from folkmoot.deliberate.suggestions import actions, queries
from folkmoot.deliberate.suggestions.actions import Wording
from folkmoot.deliberate.suggestions.models import Suggestion
from folkmoot.foundation.people.models import Member, Person
from folkmoot.foundation.people.queries import member_of
from tests.folkmoot.conftest import NOW, Cast
from tests.folkmoot.deliberate.suggestions.conftest import TEXT, Decide, again
from tests.folkmoot.deliberate.test_list_page import fastest, queries_of
from tests.folkmoot.pages import read_page

LIST = "/lumen/suggestions/"
SignIn = Callable[[Person | Member], Client]


def test_three_taps_from_the_code_on_the_box_to_the_receipt(
    cast: Cast, topic: str, client: Client
) -> None:
    """Send, send me a code, confirm: no account is needed before, and nothing is lost."""
    form = client.get("/lumen/s", follow=True)
    assert form.redirect_chain[-1][0] == "/lumen/suggestions/new"
    sent = client.post("/lumen/suggestions/new", {"text": TEXT}, follow=True)
    assert "account/login/code" in sent.redirect_chain[-1][0]
    where = sent.redirect_chain[-1][0]
    asked = client.post(
        where.split("?")[0], {"email": "new@example.org", "next": "/lumen/suggestions/new/sending"}
    )
    (letter,) = mail.outbox
    found = re.search(r"\d{4}-?\d{4}", letter.body)
    assert found is not None
    done = client.post(asked["Location"], {"code": found[0]}, follow=True)
    made = Suggestion.objects.get()
    assert done.redirect_chain[-1][0] == f"/lumen/suggestions/receipts/{made.receipt}"
    assert made.receipt in done.content.decode()
    assert str(made.text) == TEXT
    assert client.get("/lumen/suggestions/new/sending").status_code == 302  # once
    assert Suggestion.objects.count() == 1


def test_whose_words_are_refused_does_not_become_a_member(
    cast: Cast, topic: str, sign_in: SignIn
) -> None:
    sent = sign_in(cast.outsider).post("/lumen/suggestions/new", {"text": "好", "title": "长" * 61})
    assert sent.status_code == 422
    assert member_of(cast.brand, cast.outsider) is None


def test_similar_ones_while_typing_and_without_scripts(
    cast: Cast, suggestion: Suggestion, sign_in: SignIn
) -> None:
    client = sign_in(cast.zhou)
    typed = client.post("/lumen/suggestions/similar", {"text": "电池能自己打开换"})
    assert f"/lumen/suggestions/{suggestion.number}/support" in typed.content.decode()
    assert (
        "/support"
        not in client.post(
            "/lumen/suggestions/similar", {"text": "客服电话打不通"}
        ).content.decode()
    )
    plain = client.post("/lumen/suggestions/new", {"text": "电池能自己打开换", "look": "1"})
    assert "电池门希望能自己打开" in plain.content.decode()
    assert "电池能自己打开换</textarea>" in plain.content.decode()
    assert Suggestion.objects.count() == 1


def test_support_and_withdraw_by_htmx_and_without(
    cast: Cast, suggestion: Suggestion, sign_in: SignIn
) -> None:
    client = sign_in(cast.zhou)
    part = client.post(f"{LIST}1/support", headers={"HX-Request": "true"})
    assert 'aria-pressed="true"' in part.content.decode()
    assert client.post(f"{LIST}1/withdrawal").status_code == 302
    assert again(cast, 1).supports == 1


def test_the_card_stands_before_the_wish_and_the_count_is_honest(
    cast: Cast, suggestion: Suggestion, sign_in: SignIn
) -> None:
    actions.support(suggestion, actor=cast.zhou, now=NOW)
    actions.change(suggestion, Wording(text="两种门都行。"), actor=cast.lin, now=NOW)
    shown = read_page(sign_in(cast.zhou), f"{LIST}1/")
    assert shown.index('class="boundary"') < shown.index("stack wish")
    assert f"{LIST}1/keeping" in shown
    assert f"{LIST}1/versions/2" in shown
    assert "<ins>" in read_page(sign_in(cast.zhou), f"{LIST}1/versions/2")
    assert read_page(sign_in(cast.zhou), f"{LIST}1/versions/3", 404)


def test_a_decline_is_shown_with_its_reason_on_the_default_list(
    cast: Cast, decided: Callable[[str], Suggestion], client: Client
) -> None:
    decided("declined")
    shown = read_page(client, LIST)
    assert "我们想清楚了" in shown
    assert 'data-status="declined"' in shown
    assert read_page(client, LIST + "?order=nothing", 404)
    assert read_page(client, LIST + "?status=nothing", 404)


def test_words_of_the_first_rung_never_say_passed_or_vetoed(
    cast: Cast, decided: Callable[[str], Suggestion], client: Client
) -> None:
    decided("adopted")
    for path in (LIST, f"{LIST}1/", "/lumen/suggestions/new"):
        shown = client.get(path, headers={"Accept-Language": "zh-hans"}).content.decode()
        assert not re.search("通过|否决|当选", shown), path


def test_an_overdue_reply_is_seen_by_all(
    cast: Cast, suggestion: Suggestion, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    late = NOW + timedelta(days=20)
    monkeypatch.setattr("django.utils.timezone.now", lambda: late)
    for path in (LIST, LIST + "?order=waiting", f"{LIST}1/"):
        assert 'data-state="overdue"' in read_page(client, path)


def test_the_receipt_needs_no_account(
    cast: Cast, decided: Callable[[str], Suggestion], client: Client
) -> None:
    suggestion = decided("adopted")
    typed = suggestion.receipt.lower().replace("-", " ")
    found = client.get("/lumen/suggestions/receipts/", {"code": typed}, follow=True)
    assert "我们想清楚了" in found.content.decode()
    assert client.get("/lumen/suggestions/receipts/", {"code": "0000-0000"}).status_code == 404
    assert read_page(client, f"/fathom/suggestions/receipts/{suggestion.receipt}", 404)


def test_where_my_word_went(cast: Cast, suggestion: Suggestion, sign_in: SignIn) -> None:
    twin = actions.suggest(Wording(text="电池请可换"), actor=cast.zhou, now=NOW)
    actions.support(twin, actor=cast.lin, now=NOW)
    actions.propose_merge(suggestion, twin, "一件事", actor=cast.mei, now=NOW)
    actions.change(twin, Wording(text="电池请可换,而且能快充"), actor=cast.zhou, now=NOW)
    shown = read_page(sign_in(cast.lin), "/lumen/participation")
    assert suggestion.receipt in shown
    assert "agreement" in shown
    assert f"{LIST}2/keeping" in shown


def test_merging_by_pages(cast: Cast, suggestion: Suggestion, sign_in: SignIn) -> None:
    actions.suggest(Wording(text="电池门请做成能自己打开的"), actor=cast.zhou, now=NOW)
    mei = sign_in(cast.mei)
    assert "电池门请做成" in read_page(mei, f"{LIST}1/merges?into=2")
    assert mei.post(f"{LIST}1/merges", {"target": "9", "reason": "x"}).status_code == 422
    assert mei.post(f"{LIST}1/merges", {"target": "2", "reason": "一件事"}).status_code == 302
    merge = queries.open_merge(again(cast, 1))
    assert merge is not None
    lin = sign_in(cast.lin)
    lin.post(f"{LIST}merges/{merge.pk}/agreement")
    assert f'href="{LIST}2/"' in read_page(lin, f"{LIST}1/")
    lin.post(f"{LIST}merges/{merge.pk}/undoing")
    assert again(cast, 1).merged_into is None


def test_the_desk_from_assessment_to_the_published_batch(
    cast: Cast, suggestion: Suggestion, sign_in: SignIn
) -> None:
    mei = sign_in(cast.mei)
    assert "电池门希望能自己打开" in read_page(mei, f"{LIST}desk")
    assert mei.post(f"{LIST}1/assessment", {"reason": "", "text": "x"}).status_code == 422
    assert (
        mei.post(f"{LIST}1/assessment", {"reason": "in-scope", "text": "看看"}).status_code == 302
    )
    yes = {"outcome": "adopted", "reason": "solves", "text": "我们做。"}
    wrong = mei.post(f"{LIST}1/drafts", yes)
    assert wrong.status_code == 422
    assert "我们做。" in wrong.content.decode()
    whole = {**yes, "owner_title": "副总裁", "due": "2026-06-01", "evidence": "视频"}
    assert mei.post(f"{LIST}1/drafts", whole).status_code == 302
    draft = queries.draft_of(again(cast, 1))
    assert draft is not None
    assert mei.post(f"{LIST}drafts/{draft.pk}/approval").status_code == 403
    chen = sign_in(cast.chen)
    assert "副总裁" in read_page(chen, f"{LIST}1/desk")
    assert chen.post(f"{LIST}drafts/{draft.pk}/approval").status_code == 302
    assert f'value="{draft.pk}"' in read_page(chen, f"{LIST}desk")
    chen.post(f"{LIST}desk/publication", {"draft": [str(draft.pk)]})
    assert again(cast, 1).status == "adopted"
    chen.post(f"{LIST}1/notes", {"text": "只给自己人看"})
    assert "只给自己人看" in read_page(chen, f"{LIST}1/desk")
    assert "只给自己人看" not in read_page(Client(), f"{LIST}1/")
    assert (
        chen.post(f"{LIST}1/delivery", {"reason": "shipped", "evidence": "见官网"}).status_code
        == 302
    )
    lin = sign_in(cast.lin)
    assert "confirming" in read_page(lin, f"{LIST}1/")
    assert lin.post(f"{LIST}1/confirmation", {"reason": "", "text": "x"}).status_code == 422
    lin.post(f"{LIST}1/confirmation", {"reason": "missing", "text": "没看到"})
    assert again(cast, 1).status == "adopted"


def test_similar_answers_are_on_the_desk(
    cast: Cast, decided: Callable[[str], Suggestion], sign_in: SignIn
) -> None:
    decided("declined")
    actions.suggest(Wording(text="电池门请做成自己能打开的"), actor=cast.zhou, now=NOW)
    assert "我们想清楚了" in read_page(sign_in(cast.mei), f"{LIST}2/desk")


def test_approve_and_publish_in_one_go(cast: Cast, drafted: Decide, sign_in: SignIn) -> None:
    draft = drafted("declined")
    sign_in(cast.chen).post(f"{LIST}drafts/{draft.pk}/approval", {"publish": "1"})
    assert again(cast, 1).status == "declined"


def test_the_invitation_shows_the_short_address(cast: Cast, topic: str, client: Client) -> None:
    shown = read_page(client, f"{LIST}invitation")
    assert "/lumen/s<" in shown
    assert "data:image/svg+xml;base64," in shown


def test_without_a_rule_the_page_says_what_comes_first(cast: Cast, client: Client) -> None:
    shown = read_page(client, "/lumen/suggestions/new")
    assert "<textarea" not in shown
    assert "/lumen/charter/" in shown


@pytest.mark.slow
def test_ten_thousand_cost_the_same_few_queries(
    cast: Cast, suggestion: Suggestion, client: Client
) -> None:
    Suggestion.objects.bulk_create(
        Suggestion(
            brand=suggestion.brand,
            number=number,
            rule=suggestion.rule,
            author=suggestion.author,
            at=NOW,
            due_at=NOW + timedelta(minutes=number),
            title=suggestion.title,
            text=suggestion.text,
            supports=number % 500,
        )
        for number in range(2, 10_002)
    )
    for asked in ("", "?order=supports", "?order=newest&page=300", "?order=waiting"):
        assert queries_of(client, LIST + asked) <= 12
        assert fastest(client, LIST + asked) <= 0.15, asked


@pytest.mark.parametrize("order", ["across", "supports", "newest", "waiting"])
def test_every_order_has_pages(
    cast: Cast, suggestion: Suggestion, client: Client, order: str
) -> None:
    for n in range(24):
        actions.suggest(Wording(text=f"第{n}条"), actor=(cast.lin, cast.zhou)[n % 2], now=NOW)
    first = read_page(client, f"{LIST}?order={order}")
    second = read_page(client, f"{LIST}?order={order}&page=2")
    numbers = [set(re.findall(rf'href="{LIST}(\d+)/"', each)) for each in (first, second)]
    assert len(numbers[0]) == 20
    assert numbers[0].isdisjoint(numbers[1])
    assert len(numbers[0] | numbers[1]) == 25
