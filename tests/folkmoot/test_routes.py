"""Who gets what answer from every route: a table that people review, checked cell by cell.

`MATRIX_WRITE=1 pytest tests/folkmoot/test_routes.py` writes the table anew; read its difference
before it is committed. A route without a row, or a row without a route, fails.
"""

import csv
import os
from collections.abc import Callable
from copy import deepcopy
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.core.management.color import no_style
from django.db import connection, transaction
from django.test import Client

from folkmoot.foundation.people.actions import SCOPES, issue_token
from folkmoot.foundation.people.models import Member, Person
from tests.folkmoot.conftest import NOW, Cast
from tests.folkmoot.rooms import furnish
from tests.routes import Route, routes

TABLE = Path(__file__).with_name("routes.csv")
ROLES = ("nobody", "outsider", "lin", "zhou", "mei", "chen", "wu", "stranger", "rival")
ASKING = ("lin", "mei", "chen")
METHODS = ("GET", "POST")
# Tables that note who was here; nothing anyone said or decided is in them.
TRACES = {"sessions.session", "usersessions.usersession", "axes.accesslog"}

SignIn = Callable[[Person | Member], Client]


@pytest.fixture
def counted_from_one(db: None) -> None:
    """Addresses name rows by key, and PostgreSQL counts on after what was undone."""
    statements = connection.ops.sequence_reset_sql(no_style(), list(apps.get_models()))
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


@pytest.fixture
def moot(
    counted_from_one: None,
    cast: Cast,
    topic: str,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> Cast:
    """Something stands behind every address."""
    monkeypatch.setattr("django.conf.settings.HOME", tmp_path)
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOW + timedelta(hours=3))
    furnish(cast)
    return cast


def client_of(role: str, moot: Cast, sign_in: SignIn) -> Client:
    if role == "nobody":
        return Client()
    client = sign_in(getattr(moot, role))
    client.defaults |= _token(getattr(moot, role))
    return client


def _token(who: Person | Member) -> dict[str, str]:
    """What the API asks for; pages pay no attention to it."""
    if isinstance(who, Person):
        return {"HTTP_AUTHORIZATION": "Bearer none"}
    _row, secret = issue_token(
        name="matrix", scopes=list(SCOPES), actor=who, now=NOW + timedelta(hours=3)
    )
    return {"HTTP_AUTHORIZATION": f"Bearer {secret}"}


def answers(moot: Cast, client: Client) -> dict[tuple[str, str], int]:
    """The status of every route and method; what a request changed is undone."""
    return {
        (route.pattern, method): _status(client, method, route)
        for route in routes(moot)
        for method in METHODS
    }


def _status(client: Client, method: str, route: Route) -> int:
    cookies = deepcopy(client.cookies)  # signing out must not sign out the requests after it
    with transaction.atomic():
        if method == "GET":
            response = client.get(route.address)
        elif route.pattern.startswith("api/"):
            response = client.post(route.address, route.body, content_type="application/json")
        else:
            response = client.post(route.address, route.body)
        transaction.set_rollback(True)
    client.cookies = cookies
    return response.status_code


# A fan, an operator and an executive between them reach every act; they ask on PostgreSQL too.
@pytest.mark.parametrize(
    "role",
    [pytest.param(r, marks=pytest.mark.database) if r in ASKING else r for r in ROLES],
)
def test_every_route_answers_as_the_table_says(role: str, moot: Cast, sign_in: SignIn) -> None:
    found = answers(moot, client_of(role, moot, sign_in))
    if os.environ.get("MATRIX_WRITE"):
        _write(role, found)
    assert found == {key: int(row[role]) for key, row in table().items()}


def table() -> dict[tuple[str, str], dict[str, str]]:
    with TABLE.open(newline="", encoding="utf-8") as file:
        return {(row["route"], row["method"]): row for row in csv.DictReader(file)}


def _write(role: str, found: dict[tuple[str, str], int]) -> None:
    """One column of the table; what is in the others stays."""
    old = table()
    with TABLE.open("w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, ["route", "method", *ROLES], lineterminator="\n")
        writer.writeheader()
        for route, method in sorted(found):
            row = old.get((route, method), {"route": route, "method": method})
            writer.writerow({**row, role: found[route, method]})


def test_nothing_is_changed_without_a_csrf_token(moot: Cast, sign_in: SignIn) -> None:
    """The API takes no cookies, and the digest's link is its own proof (RFC 8058)."""
    client = sign_in(moot.mei)
    client.handler.enforce_csrf_checks = True
    allowed = {
        route.pattern: status
        for route in routes(moot)
        if (status := _status(client, "POST", route)) not in (403, 404, 405)
        and not route.pattern.startswith(("api/", "digest/"))
    }
    assert allowed == {}


@pytest.mark.parametrize("role", ["nobody", "lin", "mei", "chen"])
def test_reading_changes_nothing(role: str, moot: Cast, sign_in: SignIn) -> None:
    client = client_of(role, moot, sign_in)
    before = rows()
    for route in routes(moot):
        cookies = deepcopy(client.cookies)
        client.get(route.address)
        client.cookies = cookies
    changed = {name for name, content in rows().items() if content != before[name]}
    assert not changed, f"{role} changed {changed} by reading"


def rows() -> dict[str, list[Any]]:
    return {
        model._meta.label_lower: sorted(map(repr, model._default_manager.values_list()))
        for model in apps.get_models()
        if model._meta.label_lower not in TRACES
    }
