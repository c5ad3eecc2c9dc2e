from django.urls import path

from folkmoot.decide.dossiers import views

ITEM = "<int:dossier>/items/<int:evidence>"

urlpatterns = [
    path("", views.dossiers, name="dossiers"),
    path("new", views.opening, name="dossier_new"),
    path("<int:dossier>/", views.dossier, name="dossier"),
    path("<int:dossier>/reading", views.reading, name="dossier_reading"),
    path("<int:dossier>/items/new", views.filing, name="dossier_item_new"),
    path(f"{ITEM}/capture", views.capturing, name="dossier_capture"),
    path(f"{ITEM}/review", views.reviewing, name="dossier_review"),
    path(f"{ITEM}/withdrawal", views.withdrawing, name="dossier_withdrawal"),
    path("<int:dossier>/link", views.linking, name="dossier_link"),
    path("<int:dossier>/peace", views.offering, name="dossier_peace"),
    path("<int:dossier>/peace/<int:offer>", views.accepting, name="dossier_acceptance"),
    path("appeals/<int:appeal>/receipt", views.acknowledging, name="dossier_acknowledgement"),
    path("appeals/<int:appeal>/outcome", views.deciding, name="dossier_outcome"),
    path("<int:dossier>/peace/<int:offer>/declining", views.declining, name="dossier_declining"),
    path("held/<str:secret>/", views.held, name="dossier_held"),
    path("held/<str:secret>/peace", views.held_peace, name="dossier_held_peace"),
    path("held/<str:secret>/<int:evidence>/reply", views.held_reply, name="dossier_held_reply"),
    path("held/<str:secret>/<int:evidence>/appeal", views.held_appeal, name="dossier_held_appeal"),
]
