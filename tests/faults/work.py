"""A job that takes its time, for the tests of what happens when its worker dies."""

import time

from django_tasks import task

from folkmoot.foundation.people.models import Brand


@task()
def found_slowly(name: str, seconds: float) -> None:
    """Idempotent, as every job is: doing it twice founds one brand."""
    time.sleep(seconds)
    Brand.objects.get_or_create(
        slug=name, defaults={"name": name, "created_at": "2026-03-01T00:00Z"}
    )


@task()
def found_and_tell(name: str, seconds: float, told: str) -> None:
    """The same, and each time it begins there is a line more in a file."""
    with open(told, "a") as file:
        file.write("begun\n")
    found_slowly.func(name, seconds)


@task()
def fail() -> None:
    raise ValueError("as the test wants it")
