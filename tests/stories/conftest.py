"""The cast of the stories is the cast of the rooms."""

from tests.folkmoot.conftest import cast, emptied_between_tests, sign_in, topic

__all__ = ["cast", "emptied_between_tests", "sign_in", "topic"]
