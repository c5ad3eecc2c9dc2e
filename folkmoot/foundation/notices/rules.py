"""What a notice says, and what counts as a kind of fact one can ask for."""

from datetime import datetime, timedelta
from http import HTTPStatus

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from folkmoot.foundation.notices.models import DigestChoice, Notice
from folkmoot.foundation.record.facts import KINDS
from folkmoot.foundation.refusal import Refusal

# Each room says in one sentence what its facts mean to a member; `quote` is in the parameters.
SENTENCES: dict[str, Promise | str] = {
    "clock.overdue": _("A reply is overdue. The record says so."),
}

# Ways of Apprise that lead to a fixed public service. Those that take any host would let an
# operator make this machine talk to its neighbours.
APPRISE_WAYS = frozenset(
    [
        "dingtalk",
        "wecombot",
        "wxpusher",
        "schan",
        "pushplus",
        "pushdeer",
        "tgram",
        "slack",
        "discord",
    ]
)

PAUSES = {
    DigestChoice.Cadence.DAILY: timedelta(days=1),
    DigestChoice.Cadence.WEEKLY: timedelta(days=7),
}


def digest_due(choice: DigestChoice, now: datetime) -> bool:
    pause = PAUSES.get(DigestChoice.Cadence(choice.cadence))
    if pause is None:
        return False
    return choice.sent_at is None or now - choice.sent_at >= pause or now < choice.sent_at


def require_public_kinds(kinds: list[str]) -> list[str]:
    """Kinds of public facts; an empty list stands for all of them."""
    for kind in kinds:
        if kind not in KINDS or not KINDS[kind].public:
            raise Refusal(
                "fact-kind-unknown",
                _("There is no public kind of fact called %(kind)s."),
                status=HTTPStatus.UNPROCESSABLE_ENTITY,
                kind=kind,
            )
    return sorted(set(kinds))


def require_apprise_address(address: str) -> None:
    way = address.split("://", maxsplit=1)[0].lower()
    if "://" not in address or way not in APPRISE_WAYS:
        raise Refusal(
            "way-unknown",
            _("The address must start with one of: %(ways)s."),
            status=HTTPStatus.UNPROCESSABLE_ENTITY,
            ways=", ".join(f"{way}://" for way in sorted(APPRISE_WAYS)),
        )


def sentence_of(notice: Notice) -> str:
    """What happened, in the reader's language."""
    quote = str(notice.quote) if notice.quote and notice.quote.text else "—"
    template = SENTENCES.get(notice.fact.kind, "%(quote)s")
    return str(template) % {"quote": quote}
