"""Owner codes: each works once, whoever is first; guessing is slow; only hashes are kept."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client

from folkmoot.foundation.people import rules
from folkmoot.foundation.people.actions import issue_owner_codes, redeem_owner_code
from folkmoot.foundation.people.models import Level, Member, OwnerCode
from folkmoot.foundation.refusal import Refusal
from tests.folkmoot.conftest import NOW, Cast


def issue(cast: Cast, count: int = 1, batch: str = "spring") -> list[str]:
    return issue_owner_codes(cast.brand, batch=batch, count=count, actor=cast.mei, now=NOW)


def test_a_code_makes_an_owner_and_is_burnt(cast: Cast) -> None:
    code = issue(cast)[0]
    redeem_owner_code(f" {code.upper().replace('-', ' ')} ", actor=cast.lin, now=NOW)
    assert rules.level_of(Member.objects.get(pk=cast.lin.pk), NOW) == Level.OWNER
    with pytest.raises(Refusal):
        redeem_owner_code(code, actor=cast.zhou, now=NOW)


def test_a_second_code_is_kept_for_somebody_else(cast: Cast) -> None:
    first, second = issue(cast, 2)
    redeem_owner_code(first, actor=cast.lin, now=NOW)
    with pytest.raises(Refusal):
        redeem_owner_code(second, actor=cast.lin, now=NOW)
    redeem_owner_code(second, actor=cast.zhou, now=NOW)


def test_a_code_of_another_brand_is_unknown(cast: Cast) -> None:
    code = issue(cast)[0]
    with pytest.raises(Refusal):
        redeem_owner_code(code, actor=cast.stranger, now=NOW)


def test_the_database_holds_no_code(cast: Cast) -> None:
    code = issue(cast)[0]
    row = OwnerCode.objects.get()
    assert code not in str(row.__dict__)
    assert code.replace("-", "") not in str(row.__dict__)


def test_ten_guesses_an_hour_and_wrong_ones_count(cast: Cast) -> None:
    code = issue(cast)[0]
    for _ in range(10):
        with pytest.raises(Refusal) as refused:
            redeem_owner_code("0000-0000-0000-0000", actor=cast.lin, now=NOW)
        assert refused.value.code == "owner-code-unknown"
    with pytest.raises(Refusal) as refused:
        redeem_owner_code(code, actor=cast.lin, now=NOW)
    assert (refused.value.code, refused.value.status) == ("too-many", 429)
    redeem_owner_code(code, actor=cast.lin, now=NOW + timedelta(minutes=6))


def test_only_an_operator_issues_in_sane_batches(cast: Cast) -> None:
    with pytest.raises(Refusal):
        issue_owner_codes(cast.brand, batch="x", count=1, actor=cast.lin, now=NOW)
    for count in (0, -1, 10_001):
        with pytest.raises(Refusal):
            issue(cast, count)
    issue(cast)
    with pytest.raises(Refusal):
        issue(cast)


def test_of_many_at_once_one_gets_it(parallel: None, cast: Cast) -> None:
    code = issue(cast)[0]
    members = [cast.lin, cast.zhou, cast.mei, cast.chen, cast.wu]

    def attempt(member: Member) -> bool:
        try:
            redeem_owner_code(code, actor=member, now=NOW)
        except Refusal:
            return False
        finally:
            connection.close()
        return True

    with ThreadPoolExecutor(5) as pool:
        assert sum(pool.map(attempt, members * 4)) == 1
    assert OwnerCode.objects.exclude(redeemed_by=None).count() == 1


def test_the_page_of_the_fan(cast: Cast, sign_in: Callable[..., Client]) -> None:
    code = issue(cast)[0]
    client = sign_in(cast.lin)
    path = "/lumen/members/me/owner-code"
    assert client.post(path, {"code": "nothing"}).status_code == 409
    assert client.post(path, {"code": code}).status_code == 302


def test_the_page_of_the_operator_hands_out_a_file_once(
    cast: Cast, sign_in: Callable[..., Client]
) -> None:
    client = sign_in(cast.mei)
    path = "/lumen/members/owner-codes"
    response = client.post(path, {"batch": "=cmd()", "count": "3"})
    assert response["Content-Disposition"] == 'attachment; filename="owner-codes.csv"'
    lines = response.content.decode().split()
    assert lines[0] == "code"
    redeem_owner_code(lines[3], actor=cast.lin, now=NOW)
    assert client.post(path, {"batch": "=cmd()", "count": "3"}).status_code == 409
    assert client.post(path, {"batch": "b", "count": "0"}).status_code == 422
    page = client.get(path).content.decode()
    assert not [line for line in lines[1:] if line in page]
