from django.urls import path

from folkmoot.decide.decisions import views

urlpatterns = [
    path("", views.decisions, name="decisions"),
    path("new", views.new, name="decision_new"),
    path("reversals", views.reversals, name="decision_reversals"),
    path("export.json", views.export_json, name="decisions_export"),
    path("topics/<slug:topic>/intention", views.Intending.as_view(), name="decision_intention"),
    path("topics/<slug:topic>/decision", views.Deciding.as_view(), name="decision_on_topic"),
    path("<int:number>/", views.decision, name="decision"),
    path("<int:number>/decision", views.Deciding.as_view(), name="decision_on_matter"),
    path("<int:number>/outcome", views.Reviewing.as_view(), name="decision_outcome"),
    path("<int:number>/override", views.Overriding.as_view(), name="decision_override"),
    path("<int:number>/override/execution", views.execution, name="decision_execution"),
    path("<int:number>/reversal", views.Reversing.as_view(), name="decision_reversal"),
]
