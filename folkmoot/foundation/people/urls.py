from django.urls import path

from folkmoot.foundation.people import views

urlpatterns = [
    path("membership", views.membership, name="join"),
    path("departure", views.departure, name="leave"),
    path("members/me", views.standing, name="me"),
    path("members/me/owner-code", views.owner_code, name="owner_code"),
    path("members/me/consent", views.consent, name="consent"),
    path("members/me/tokens", views.tokens, name="tokens"),
    path("members/me/tokens/<int:pk>/revocation", views.revocation, name="token_revocation"),
    path("members/roles", views.roles, name="roles"),
    path("members/roles/<int:pk>/end", views.role_end, name="role_end"),
    path("members/verification", views.verification, name="verification"),
    path("members/owner-codes", views.owner_codes, name="owner_codes"),
]
