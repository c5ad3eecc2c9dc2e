from django.apps import AppConfig


class DemoConfig(AppConfig):
    name = "folkmoot.demo"
    label = "demo"
