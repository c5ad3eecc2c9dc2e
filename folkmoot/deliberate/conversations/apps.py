from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ConversationsConfig(AppConfig):
    name = "folkmoot.deliberate.conversations"
    label = "conversations"

    def ready(self) -> None:
        from folkmoot.foundation.notices.rules import SENTENCES  # noqa: PLC0415

        SENTENCES.update(
            {
                "conversation.opened": _("A new question: %(quote)s"),
                "answer.published": _("The brand answered: %(quote)s"),
                "statement.ruled": _("Your statement was read by a facilitator: %(quote)s"),
            }
        )
