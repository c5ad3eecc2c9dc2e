from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ModerationConfig(AppConfig):
    name = "folkmoot.deliberate.moderation"
    label = "moderation"

    def ready(self) -> None:
        from folkmoot.foundation.notices.rules import SENTENCES  # noqa: PLC0415

        SENTENCES.update(
            {
                "appeal.decided": _("Your appeal has been decided: %(quote)s"),
                "filing.received": _("Somebody asks for protection or for a text to be checked."),
            }
        )
