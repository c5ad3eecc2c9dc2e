"""Which logs and how many of which witnesses one trusts. C2SP tlog-policy."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from civics.transparency.checkpoints import OpenedCheckpoint, open_checkpoint
from civics.transparency.encoding import decimal
from civics.transparency.errors import InputError, ProofError
from civics.transparency.keys import COSIGNATURE, ED25519, VerifierKey
from civics.transparency.reading import Fetch

__all__ = ["Group", "Policy", "own_policy", "policy_of"]

OWN_POLICY, OWN_KEYS = "policy", ("vkey", "log.vkey")
"""Where a log states its keys itself, below its prefix."""

NONE = "none"


@dataclass(frozen=True, slots=True)
class Group:
    """At least `threshold` of the members, which are witnesses or other groups."""

    threshold: int
    members: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Policy:
    """A policy; `quorum` is the name of a witness or group, or "none".

    >>> policy = Policy.parse(b'''
    ... log example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k
    ... quorum none
    ... ''')
    >>> policy.satisfied_by([])
    True
    """

    logs: tuple[VerifierKey, ...] = ()
    witnesses: Mapping[str, VerifierKey] = field(default_factory=dict)
    groups: Mapping[str, Group] = field(default_factory=dict)
    quorum: str = NONE
    urls: Mapping[str, str] = field(default_factory=dict)
    """Where to reach them, by vkey."""

    @classmethod
    def parse(cls, raw: bytes) -> Policy:
        """Read a policy file. C2SP tlog-policy, "Policy file syntax and structure".

        Names are bytes to the specification; they are kept as text that round-trips. Raises
        `policy.control` and, with `row` (1 is the first line), `policy.line`, `policy.name` (one
        that is taken, reserved, or not yet defined), `policy.key` (a wrong kind, or a second
        time), `policy.threshold`, and `policy.quorum_line` unless there is exactly one.
        """
        if re.search(rb"[\x00-\x08\x0b-\x1f\x7f]", raw):
            raise InputError("policy.control")
        read = _Reading()
        for row, line in enumerate(raw.decode("utf-8", "surrogateescape").split("\n"), start=1):
            words = [word for word in re.split(r"[ \t]+", line) if word]
            if words and not words[0].startswith("#"):
                read.line(row, words)
        if read.quorum is None:
            raise InputError("policy.quorum_line", row=0)
        return cls(tuple(read.logs), read.witnesses, read.groups, read.quorum, read.urls)

    def satisfied_by(self, cosigners: Iterable[VerifierKey]) -> bool:
        """Whether these witnesses are a quorum. C2SP tlog-policy, "Defining the quorum"."""
        have = set(cosigners)
        present = {name for name, key in self.witnesses.items() if key in have}
        for name, group in self.groups.items():  # in the order of definition
            if len(present.intersection(group.members)) >= group.threshold:
                present.add(name)
        return self.quorum == NONE or self.quorum in present

    def open(self, raw: bytes) -> OpenedCheckpoint:
        """Verify a checkpoint by this policy; `policy.quorum` if too few witnesses saw it."""
        opened = open_checkpoint(raw, self.logs, self.witnesses.values())
        if not self.satisfied_by(key for key, _ in opened.cosignatures):
            raise ProofError(
                "policy.quorum",
                quorum=self.quorum,
                cosigned=len(opened.cosignatures),
                witnesses=len(self.witnesses),
            )
        return opened


class _Reading:
    """A policy while its lines are read."""

    def __init__(self) -> None:
        self.logs: list[VerifierKey] = []
        self.witnesses: dict[str, VerifierKey] = {}
        self.groups: dict[str, Group] = {}
        self.members: set[str] = set()
        self.urls: dict[str, str] = {}
        self.quorum: str | None = None

    def line(self, row: int, words: list[str]) -> None:
        match words:
            case ["log", vkey, *url] if len(url) <= 1:
                self.logs.append(self._key(row, vkey, ED25519, url))
            case ["witness", name, vkey, *url] if len(url) <= 1:
                self._new_name(row, name)
                self.witnesses[name] = self._key(row, vkey, COSIGNATURE, url)
            case ["group", name, threshold, *members] if members:
                self._new_name(row, name)
                self.groups[name] = self._group(row, threshold, members)
            case ["quorum", name]:
                if self.quorum is not None:
                    raise InputError("policy.quorum_line", row=row)
                if name != NONE:
                    self._known_name(row, name)
                self.quorum = name
            case _:
                raise InputError("policy.line", row=row)

    def _key(self, row: int, vkey: str, kind: int, url: list[str]) -> VerifierKey:
        key = VerifierKey.parse(vkey)
        same = self.logs if kind == ED25519 else list(self.witnesses.values())
        if key.kind != kind or any(key.public == other.public for other in same):
            raise InputError("policy.key", row=row, name=key.name)
        if url:
            self.urls[key.vkey] = url[0]
        return key

    def _group(self, row: int, threshold: str, members: list[str]) -> Group:
        for name in members:
            self._known_name(row, name)
            if name in self.members:  # each counts in one way alone
                raise InputError("policy.name", row=row, name=name)
            self.members.add(name)
        shorthand = {"any": 1, "all": len(members)}
        least = shorthand.get(threshold) or decimal(threshold, "policy.threshold")
        if not 1 <= least <= len(members):
            raise InputError("policy.threshold", row=row, value=threshold)
        return Group(least, tuple(members))

    def _new_name(self, row: int, name: str) -> None:
        if name == NONE or name in self.witnesses or name in self.groups:
            raise InputError("policy.name", row=row, name=name)

    def _known_name(self, row: int, name: str) -> None:
        if name not in self.witnesses and name not in self.groups:
            raise InputError("policy.name", row=row, name=name)


def own_policy(fetch: Fetch) -> Policy:
    """What a log itself states; `key.none` if it states nothing."""
    raw = fetch(OWN_POLICY)
    if raw is not None:
        return Policy.parse(raw)
    for path in OWN_KEYS:
        raw = fetch(path)
        if raw is not None:
            return policy_of([VerifierKey.parse(raw.decode("utf-8", "replace"))])
    raise InputError("key.none")


def policy_of(keys: Iterable[VerifierKey]) -> Policy:
    """Trust any of these logs; count these witnesses and require none of them."""
    given = tuple(keys)
    return Policy(
        tuple(key for key in given if key.kind == ED25519),
        {key.name: key for key in given if key.kind == COSIGNATURE},
    )
