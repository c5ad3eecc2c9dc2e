from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PetitionsConfig(AppConfig):
    name = "folkmoot.decide.petitions"
    label = "petitions"

    def ready(self) -> None:
        from folkmoot.decide.decisions.rules import SOURCES  # noqa: PLC0415
        from folkmoot.decide.petitions.queries import PETITION  # noqa: PLC0415
        from folkmoot.foundation.notices.rules import SENTENCES  # noqa: PLC0415

        SOURCES["petition"] = PETITION
        SENTENCES.update(
            {
                "petition.seconded": _("A petition has five seconders and waits for its check."),
                "petition.checked": _("A petition was held against the standards: %(quote)s"),
                "petition.established": _("A petition reached its thresholds: %(quote)s"),
                "petition.answered": _("The brand answered a petition: %(quote)s"),
                "petition.closed": _("A petition closed: %(quote)s"),
            }
        )
