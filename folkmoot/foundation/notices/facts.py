"""What the record says of channels and webhooks. Addresses stay out of it."""

from dataclasses import dataclass

from folkmoot.foundation.record.facts import FactBody


@dataclass(frozen=True, kw_only=True)
class ChannelAdded(FactBody, kind="channel.added", public=False):
    way: str


@dataclass(frozen=True, kw_only=True)
class ChannelRemoved(FactBody, kind="channel.removed", public=False):
    way: str


@dataclass(frozen=True, kw_only=True)
class EndpointAdded(FactBody, kind="endpoint.added", public=False):
    fact_kinds: list[str]


@dataclass(frozen=True, kw_only=True)
class EndpointRemoved(FactBody, kind="endpoint.removed", public=False):
    pass
