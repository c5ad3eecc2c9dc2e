from django.apps import AppConfig


class PromisesConfig(AppConfig):
    name = "folkmoot.account.promises"
    label = "promises"
