from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ContestsConfig(AppConfig):
    name = "folkmoot.act.contests"
    label = "contests"

    def ready(self) -> None:
        from folkmoot.foundation.notices.rules import SENTENCES  # noqa: PLC0415

        SENTENCES.update(
            {
                "contest.triaged": _("The brand says whether your entry can be made: %(quote)s"),
                "contest.decided": _("A contest you entered was decided."),
                "contest.cancelled": _("A contest you entered was cancelled: %(quote)s"),
                "contest.rights-returned": _("The rights in your entry are yours again."),
                "contest.voting-opened": _("You sit on a jury: the vote is open."),
            }
        )
