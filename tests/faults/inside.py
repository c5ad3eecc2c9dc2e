"""What happens inside of an installation under load; run with its settings, see `test_kill.py`."""

import json
import sys
from datetime import timedelta

from django.core.management import call_command
from django.utils import timezone

from benchmarks.moot import sign_in
from folkmoot.account.ledger import actions, queries
from folkmoot.account.ledger.models import Entry
from folkmoot.charter.actions import Terms, announce
from folkmoot.charter.models import Rung
from folkmoot.deliberate.conversations.actions import open_conversation
from folkmoot.deliberate.conversations.models import Vote
from folkmoot.foundation.people.actions import found_brand, grant_role, join
from folkmoot.foundation.people.models import Brand, Person, Role
from folkmoot.foundation.people.queries import brand_by_slug
from folkmoot.foundation.record.models import Passage
from tests.faults.load import STATEMENTS
from tests.faults.work import found_and_tell, found_slowly
from tests.schema import copy_instead_of_migrating

PEOPLE = 8


def prepare() -> None:
    """A brand with an open conversation; prints the browsers that are signed in to it."""
    copy_instead_of_migrating()
    call_command("migrate", verbosity=0)
    now = timezone.now() - timedelta(days=10)
    brand = found_brand(slug="bench", name="Bench", now=now)
    staff = join(brand, Person.objects.create_user("staff@example.org"), now=now)
    for role in (Role.OPERATOR, Role.EXECUTIVE):
        grant_role(staff, role, actor=None, now=now)
    terms = Terms(rung=Rung.ADVISE, decider="x", open_to_change="x", not_open="x")
    announce("all", "All", terms, effective_from=now, actor=staff, now=now)
    open_conversation(
        topic="all",
        question="What?",
        seeds=[f"Statement {n}" for n in range(STATEMENTS)],
        closes_at=now + timedelta(days=60),
        actor=staff,
        now=now,
    )
    browsers = []
    for n in range(PEOPLE):
        person = Person.objects.create_user(f"fan{n}@example.org")
        member = join(brand, person, now=now)
        browser = sign_in(person)
        browsers.append({"cookie": browser.cookie, "csrf": browser.csrf, "member": member.pk})
    print(json.dumps(browsers))


def found() -> None:
    """What the database and the log hold in the end."""
    fields = ("participant__member", "statement__number", "choice")
    log = actions.open_log(brand_by_slug("bench"))
    actions.check(log)
    passages = Passage.objects.filter(fact__kind="statement.made", text__startswith="said ")
    places = dict(Entry.objects.values_list("fact", "index"))
    print(
        json.dumps(
            {
                "votes": list(Vote.objects.values_list(*fields)),
                "said": [[p.text, places.get(p.fact_id)] for p in passages],
                "waiting": queries.waiting(log).count(),
                "published": log.published,
                "size": log.size,
                "audit": [str(finding) for finding in queries.audit(log)],
                "jobs": sorted(Brand.objects.filter(slug__startswith="job").values_list("slug")),
            }
        )
    )


def enqueue(name: str, seconds: str) -> None:

    found_slowly.enqueue(name, float(seconds))


def hold(name: str, seconds: str, told: str) -> None:
    found_and_tell.enqueue(name, float(seconds), told)


def main() -> None:
    acts = {"prepare": prepare, "found": found, "enqueue": enqueue, "hold": hold}
    acts[sys.argv[1]](*sys.argv[2:])
