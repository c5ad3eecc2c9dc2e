"""Pages are looked at in English, on the day the cast lives in."""

import pytest


@pytest.fixture(autouse=True)
def english_that_day(today: None, english: None) -> None:
    pass
