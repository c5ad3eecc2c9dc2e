from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class BallotsConfig(AppConfig):
    name = "folkmoot.deliberate.ballots"
    label = "ballots"

    def ready(self) -> None:
        from folkmoot.foundation.notices.rules import SENTENCES  # noqa: PLC0415

        SENTENCES.update(
            {
                "ballot.opened": _("You can vote in a secret ballot: %(quote)s"),
                "ballot.closed": _("A ballot you could vote in was counted: %(quote)s"),
            }
        )
