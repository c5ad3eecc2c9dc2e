from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ContestsConfig(AppConfig):
    name = "folkmoot.act.contests"
    label = "contests"

    def ready(self) -> None:
        from folkmoot.act.contests.queries import names_of  # noqa: PLC0415
        from folkmoot.deliberate.ballots.rules import NAMERS  # noqa: PLC0415
        from folkmoot.foundation.notices.rules import SENTENCES  # noqa: PLC0415

        NAMERS["contest"] = names_of
        SENTENCES.update(
            {
                "contest.entry-hidden": _("A moderator took your entry down."),
                "contest.entry-shown": _("Your entry is shown again."),
                "contest.triaged": _("The brand says whether your entry can be made: %(quote)s"),
                "contest.decided": _("A contest you entered was decided."),
                "contest.cancelled": _("A contest you entered was cancelled: %(quote)s"),
                "contest.rights-returned": _("The rights in your entry are yours again."),
                "contest.voting-opened": _("You sit on a jury: the vote is open."),
            }
        )
