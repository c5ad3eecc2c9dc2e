"""People who vote and speak over HTTP, and a stranger who has only the folder of the log."""

import http.client
import json
import random
import threading
import time
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from civics.transparency import (
    VerifierKey,
    bundles_of,
    fetch_entries,
    leaf_hash,
    open_checkpoint,
    root_of,
)

STATEMENTS = 6
CHOICES = {"agree": 1, "pass": 0, "disagree": -1}


@dataclass
class Told:
    """What people were told, and what they tried without being told anything."""

    votes: dict[tuple[int, int], int] = field(default_factory=dict)
    perhaps: dict[tuple[int, int], set[int]] = field(default_factory=lambda: defaultdict(set))
    said: set[str] = field(default_factory=set)
    statuses: dict[int, int] = field(default_factory=lambda: defaultdict(int))


class Crowd:
    """Each person is a thread that votes and speaks, one request after the other."""

    def __init__(self, port: int, browsers: list[dict[str, Any]]) -> None:
        self.port, self.told = port, Told()
        self.stopped = threading.Event()
        self._lock = threading.Lock()
        self._threads = [
            threading.Thread(target=self._live, args=(n, browser))
            for n, browser in enumerate(browsers)
        ]

    def __enter__(self) -> "Crowd":
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stopped.set()
        for thread in self._threads:
            thread.join()

    def _live(self, n: int, browser: dict[str, Any]) -> None:
        rng = random.Random(n)
        turn = 0
        while not self.stopped.is_set():
            turn += 1
            if turn % 8 == 0:
                self._speak(browser, f"said {n}-{turn}")
            else:
                word = rng.choice(list(CHOICES))
                self._vote(browser, rng.randint(1, STATEMENTS), word)
            time.sleep(0.01)

    def _vote(self, browser: dict[str, Any], statement: int, word: str) -> None:
        key = browser["member"], statement
        status = self._post(browser, f"statements/{statement}/vote", {"choice": word})
        with self._lock:
            if status == 200:
                self.told.votes[key] = CHOICES[word]
                self.told.perhaps[key].clear()
            else:
                self.told.perhaps[key].add(CHOICES[word])

    def _speak(self, browser: dict[str, Any], text: str) -> None:
        status = self._post(browser, "statements", {"text": text})
        if status in (200, 302):
            with self._lock:
                self.told.said.add(text)

    def _post(self, browser: dict[str, Any], path: str, form: dict[str, str]) -> int:
        body = urlencode({**form, "csrfmiddlewaretoken": browser["csrf"]})
        headers = {
            "Host": "localhost",
            "Cookie": browser["cookie"],
            "HX-Request": "true",
            "Content-Type": "application/x-www-form-urlencoded",
        }
        try:
            connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
            connection.request("POST", f"/bench/conversations/1/{path}", body, headers)
            status = connection.getresponse().status
            connection.close()
        except (OSError, http.client.HTTPException):
            status = 0
            time.sleep(0.1)
        with self._lock:
            self.told.statuses[status] += 1
        return status


def verified(home: Path) -> list[str]:
    """What anybody finds who has only the folder of the log: the ids of its entries."""
    folder = home / "ledger" / "bench"
    key = VerifierKey.parse((folder / "vkey").read_text())
    checkpoint = open_checkpoint((folder / "checkpoint").read_bytes(), [key]).checkpoint

    def fetch(path: str) -> bytes | None:
        return (folder / path).read_bytes() if (folder / path).exists() else None

    entries = [e for b in bundles_of(checkpoint.size) for e in fetch_entries(b, fetch)]
    assert root_of([leaf_hash(entry) for entry in entries]) == checkpoint.root
    return [json.loads(entry)["id"] for entry in entries]
