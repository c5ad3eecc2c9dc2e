from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DossiersConfig(AppConfig):
    name = "folkmoot.decide.dossiers"
    label = "dossiers"

    def ready(self) -> None:
        from folkmoot.foundation.notices.rules import SENTENCES  # noqa: PLC0415

        SENTENCES["dossier.appealed"] = _("Somebody appeals against what a dossier holds on them.")
