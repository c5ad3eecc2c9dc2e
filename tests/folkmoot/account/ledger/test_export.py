"""A brand's story leaves as open data: complete, computed again digit for digit, and of nobody."""

import json
from dataclasses import dataclass
from pathlib import Path

import pytest
from django.conf import settings
from django.db import transaction
from django.test import override_settings
from pytest_django import DjangoDbBlocker

from folkmoot.account.ledger import actions
from folkmoot.account.ledger.exporting import export
from folkmoot.account.ledger.recomputing import recompute
from folkmoot.demo import story
from folkmoot.demo.words import LUMEN
from folkmoot.foundation.people.models import Member
from folkmoot.foundation.people.queries import fans
from tests.folkmoot.conftest import NOW

SIZE = 60


@dataclass(frozen=True)
class Exported:
    """An export, and what must not be in it."""

    folder: Path
    emails: set[str]
    pseudonyms: set[str]
    fans: set[str]


@pytest.fixture(scope="module")
def exported(
    django_db_setup: None,
    django_db_blocker: DjangoDbBlocker,
    tmp_path_factory: pytest.TempPathFactory,
) -> Exported:
    """One story is lived, written down and rolled back: what follows has the files alone."""
    place = tmp_path_factory.mktemp("story")
    mine = override_settings(HOME=place / "home", WITNESSES=place / "witnesses")
    with django_db_blocker.unblock(), mine, transaction.atomic():
        lived = story.live(LUMEN, now=NOW, seed=7, size=SIZE)
        log = actions.open_log(lived.brand)
        actions.sequence(log)
        actions.publish(log, now=NOW)
        export(lived.brand, place / "export", now=NOW)
        members = Member.objects.filter(brand=lived.brand).select_related("person")
        found = Exported(
            place / "export",
            {str(member.person.email) for member in members},
            {member.pseudonym for member in members},
            {member.person.name for member in fans(lived.brand)},
        )
        transaction.set_rollback(True)
    return found


@pytest.mark.django_db
def test_everything_is_computed_again(exported: Exported) -> None:
    report = recompute(exported.folder)
    assert [each for each in report.figures if not each.same] == []
    assert report.problems == []
    print(len(report.figures), settings.TIME_ZONE, json.dumps([f.id for f in report.figures]))
