from django.apps import AppConfig


class NoticesConfig(AppConfig):
    name = "folkmoot.foundation.notices"
    label = "notices"
