from django.apps import AppConfig


class PartnershipsConfig(AppConfig):
    name = "folkmoot.decide.partnerships"
    label = "partnerships"
