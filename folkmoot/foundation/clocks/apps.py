from django.apps import AppConfig


class ClocksConfig(AppConfig):
    name = "folkmoot.foundation.clocks"
    label = "clocks"
