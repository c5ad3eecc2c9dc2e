"""The document is OpenAPI 3.1, and what it promises holds for whatever is thrown at it."""

import json
from typing import Any

import pytest
import schemathesis
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from folkmoot.deliberate.conversations.models import Conversation
from folkmoot.wsgi import application
from tests.folkmoot.conftest import Cast, Token

HOST = {"host": "localhost"}


@pytest.fixture
def document(client: Client) -> dict[str, Any]:
    content: dict[str, Any] = json.loads(client.get("/api/openapi.json", headers=HOST).content)
    return content


@pytest.mark.django_db
def test_it_is_openapi_3_1_and_every_way_in_has_a_token(document: dict[str, Any]) -> None:
    assert document["openapi"].startswith("3.1")
    for path, operations in document["paths"].items():
        for method, operation in operations.items():
            assert operation["operationId"], path
            assert method == "get" or operation["security"] == [{"Token": []}], path


@pytest.mark.django_db
def test_bodies_are_strict(document: dict[str, Any]) -> None:
    """A field that is not asked for is refused, so nothing can be slipped in."""
    bodies = [
        operation["requestBody"]["content"]["application/json"]["schema"]
        for operations in document["paths"].values()
        for operation in operations.values()
        if "requestBody" in operation
    ]
    assert bodies
    for body in bodies:
        schema = document["components"]["schemas"][body["$ref"].rsplit("/", 1)[1]]
        assert schema["additionalProperties"] is False, schema["title"]


@pytest.mark.slow
def test_schemathesis_finds_no_server_error(
    cast: Cast, conversation: Conversation, token: Token, document: dict[str, Any]
) -> None:
    headers = token(cast.mei)
    schema = schemathesis.openapi.from_dict(document)
    schema.app = application
    for found in schema.get_all_operations():
        operation = found.ok()

        @given(case=operation.as_strategy())
        @settings(max_examples=12, suppress_health_check=list(HealthCheck), database=None)
        def attack(case: Any) -> None:
            case.path_parameters = {
                **case.path_parameters,
                "moot": "lumen",
                **({"number": 1} if "number" in case.path_parameters else {}),
            }
            response = case.call(headers=headers)
            assert response.status_code < 500, (case.method, case.path, response.text)

        attack()


@pytest.mark.django_db
@given(name=st.text(min_size=1, max_size=20), value=st.text(max_size=20))
@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_token_that_is_none_is_refused(client: Client, name: str, value: str) -> None:
    headers = {**HOST, "authorization": f"Bearer {name}{value}".encode("ascii", "replace").decode()}
    path = "/api/lumen/conversations/1/closing"
    assert client.post(path, headers=headers).status_code in (400, 401)
