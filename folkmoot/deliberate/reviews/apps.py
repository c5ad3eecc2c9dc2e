from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ReviewsConfig(AppConfig):
    name = "folkmoot.deliberate.reviews"
    label = "reviews"

    def ready(self) -> None:
        from folkmoot.foundation.notices.rules import SENTENCES  # noqa: PLC0415

        SENTENCES.update(
            {
                "review.reported": _("The report of a review is there, and waits for your reply."),
                "review.replied": _("The brand has replied to the review you sat on."),
                "review.unsealed": _("What you reviewed under seal is public now."),
            }
        )
