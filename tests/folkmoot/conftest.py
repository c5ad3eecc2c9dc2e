"""The cast: people everyone in the tests knows by name."""

import sqlite3
import string
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
import time_machine
from allauth.account.internal.flows.login import AUTHENTICATION_METHODS_SESSION_KEY
from allauth.mfa.models import Authenticator
from allauth.mfa.utils import encrypt
from django.core.management.commands import flush
from django.db import connection
from django.middleware import csrf
from django.test import Client
from django.utils import timezone

from folkmoot.charter.actions import Terms, announce
from folkmoot.charter.models import Rung
from folkmoot.foundation.people.accounts.actions import register
from folkmoot.foundation.people.actions import SCOPES, found_brand, grant_role, issue_token, join
from folkmoot.foundation.people.models import Brand, Member, Person, Role
from folkmoot.foundation.refusal import Refusal

# Migrations by which the database refuses to change rows: `forbid`, and `allow` to undo it.
GUARDS = (
    "folkmoot.foundation.record.migrations.0002_immutable",
    "folkmoot.deliberate.ballots.migrations.0002_guards",
    "folkmoot.decide.decisions.migrations.0002_guards",
    "folkmoot.deliberate.reviews.migrations.0002_steps",
    "folkmoot.decide.dossiers.migrations.0002_said_once",
    "folkmoot.decide.dossiers.migrations.0003_endings",
    "folkmoot.decide.dossiers.migrations.0004_declining",
    "folkmoot.decide.partnerships.migrations.0002_gate",
    "folkmoot.decide.partnerships.migrations.0003_reviewed",
    "folkmoot.act.creators.migrations.0002_said_once",
    "folkmoot.act.creators.migrations.0004_own_page_said_once",
    "folkmoot.act.contests.migrations.0002_said_once",
    "folkmoot.account.promises.migrations.0002_never_deleted",
    "folkmoot.account.promises.migrations.0003_never_changed",
)

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)

Token = Callable[..., dict[str, str]]


@dataclass(frozen=True)
class Cast:
    """Lin is a fan, Zhou a creator, Mei the operator, Chen the executive, Wu the auditor."""

    brand: Brand
    other_brand: Brand
    lin: Member
    zhou: Member
    mei: Member
    chen: Member
    wu: Member
    outsider: Person
    stranger: Member  # a fan of the other brand
    rival: Member  # the operator of the other brand


@pytest.fixture(scope="session", autouse=True)
def no_words_by_chance() -> Iterator[None]:
    """Tokens in pages are random: of letters, one day they spell a name that no page may show."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(csrf, "CSRF_ALLOWED_CHARS", string.digits)
        yield


@pytest.fixture(scope="session", autouse=True)
def emptied_between_tests() -> Iterator[None]:
    """Let Django empty the tables after a transactional test, which some of them forbid."""
    guards = [import_module(name) for name in GUARDS]
    handle = flush.Command.handle
    if handle.__name__ == "lifted":  # tests/faults has asked for it already
        yield
        return

    def lifted(self: flush.Command, **options: Any) -> None:
        with connection.schema_editor() as editor:
            for guard in guards:
                guard.allow(None, editor)
        handle(self, **options)
        with connection.schema_editor() as editor:
            for guard in guards:
                guard.forbid(None, editor)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(flush.Command, "handle", lifted)
        yield


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Tests that race, and files that speak to the database itself, run on PostgreSQL too.

    What is slow runs there only if it says so itself: a figure is taken once.
    """
    for item in items:
        if isinstance(item, pytest.Function) and (
            "parallel" in item.fixturenames
            or (is_about_the_database(item.module) and not item.get_closest_marker("slow"))
        ):
            item.add_marker(pytest.mark.database)


def is_about_the_database(module: ModuleType) -> bool:
    own = {"IntegrityError", "DatabaseError", "CaptureQueriesContext"}
    return not own.isdisjoint(vars(module))


@contextmanager
def refused(code: str) -> Iterator[None]:
    """The act inside must be refused with this code."""
    with pytest.raises(Refusal) as caught:
        yield
    assert caught.value.code == code


