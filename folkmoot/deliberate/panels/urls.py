from django.urls import path

from folkmoot.deliberate.panels import views

urlpatterns = [
    path("", views.panels, name="panels"),
    path("<int:panel>/", views.panel, name="panel"),
    path("<int:panel>/draw", views.draw, name="panel_draw"),
    path("<int:panel>/acceptance", views.acceptance, name="panel_acceptance"),
    path("<int:panel>/refusal", views.refusal, name="panel_refusal"),
    path("<int:panel>/recusal", views.recusal, name="panel_recusal"),
    path("<int:panel>/ballot", views.ballot, name="panel_ballot"),
    path("<int:panel>/data/<str:file>", views.data, name="panel_data"),
]
