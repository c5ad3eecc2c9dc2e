"""The cast of the platform's tests plays here too."""

from tests.folkmoot.conftest import cast, emptied_between_tests, parallel

__all__ = ["cast", "emptied_between_tests", "parallel"]