def person(name: str) -> Person:
    return register(f"{name.lower()}@example.org", name=name)


@pytest.fixture
def cast(db: None) -> Cast:
    joined = NOW - timedelta(days=60)
    brand = found_brand(slug="lumen", name="澄光", now=joined)
    other = found_brand(slug="fathom", name="Fathom", now=joined)
    members = {
        name: join(brand, person(name), now=joined) for name in ("Lin", "Zhou", "Mei", "Chen", "Wu")
    }
    stranger = join(other, person("Stranger"), now=joined)
    rival = join(other, person("Rival"), now=joined)
    for member, role, title in (
        (members["Mei"], Role.OPERATOR, "社群运营"),
        (members["Chen"], Role.EXECUTIVE, "副总裁"),
        (members["Wu"], Role.AUDITOR, ""),
        (rival, Role.OPERATOR, ""),
    ):
        grant_role(member, role, title=title, actor=None, now=joined)
    return Cast(
        brand=brand,
        other_brand=other,
        lin=members["Lin"],
        zhou=members["Zhou"],
        mei=members["Mei"],
        chen=members["Chen"],
        wu=members["Wu"],
        outsider=person("Outsider"),
        stranger=stranger,
        rival=rival,
    )


@pytest.fixture
def today() -> Iterator[None]:
    """The clock stands still at `NOW`."""
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def english(client: Client) -> None:
    client.defaults["HTTP_ACCEPT_LANGUAGE"] = "en"


@pytest.fixture
def topic(cast: Cast) -> str:
    """A topic at L1 whose rule has been in force for thirty days."""
    then = NOW - timedelta(days=30)
    terms = Terms(
        rung=Rung.ADVISE,
        decider="副总裁 陈",
        open_to_change="配色、配件与发布节奏",
        not_open="安全标准与已签的合同",
    )
    announce("design", "产品设计", terms, effective_from=then, actor=cast.chen, now=then)
    return "design"


def give_second_factor(human: Person, seed: str = "JBSWY3DPEHPK3PXP") -> None:
    Authenticator.objects.get_or_create(
        user=human,
        type=Authenticator.Type.TOTP,
        defaults={"data": {"secret": encrypt(seed)}},
    )


@pytest.fixture
def sign_in(client: Client) -> Callable[[Person | Member], Client]:
    """Sign somebody in; a second factor is set up for whoever holds a role."""

    def enter(who: Person | Member) -> Client:
        human = who if isinstance(who, Person) else who.person
        give_second_factor(human)
        client.force_login(human)
        session = client.session
        session[AUTHENTICATION_METHODS_SESSION_KEY] = [
            {"method": "mfa", "type": "totp", "at": time.time(), "reauthenticated": True}
        ]
        session["account_authentication_methods_user"] = str(human.pk)
        session.save()
        return client

    return enter


@pytest.fixture
def token() -> Token:
    """Headers that carry a member's token; staff have a second factor, as they must."""

    def issue(member: Member, *scopes: str) -> dict[str, str]:
        give_second_factor(member.person)
        _row, secret = issue_token(
            name="test", scopes=list(scopes or SCOPES), actor=member, now=timezone.now()
        )
        return {"authorization": f"Bearer {secret}", "host": "localhost"}

    return issue


@pytest.fixture
def parallel(transactional_db: None, tmp_path: Path) -> Iterator[None]:
    """Let threads write at the same time; name it before `cast`. Each closes its connection.

    SQLite in memory knows no waiting for a lock, so a file takes its place, as in production.
    """
    if connection.vendor != "sqlite":
        yield
        return
    connection.ensure_connection()
    memory, name = connection.connection, connection.settings_dict["NAME"]
    with closing(sqlite3.connect(tmp_path / "parallel.sqlite3")) as file:
        memory.backup(file)
    connection.connection = None
    connection.settings_dict["NAME"] = str(tmp_path / "parallel.sqlite3")
    yield
    connection.close()
    connection.settings_dict["NAME"] = name
    connection.connection = memory
