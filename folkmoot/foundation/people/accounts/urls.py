from allauth.account.decorators import reauthentication_required
from allauth.account.views import password_set
from django.urls import path

from folkmoot.foundation.people.accounts import views

guard = reauthentication_required(app="allauth.account")

urlpatterns = [
    path("account/confirmation/", views.Confirmation.as_view(), name="account_confirmation"),
    path("account/farewell/", views.farewell, name="farewell"),
    # allauth asks before a password is changed, and not before the first one is set.
    path("account/password/set/", guard(password_set)),
    path("language/", views.language, name="set_language"),
    path("me/", views.profile, name="profile"),
    path("me/export", views.export, name="export"),
    path("me/erasure", views.erasure, name="erasure"),
]
