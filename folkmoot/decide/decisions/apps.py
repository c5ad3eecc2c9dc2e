from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DecisionsConfig(AppConfig):
    name = "folkmoot.decide.decisions"
    label = "decisions"

    def ready(self) -> None:
        from folkmoot.decide.decisions.queries import (  # noqa: PLC0415
            CONVERSATION,
            PANEL,
            SUGGESTION,
        )
        from folkmoot.decide.decisions.rules import SOURCES  # noqa: PLC0415
        from folkmoot.foundation.notices.rules import SENTENCES  # noqa: PLC0415

        SOURCES["conversation"] = CONVERSATION
        SOURCES["panel"] = PANEL
        SOURCES["suggestion"] = SUGGESTION
        SENTENCES.update(
            {
                "intention.announced": _("The brand says what it intends: %(quote)s"),
                "advice.weighed": _("What became of what you said: %(quote)s"),
                "decision.suspended": _("A petition suspended a decision: %(quote)s"),
                "decision.upheld": _("Looked at again, and upheld: %(quote)s"),
                "decision.changed": _("Looked at again, and changed: %(quote)s"),
                "decision.reversed": _("A decision was reversed: %(quote)s"),
                "override.announced": _("An executive announced an override: %(quote)s"),
                "decision.overridden": _("A suspension was overridden: %(quote)s"),
            }
        )
