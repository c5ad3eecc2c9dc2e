from django.urls import path

from folkmoot.act.contests import views

ENTRY = "entries/<int:entry>"

urlpatterns = [
    path("", views.contests, name="contests"),
    path("new", views.opening, name="contest_new"),
    path("<int:contest>/", views.contest, name="contest"),
    path("<int:contest>/entry", views.entering, name="contest_entry"),
    path("<int:contest>/cancellation", views.cancellation, name="contest_cancellation"),
    path("<int:contest>/jury", views.jury, name="contest_jury"),
    path("<int:contest>/voting", views.voting, name="contest_voting"),
    path("<int:contest>/data/<str:file>", views.data, name="contest_data"),
    path(f"{ENTRY}/support", views.support, name="entry_support"),
    path(f"{ENTRY}/withdrawal", views.withdrawal, name="entry_withdrawal"),
    path(f"{ENTRY}/hiding", views.hiding, name="entry_hiding"),
    path(f"{ENTRY}/showing", views.showing, name="entry_showing"),
    path(f"{ENTRY}/triage", views.triage, name="entry_triage"),
    path(f"{ENTRY}/assessment", views.assessment, name="entry_assessment"),
    path(f"{ENTRY}/making", views.making, name="entry_making"),
]
