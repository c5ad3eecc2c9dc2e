from django.urls import include, path

from folkmoot.api.document import api
from folkmoot.deliberate.suggestions.views.suggesting import short

urlpatterns = [
    path("", include("folkmoot.foundation.people.accounts.urls")),
    path("account/", include("allauth.urls")),
    path("api/", api.urls),
    path("", include("folkmoot.web.urls")),
    path("", include("folkmoot.foundation.notices.urls")),
    path("", include("folkmoot.foundation.search.urls")),
    path("<slug:brand>/", include("folkmoot.foundation.people.urls")),
    path("<slug:brand>/charter/", include("folkmoot.charter.urls")),
    path("<slug:brand>/ledger/", include("folkmoot.account.ledger.urls")),
    path("<slug:brand>/charter/", include("folkmoot.charter.articles.urls")),
    path("<slug:brand>/mandates/", include("folkmoot.charter.mandates.urls")),
    path("<slug:brand>/ballots/", include("folkmoot.deliberate.ballots.urls")),
    path("<slug:brand>/conversations/", include("folkmoot.deliberate.conversations.urls")),
    path("<slug:brand>/moderation/", include("folkmoot.deliberate.moderation.urls")),
    path("<slug:brand>/panels/", include("folkmoot.deliberate.panels.urls")),
    path("<slug:brand>/reviews/", include("folkmoot.deliberate.reviews.urls")),
    path("<slug:brand>/decisions/", include("folkmoot.decide.decisions.urls")),
    path("<slug:brand>/petitions/", include("folkmoot.decide.petitions.urls")),
    path("<slug:brand>/dossiers/", include("folkmoot.decide.dossiers.urls")),
    path("<slug:brand>/partnerships/", include("folkmoot.decide.partnerships.urls")),
    path("<slug:brand>/contests/", include("folkmoot.act.contests.urls")),
    path("<slug:brand>/creators/", include("folkmoot.act.creators.urls")),
    path("<slug:brand>/promises/", include("folkmoot.account.promises.urls")),
    path("<slug:brand>/replies/", include("folkmoot.account.replies.urls")),
    path("<slug:brand>/s", short, name="suggest"),
    path("<slug:brand>/suggestions/", include("folkmoot.deliberate.suggestions.urls")),
]

# allauth shows this page when one of its own limits is reached.
handler429 = "folkmoot.foundation.people.accounts.views.too_many"
