from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DossiersConfig(AppConfig):
    name = "folkmoot.decide.dossiers"
    label = "dossiers"

    def ready(self) -> None:
        from folkmoot.foundation.notices.rules import SENTENCES  # noqa: PLC0415

        SENTENCES.update(
            {
                "dossier.appealed": _("Somebody appeals against what a dossier holds on them."),
                "dossier.appeal-decided": _("An appeal about your dossier was decided."),
                "dossier.captured": _("Evidence waits for two people who did not file it."),
                "dossier.peace-offered": _("Peace was offered in your dossier."),
                "dossier.removed": _("An item of your dossier no longer counts."),
                "dossier.replied": _("The partner replied in your dossier."),
            }
        )
