from django.urls import path

from folkmoot.charter.articles import views

urlpatterns = [
    path("text/", views.text, name="charter_text"),
    path("editions/<int:edition>/", views.edition, name="charter_edition"),
    path("editions/<int:edition>/text.json", views.edition_text, name="charter_edition_text"),
    path("power/", views.power, name="charter_power"),
    path("pace/", views.pace, name="charter_pace"),
    path("review/", views.review, name="charter_review"),
    path("soul/", views.soul, name="charter_soul"),
    path("soul/<int:place>/guardians/", views.ask, name="charter_ask"),
    path("guardians/<int:guardian>/acceptance/", views.acceptance, name="charter_accept"),
    path("guardians/<int:guardian>/return/", views.give_back, name="charter_give_back"),
    path("changes/<str:part>/", views.Propose.as_view(), name="charter_change"),
    path("amendments/<int:amendment>/", views.amendment, name="amendment"),
    path("amendments/<int:amendment>/voice/", views.voice, name="amendment_voice"),
    path("amendments/<int:amendment>/signature/", views.signature, name="amendment_signature"),
    path("amendments/<int:amendment>/settlement/", views.settle, name="amendment_settlement"),
    path("opening/", views.opening, name="charter_opening"),
    path("opening/<str:step>/", views.Step.as_view(), name="charter_step"),
]
