from django.apps import AppConfig


class AllowancesConfig(AppConfig):
    name = "folkmoot.foundation.people.allowances"
    label = "allowances"
