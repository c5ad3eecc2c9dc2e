from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PanelsConfig(AppConfig):
    name = "folkmoot.deliberate.panels"
    label = "panels"

    def ready(self) -> None:
        from folkmoot.foundation.notices.rules import SENTENCES  # noqa: PLC0415

        SENTENCES.update(
            {
                "seat.offered": _("You were drawn by lot: %(quote)s"),
                "panel.concluded": _("A panel you sat on has answered: %(quote)s"),
            }
        )
