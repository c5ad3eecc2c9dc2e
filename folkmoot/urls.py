from django.urls import include, path

from folkmoot.api.document import api

urlpatterns = [
    path("", include("folkmoot.foundation.people.accounts.urls")),
    path("account/", include("allauth.urls")),
    path("api/", api.urls),
    path("", include("folkmoot.web.urls")),
    path("", include("folkmoot.foundation.notices.urls")),
    path("", include("folkmoot.foundation.search.urls")),
    path("<slug:brand>/", include("folkmoot.foundation.people.urls")),
    path("<slug:brand>/charter/", include("folkmoot.charter.urls")),
    path("<slug:brand>/charter/", include("folkmoot.charter.articles.urls")),
    path("<slug:brand>/mandates/", include("folkmoot.charter.mandates.urls")),
    path("<slug:brand>/conversations/", include("folkmoot.deliberate.conversations.urls")),
]

# allauth shows this page when one of its own limits is reached.
handler429 = "folkmoot.foundation.people.accounts.views.too_many"
