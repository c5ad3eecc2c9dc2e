"""What an alert says: one sentence for each code, with the numbers that it found."""

from django.utils.translation import gettext_lazy as _

SENTENCES = {
    "label-overdue": _(
        "The label of piece %(number)s has not been seen by a second person, and its day has "
        "passed."
    ),
    "label-missing": _("No label was seen on piece %(number)s."),
    "review-overdue": _("The review of checklist %(number)s is overdue."),
    "concentrated": _("In %(quarter)s, five creators have %(percent)s %% of: %(kind)s."),
    "support-low": _("%(percent)s %% of %(answered)s fans drawn by lot say yes."),
    "support-fell": _("Support among fans fell from %(before)s %% to %(percent)s %%."),
    "broad-low": _(
        "In %(quarter)s, %(percent)s %% went to broad co-creation, of: %(resource)s; "
        "%(wanted)s %% were meant."
    ),
    "turn-near": _("%(kind)s: in %(used)s of the last %(of)s quarters; %(held)s are the limit."),
}
# What only comes near; everything else is there.
SOON = {"turn-near"}
