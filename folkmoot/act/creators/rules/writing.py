"""How long an answer may take, and how many remarks may wait for one."""

from datetime import timedelta
from http import HTTPStatus

from django.utils.translation import gettext_lazy as _

from folkmoot.act.creators.models import Remark
from folkmoot.foundation.addresses import digest_of
from folkmoot.foundation.clocks.facts import CALLED
from folkmoot.foundation.refusal import Refusal

ANSWER_CLOCK = "creator-remark"
ANSWERED = timedelta(days=7)
CALLED[ANSWER_CLOCK] = _("Answer to what a creator says of their entry")
MOST_WAITING = 3


def address_digest(secret: str) -> str:
    return digest_of(secret, purpose="creators.address/1")


def require_few(waiting: int) -> None:
    if waiting >= MOST_WAITING:
        raise Refusal(
            "remarks-waiting",
            _("Three of your remarks wait for an answer. It comes within seven days of each."),
            status=HTTPStatus.CONFLICT,
        )


def require_unanswered(remark: Remark) -> None:
    if hasattr(remark, "answer"):
        raise Refusal(
            "already-done",
            _("This is already so: somebody was faster."),
            status=HTTPStatus.CONFLICT,
        )
