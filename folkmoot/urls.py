from django.urls import include, path

urlpatterns = [
    path("account/", include("allauth.urls")),
    path("", include("folkmoot.web.urls")),
    path("<slug:brand>/charter/", include("folkmoot.charter.urls")),
    path("<slug:brand>/conversations/", include("folkmoot.deliberate.conversations.urls")),
]
