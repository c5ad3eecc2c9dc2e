"""What leaves: one function for each way, bytes and headers out."""

import base64
import hashlib
import hmac
import json
from datetime import datetime
from itertools import groupby
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.core.mail import EmailMessage
from django.core.signing import Signer
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from standardwebhooks.webhooks import Webhook

from folkmoot.foundation.notices.models import Notice
from folkmoot.foundation.notices.rules import sentence_of

if TYPE_CHECKING:
    from folkmoot.foundation.people.models import Person
    from folkmoot.foundation.record.models import Fact


def content_of(fact: "Fact") -> dict[str, Any]:
    """A public fact as another program gets it: no words that people wrote, no person."""
    return {
        "brand": fact.brand.slug,
        "number": fact.number,
        "kind": fact.kind,
        "subject": fact.subject,
        "at": fact.at.isoformat(timespec="seconds"),
        "entry": fact.entry,
        "published": fact.published,
        "commitments": fact.commitments,
    }


def webhook(
    fact: "Fact", message: str, secret: str, *, now: datetime
) -> tuple[bytes, dict[str, str]]:
    """Body and headers as the Standard Webhooks specification has them."""
    content = {"type": fact.kind, "timestamp": fact.at.isoformat(), "data": content_of(fact)}
    body = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
    headers = {
        "content-type": "application/json",
        "webhook-id": message,
        "webhook-timestamp": str(int(now.timestamp())),
        "webhook-signature": Webhook(secret).sign(message, now, body),
    }
    return body.encode(), headers


def feishu(text: str, secret: str, *, now: datetime) -> tuple[bytes, dict[str, str]]:
    """A text message for a Feishu bot. The signature is keyed with time and secret, over nothing
    (Feishu's guide to custom bots)."""
    content: dict[str, Any] = {"msg_type": "text", "content": {"text": text}}
    if secret:
        timestamp = str(int(now.timestamp()))
        key = f"{timestamp}\n{secret}".encode()
        content["timestamp"] = timestamp
        content["sign"] = base64.b64encode(hmac.new(key, b"", hashlib.sha256).digest()).decode()
    return json.dumps(content, ensure_ascii=False).encode(), {"content-type": "application/json"}


def unsubscribe_token(person: "Person") -> str:
    """Lets whoever holds the mail end the digest, and nothing else."""
    return Signer(salt="digest").sign(str(person.pk))


def digest(person: "Person", notices: "list[Notice]") -> EmailMessage:
    """One mail, grouped by what it is about, the newest first, one line each."""
    stop = f"{settings.URL}/digest/{unsubscribe_token(person)}"
    with translation.override(person.language or settings.LANGUAGE_CODE):
        count = len(notices)
        subject = ngettext("%(count)d thing happened", "%(count)d things happened", count)
        lines: list[str] = []
        for path, group in groupby(sorted(notices, key=_by_path), key=lambda n: n.path):
            lines += [f"· {sentence_of(notice)}" for notice in group]
            lines += [f"  {settings.URL}{path}", ""]
        lines.append(_("No more of these mails, in one click: %(url)s") % {"url": stop})
        return EmailMessage(
            subject=subject % {"count": count},
            body="\n".join(lines),
            to=[person.email],
            # RFC 8058: the mail program can do it with one button.
            headers={
                "List-Unsubscribe": f"<{stop}>",
                "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
            },
        )


def _by_path(notice: "Notice") -> tuple[str, int]:
    return notice.path, -notice.pk
