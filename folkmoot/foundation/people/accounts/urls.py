from django.urls import path

from folkmoot.foundation.people.accounts import views

urlpatterns = [
    path("account/confirmation/", views.Confirmation.as_view(), name="account_confirmation"),
    path("account/farewell/", views.farewell, name="farewell"),
    path("language/", views.language, name="set_language"),
    path("me/", views.profile, name="profile"),
    path("me/export", views.export, name="export"),
    path("me/erasure", views.erasure, name="erasure"),
]
