from django.apps import AppConfig


class PartnershipsConfig(AppConfig):
    name = "folkmoot.decide.partnerships"
    label = "partnerships"

    def ready(self) -> None:
        from folkmoot.decide.dossiers.rules import PARTNERS  # noqa: PLC0415
        from folkmoot.decide.partnerships.queries import partner_of  # noqa: PLC0415

        PARTNERS["partnership"] = partner_of
