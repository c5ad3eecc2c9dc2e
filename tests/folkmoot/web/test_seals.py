"""Seals and proofs on pages, as the server makes them; what scripts add is tests/browser's."""

import json
from pathlib import Path

import pytest
from django.template import Context, Template
from django.test import Client
from django.utils.translation import override
from pytest_django import DjangoAssertNumQueries

from civics.transparency import ProofFile, leaf_hash
from folkmoot.account.ledger import actions
from folkmoot.account.ledger.models import Entry, Log
from folkmoot.foundation.record.models import Fact
from tests.folkmoot.conftest import NOW, Cast
from tests.folkmoot.pages import read_page


@pytest.fixture(autouse=True)
def home(tmp_path: Path, settings: object) -> None:
    settings.HOME = tmp_path  # type: ignore[attr-defined]


@pytest.fixture
def log(cast: Cast, topic: str) -> Log:
    """Everything that has happened is in the log and published."""
    log = actions.open_log(cast.brand)
    actions.sequence(log)
    actions.publish(log, now=NOW)
    log.refresh_from_db()
    return log


def seal(fact: Fact) -> str:
    template = Template('{% include "web/components/seal.html" with fact=fact only %}')
    with override("en"):
        return template.render(Context({"fact": fact}))


def test_before_it_is_in_the_log_it_is_pending(cast: Cast, topic: str) -> None:
    assert "pending" in seal(Fact.objects.latest("number"))


def test_in_the_log_it_has_a_number_and_a_short_hash(log: Log) -> None:
    entry = Entry.objects.latest("index")
    shown = seal(entry.fact)
    assert f"No. {entry.index}" in shown
    assert bytes(entry.leaf).hex()[:8] in shown
    assert f'href="/lumen/record/{entry.fact.number}"' in shown


def test_a_page_of_seals_asks_once(
    log: Log, client: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_max_num_queries(14):
        page = read_page(client, "/lumen/record/")
    assert page.count('class="seal"') == log.size > 1


def test_the_record_says_how_the_log_stands(log: Log, client: Client) -> None:
    page = read_page(client, "/lumen/record/")
    assert f"{log.size} entries are in a public log" in page
    assert "No witness signs along yet." in page
    assert "python -m civics verify http://testserver/lumen/ledger/" in page


def test_without_scripts_the_page_of_an_entry_has_links_to_check_it(
    log: Log, client: Client
) -> None:
    entry = Entry.objects.latest("index")
    page = read_page(client, f"/lumen/record/{entry.fact.number}")
    for path in (f"{entry.index}.tlog-proof", f"{entry.index}.json", "checkpoint", "policy"):
        assert f'href="/lumen/ledger/{path}"' in page
        assert client.get(f"/lumen/ledger/{path}").status_code == 200
    assert bytes(entry.leaf).hex() in page


def test_a_tapped_seal_gets_the_proof_alone(log: Log, client: Client) -> None:
    entry = Entry.objects.latest("index")
    part = read_page(client, f"/lumen/record/{entry.fact.number}", **{"hx-request": "true"})
    assert "<html" not in part
    assert f'data-index="{entry.index}"' in part
    answer = client.get(f"/lumen/record/{entry.fact.number}")
    assert "HX-Request" in answer["Vary"]


def test_one_entry_is_what_its_proof_is_about(log: Log, client: Client) -> None:
    entry = Entry.objects.latest("index")
    raw = client.get(f"/lumen/ledger/{entry.index}.json").content
    assert leaf_hash(raw) == bytes(entry.leaf)
    assert json.loads(raw)["n"] == entry.fact.number
    proof = ProofFile.parse(client.get(f"/lumen/ledger/{entry.index}.tlog-proof").content)
    assert proof.index == entry.index


def test_a_number_of_the_log_leads_to_its_page(log: Log, client: Client) -> None:
    entry = Entry.objects.latest("index")
    answer = client.get(f"/lumen/ledger/{entry.index}")
    assert answer["Location"] == f"/lumen/record/{entry.fact.number}"
    for path in ("999", "999.json", "999.tlog-proof"):
        assert client.get(f"/lumen/ledger/{path}").status_code == 404


def test_without_a_log_there_is_nothing_to_read(cast: Cast, topic: str, client: Client) -> None:
    assert "public log that nobody" not in read_page(client, "/lumen/record/")
    assert client.get("/lumen/ledger/0").status_code == 404
    assert client.get("/lumen/ledger/0.json").status_code == 404
    fact = Fact.objects.latest("number")
    assert "on its way into the public log" in read_page(client, f"/lumen/record/{fact.number}")
