from django.apps import AppConfig


class RepliesConfig(AppConfig):
    name = "folkmoot.account.replies"
    label = "replies"
