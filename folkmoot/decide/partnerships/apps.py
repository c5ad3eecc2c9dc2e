from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PartnershipsConfig(AppConfig):
    name = "folkmoot.decide.partnerships"
    label = "partnerships"

    def ready(self) -> None:
        from folkmoot.decide.dossiers.rules import PARTNERS  # noqa: PLC0415
        from folkmoot.decide.partnerships.queries import partner_of  # noqa: PLC0415
        from folkmoot.foundation.notices.rules import SENTENCES  # noqa: PLC0415

        PARTNERS["partnership"] = partner_of
        again = _("Something new stands against a deal of yours. Run the gate again.")
        kinds = ("red-line.ratified", "partnership.denied", "dossier.reviewed")
        SENTENCES.update(dict.fromkeys(kinds, again))
