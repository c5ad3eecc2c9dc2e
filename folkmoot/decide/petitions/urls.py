from django.urls import path

from folkmoot.decide.petitions import views

urlpatterns = [
    path("", views.petitions, name="petitions"),
    path("queue", views.queue, name="petition_queue"),
    path("simulator", views.simulator, name="petition_simulator"),
    path("on/<int:number>", views.Starting.as_view(), name="petition_new"),
    path("<int:number>/", views.petition, name="petition"),
    path("<int:number>/seconding", views.seconding, name="petition_seconding"),
    path("<int:number>/check", views.Checking.as_view(), name="petition_check"),
    path("<int:number>/signature", views.signature, name="petition_signature"),
    path("<int:number>/signature/withdrawal", views.withdrawal, name="petition_withdrawal"),
    path("<int:number>/reply", views.Replying.as_view(), name="petition_reply"),
    path("<int:number>/export.json", views.export_json, name="petition_export"),
]
