from django.apps import AppConfig


class ArticlesConfig(AppConfig):
    name = "folkmoot.charter.articles"
    label = "articles"
