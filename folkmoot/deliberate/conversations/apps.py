from django.apps import AppConfig


class ConversationsConfig(AppConfig):
    name = "folkmoot.deliberate.conversations"
    label = "conversations"
