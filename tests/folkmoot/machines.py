"""What the state machines share: an example that is undone, a clock, acts that may be refused."""

from typing import Any

from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis.stateful import RuleBasedStateMachine, run_state_machine_as_test

from folkmoot.foundation.record.models import Fact
from folkmoot.foundation.refusal import Refusal
from tests.folkmoot.conftest import NOW, Cast


class Machine(RuleBasedStateMachine):
    """Each example begins where the test stands, at `NOW`, and leaves nothing in the database."""

    cast: Cast

    def __init__(self) -> None:
        super().__init__()
        self.now = NOW
        self.savepoint = transaction.savepoint()

    def teardown(self) -> None:
        transaction.savepoint_rollback(self.savepoint)

    def attempt(self, act: Any, *arguments: Any, **more: Any) -> bool:
        """Do it now, or be refused; a refusal leaves nothing behind."""
        before = Fact.objects.count()
        try:
            with transaction.atomic():
                act(*arguments, **more, now=self.now)
        except Refusal:
            assert Fact.objects.count() == before
            return False
        return True


def walk(
    machine: type[Machine], examples: int, steps: int, *, derandomize: bool = False, **given: Any
) -> None:
    """Walk through the machine with what the test gives it: the cast, and what else it names."""
    run_state_machine_as_test(
        type(machine.__name__, (machine,), given),
        settings=settings(
            max_examples=examples,
            stateful_step_count=steps,
            deadline=None,
            derandomize=derandomize,
            suppress_health_check=list(HealthCheck),
        ),
    )
