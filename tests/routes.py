"""Every route of the project, with an address that leads to something real."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import URLPattern, URLResolver, get_resolver

from folkmoot.foundation.notices.messages import unsubscribe_token
from tests.folkmoot.conftest import Cast
from tests.folkmoot.rooms import BODIES, PARTS


@dataclass(frozen=True)
class Route:
    pattern: str
    address: str

    @property
    def body(self) -> dict[str, str]:
        """The API takes no field that it does not know, pages do not mind.

        Where one ending means several bodies, a room names the whole pattern.
        """
        if self.pattern in BODIES:
            return BODIES[self.pattern]
        body = BODIES.get(self.address.rstrip("/").rsplit("/", 1)[-1], {})
        return {k: body[k] for k in list(body)[:1]} if self.pattern.startswith("api/") else body


def routes(cast: Cast) -> Iterator[Route]:
    parts = {**PARTS, "pseudonym": cast.zhou.pseudonym}
    for pattern in sorted(set(_patterns(get_resolver().url_patterns, ""))):
        address = pattern
        for name in _names(pattern):
            value = parts[name]
            if pattern.startswith("digest/"):
                value = unsubscribe_token(cast.lin.person)
            address = address.replace(_part(pattern, name), str(value))
        yield Route(pattern, "/" + address)


def _patterns(patterns: list[URLPattern | URLResolver], prefix: str) -> Iterator[str]:
    for each in patterns:
        route = prefix + _plain(str(each.pattern))
        if isinstance(each, URLResolver):
            yield from _patterns(each.url_patterns, route)
        else:
            yield route


def _plain(route: str) -> str:
    """A route written as a regular expression (allauth has some) as one written with parts."""
    route = route.removeprefix("^").removesuffix("$").removesuffix(r"\Z")
    while "(?P<" in route:
        begin = route.index("(?P<")
        name = route[begin + 4 : route.index(">", begin)]
        depth, end = 0, begin
        for end in range(begin, len(route)):
            depth += {"(": 1, ")": -1}.get(route[end], 0)
            if depth == 0:
                break
        route = f"{route[:begin]}<{name}>{route[end + 1 :]}"
    return route.replace("\\", "")


def _names(pattern: str) -> list[str]:
    return [part.split(">")[0].split(":")[-1] for part in pattern.split("<")[1:]]


def _part(pattern: str, name: str) -> str:
    return next(
        f"<{part.split('>')[0]}>"
        for part in pattern.split("<")[1:]
        if part.split(">")[0].split(":")[-1] == name
    )
