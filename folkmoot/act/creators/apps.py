from django.apps import AppConfig


class CreatorsConfig(AppConfig):
    name = "folkmoot.act.creators"
    label = "creators"
