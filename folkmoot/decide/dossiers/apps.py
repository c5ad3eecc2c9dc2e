from django.apps import AppConfig


class DossiersConfig(AppConfig):
    name = "folkmoot.decide.dossiers"
    label = "dossiers"
