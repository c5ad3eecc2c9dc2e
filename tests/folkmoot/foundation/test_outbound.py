"""No address that an operator types becomes a request to this machine or its neighbours."""

import pytest

from folkmoot.foundation.outbound import post, require_public
from tests.folkmoot.conftest import refused


def literally(host: str, port: int) -> list[str]:
    return [host]


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1/",
        "http://[::1]/",
        "http://169.254.169.254/latest/meta-data/",
        "http://[::ffff:127.0.0.1]/",
        "http://[64:ff9b::7f00:1]/",
        "http://[2002:7f00:1::]/",
        "http://10.0.0.8/",
        "http://192.168.1.1/",
        "http://100.64.0.1/",
        "http://0.0.0.0/",
        "http://224.0.0.1/",
        "http://[fe80::1%25eth0]/",
        "https://example.org:22/",
        "https://someone@example.org/",
        "file:///etc/passwd",
        "gopher://example.org/",
        "https://",
        "http://[",
        "nonsense",
    ],
)
def test_refuses(url: str) -> None:
    with refused("address-not-public"):
        require_public(url, resolver=literally)


@pytest.mark.parametrize("host", ["0x7f.1", "2130706433", "127.1", "localhost"])
def test_refuses_other_spellings_of_this_machine(host: str) -> None:
    with refused("address-not-public"):
        require_public(f"http://{host}/")


def test_one_private_address_among_public_ones_is_enough_to_refuse() -> None:
    with refused("address-not-public"):
        require_public("https://two.example/", resolver=lambda h, p: ["93.184.216.34", "10.0.0.1"])


def test_the_name_is_resolved_once_and_the_checked_address_is_used(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    answers = iter([["93.184.216.34"], ["127.0.0.1"]])
    used: list[str] = []
    monkeypatch.setattr(
        "folkmoot.foundation.outbound._send",
        lambda method, url, address, **rest: (200, used.append(address)),
    )
    post("https://rebinding.example/", b"", {}, resolver=lambda h, p: next(answers))
    assert used == ["93.184.216.34"]
