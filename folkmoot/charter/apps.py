from django.apps import AppConfig


class CharterConfig(AppConfig):
    name = "folkmoot.charter"
    label = "charter"
