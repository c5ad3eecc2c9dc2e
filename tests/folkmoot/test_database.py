"""The run is on the database that was asked for."""

import pytest
from django.db import connection

pytestmark = pytest.mark.database


@pytest.mark.django_db
def test_the_database_is_the_one_asked_for(pytestconfig: pytest.Config) -> None:
    asked = {"sqlite": "sqlite", "postgres": "postgresql"}[pytestconfig.getoption("--database")]
    assert connection.vendor == asked
