"""The only door to other people's servers: public addresses, no redirects, little patience.

An address that an operator typed must not become a request to this machine or its neighbours
(SSRF). The name is resolved here, every address it has must be public, and the connection goes
to the address that was checked, so a name that changes its mind in between changes nothing.
"""

import ipaddress
import socket
from collections.abc import Callable
from http import HTTPStatus
from urllib.parse import urlsplit

import httpx
from django.utils.translation import gettext_lazy as _

from folkmoot.foundation.refusal import Refusal

PORTS = (80, 443, 8080, 8443)
TIMEOUT = httpx.Timeout(10, connect=5)
NAT64 = ipaddress.ip_network("64:ff9b::/96")  # RFC 6052
MOST_BYTES = 64 * 1024
MOST_READ = 1_000_000

Resolve = Callable[[str, int], list[str]]


def resolve(host: str, port: int) -> list[str]:
    """All addresses of a host, as the system's resolver gives them."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return sorted({str(address[4][0]) for address in found})


def require_public(url: str, *, resolver: Resolve = resolve) -> str:
    """The address to connect to, or a refusal that says what is wrong with the URL."""
    try:
        parts = urlsplit(url)
        host, port = parts.hostname, parts.port
    except ValueError:
        host = port = None
        parts = urlsplit("")
    port = port or (443 if parts.scheme == "https" else 80)
    if parts.scheme not in ("http", "https") or not host or parts.username or port not in PORTS:
        raise _refusal(url)
    try:
        addresses = resolver(host, port)
    except OSError:
        addresses = []
    if not addresses or not all(_is_public(address) for address in addresses):
        raise _refusal(url)
    return addresses[0]


def _is_public(address: str) -> bool:
    parsed = ipaddress.ip_address(address.split("%", maxsplit=1)[0])
    if isinstance(parsed, ipaddress.IPv6Address):
        parsed = _unwrapped(parsed)
    return parsed.is_global and not parsed.is_multicast


def _unwrapped(address: ipaddress.IPv6Address) -> ipaddress.IPv4Address | ipaddress.IPv6Address:
    """An IPv4 address dressed up as IPv6 is judged as what it is."""
    if address in NAT64:
        return ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
    teredo = address.teredo[1] if address.teredo else None
    return address.ipv4_mapped or address.sixtofour or teredo or address


def _refusal(url: str) -> Refusal:
    return Refusal(
        "address-not-public",
        _("%(url)s cannot be used: give an http or https address of a public server."),
        status=HTTPStatus.UNPROCESSABLE_ENTITY,
        url=url[:200],
    )


def post(url: str, content: bytes, headers: dict[str, str], *, resolver: Resolve = resolve) -> int:
    """Send bytes and return the status code. Redirects are not followed."""
    address = require_public(url, resolver=resolver)
    status, _answer = _send("POST", url, address, content=content, headers=headers)
    return status


def get(url: str, *, resolver: Resolve = resolve) -> bytes:
    """Read a page of a public server: a million bytes at most, and no redirects."""
    address = require_public(url, resolver=resolver)
    status, answer = _send(
        "GET", url, address, headers={"Accept-Encoding": "identity"}, most=MOST_READ
    )
    if status != HTTPStatus.OK:
        raise Unread(f"{url} answered {status}")
    return answer


class Unread(Exception):
    """The page could not be read now."""


def _send(
    method: str,
    url: str,
    address: str,
    *,
    content: bytes = b"",
    headers: dict[str, str] | None = None,
    most: int = MOST_BYTES,
) -> tuple[int, bytes]:
    target = httpx.URL(url)
    at_address = target.copy_with(host=address)
    named = {**(headers or {}), "Host": target.netloc.decode("ascii")}
    # The certificate is checked against the name, though the connection goes to the address.
    extensions = {"sni_hostname": target.host}
    with (
        httpx.Client(timeout=TIMEOUT, follow_redirects=False, trust_env=False) as client,
        client.stream(
            method, at_address, content=content, headers=named, extensions=extensions
        ) as answer,
    ):
        received = b""
        for chunk in answer.iter_raw():
            received += chunk
            if len(received) > most:
                break
        return answer.status_code, received[:most]
