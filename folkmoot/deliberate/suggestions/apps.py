from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SuggestionsConfig(AppConfig):
    name = "folkmoot.deliberate.suggestions"
    label = "suggestions"

    def ready(self) -> None:
        from folkmoot.foundation.notices.rules import SENTENCES  # noqa: PLC0415

        SENTENCES.update(
            {
                "suggestion.made": _("Your suggestion has been received: %(quote)s"),
                "suggestion.changed": _(
                    "A suggestion you support was changed. Keep your support or withdraw it: "
                    "%(quote)s"
                ),
                "suggestion.assessed": _("The brand is looking into it: %(quote)s"),
                "suggestion.decided": _("The brand decided on a suggestion: %(quote)s"),
                "suggestion.delivered": _("The brand says it is done. Is it? %(quote)s"),
                "suggestion.accepted": _("A fan confirmed that it is done: %(quote)s"),
                "suggestion.returned": _("A fan says that it is not done yet: %(quote)s"),
                "suggestion.hidden": _("Your suggestion was taken down; here is why: %(quote)s"),
                "suggestion.shown": _("Your suggestion is shown again: %(quote)s"),
                "merge.proposed": _(
                    "Somebody proposes to merge your suggestion into another one: %(quote)s"
                ),
                "merge.made": _(
                    "A suggestion you support was merged. Take your support along or not: %(quote)s"
                ),
                "merge.undone": _("A merge was undone; everything stands as before: %(quote)s"),
            }
        )
