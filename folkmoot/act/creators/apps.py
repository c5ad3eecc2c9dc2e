from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CreatorsConfig(AppConfig):
    name = "folkmoot.act.creators"
    label = "creators"

    def ready(self) -> None:
        from folkmoot.foundation.notices.rules import SENTENCES  # noqa: PLC0415

        SENTENCES.update(
            {
                "creator.remarked": _("A creator says that something in their entry is wrong."),
                "creators.alerted": _("The register of creators has a new alert."),
                "privilege.exception-asked": _(
                    "Somebody asks for a privilege beyond the limits. An executive decides."
                ),
            }
        )
