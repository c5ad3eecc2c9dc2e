"""A page is captured from a real server, through the one door to the network."""

import hashlib
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any

import pytest

from folkmoot.decide.dossiers import actions
from folkmoot.decide.dossiers.models import Capture, Dossier
from folkmoot.foundation.people.models import Member
from tests.folkmoot.conftest import NOW, refused
from tests.folkmoot.decide.dossiers.conftest import filed

PAGE = "<p>用这个牌子的人都没有品位。</p><p>电话 13800138000</p>".encode()


class Handler(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        self.send_response({"/post": 200, "/away": 302}.get(self.path, 404))
        self.send_header("Location", "/post")
        self.end_headers()
        self.wfile.write(PAGE)

    def log_message(self, *args: Any) -> None:
        pass


@pytest.fixture
def site(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """Its address counts as public here, and nothing else of the door is changed."""
    monkeypatch.setattr(
        "folkmoot.foundation.outbound.require_public", lambda url, resolver: "127.0.0.1"
    )
    server = HTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://site.example:{server.server_port}"
    server.shutdown()
    server.server_close()


def test_text_hash_and_time_are_kept(site: str, dossier: Dossier, handler: Member) -> None:
    item = filed(dossier, handler, url=f"{site}/post")
    text, sha256 = actions.fetch_text(str(item.url))
    kept = actions.capture(
        item, text, how=Capture.How.FETCHED, sha256=sha256, actor=handler, now=NOW
    )
    assert kept.sha256 == hashlib.sha256(PAGE).hexdigest()
    assert [kept.at, kept.how] == [NOW, "fetched"]
    assert str(kept.text) == "用这个牌子的人都没有品位。电话 ■■■■■■■■■■■"


@pytest.mark.parametrize("path", ["/away", "/nothing"])
def test_what_leads_elsewhere_or_is_not_there_is_not_read(site: str, path: str) -> None:
    with refused("not-read"):
        actions.fetch_text(site + path)
