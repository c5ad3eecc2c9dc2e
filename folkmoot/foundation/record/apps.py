from django.apps import AppConfig


class RecordConfig(AppConfig):
    name = "folkmoot.foundation.record"
    label = "record"
