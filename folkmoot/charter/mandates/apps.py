from django.apps import AppConfig


class MandatesConfig(AppConfig):
    name = "folkmoot.charter.mandates"
    label = "mandates"
