"""A statement of Zhou's that was taken down, and a filing from outside."""

from typing import Any
from unittest.mock import patch

from folkmoot.deliberate.conversations.actions import make_statement, reject_statement
from folkmoot.deliberate.conversations.models import Conversation
from folkmoot.deliberate.conversations.rules import Reason
from folkmoot.deliberate.moderation.actions import file
from folkmoot.deliberate.moderation.models import Filing
from tests.folkmoot.conftest import NOW, Cast

RECEIPT = "0123456789abcdef"
PARTS: dict[str, Any] = {"measure": 1, "filing": 1, "slip": RECEIPT}
ROOM = "<slug:brand>/moderation/"
BODIES = {
    f"{ROOM}measures/<int:measure>/appeal": {"text": "我只批评了决定"},
    f"{ROOM}measures/<int:measure>/decision": {"restore": "yes", "text": "这是批评"},
    f"{ROOM}filings/new": {"kind": "protection", "name": "唐小满", "text": "有人在骂她"},
    f"{ROOM}filings/<int:filing>/outcome": {"outcome": "granted", "text": "继续保护"},
    f"{ROOM}erasure": {"number": "2", "field": "text", "basis": "unlawful"},
}


def furnish(cast: Cast) -> None:
    conversation = Conversation.objects.get(brand=cast.brand, number=1)
    made = make_statement(conversation, "副总裁应该道歉", actor=cast.zhou, now=NOW)
    reject_statement(made, Reason.PERSONAL, actor=cast.mei, now=NOW)
    with patch.object(Filing, "new_receipt", return_value=RECEIPT):
        file(cast.brand, Filing.Kind.PROTECTION, name="唐小满", text="有人在骂她", now=NOW)
