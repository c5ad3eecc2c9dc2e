"""Pages as people read them."""

from django.test import Client


def read_page(client: Client, path: str, status: int = 200, **headers: str) -> str:
    """The page in English, answered with this status."""
    response = client.get(path, headers={"accept-language": "en", **headers})
    assert response.status_code == status
    return response.content.decode()
