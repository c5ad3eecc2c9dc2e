from django.urls import path

from folkmoot.account.promises import views

urlpatterns = [
    path("", views.promises, name="promises"),
    path("new", views.Making.as_view(), name="promise_new"),
    path("consistency", views.consistency, name="promise_consistency"),
    path("calendar.ics", views.calendar_feed, name="promise_calendar"),
    path("news.atom", views.news_feed, name="promise_news"),
    path("drafts/", views.drafts, name="promise_drafts"),
    path("drafts/<int:number>", views.Entering.as_view(), name="promise_entering"),
    path("drafts/<int:number>/refusal", views.declining, name="promise_declining"),
    path("<int:number>/", views.promise, name="promise"),
    path("<int:number>/evidence", views.evidence, name="promise_evidence"),
    path("<int:number>/panel", views.panel, name="promise_panel"),
    path("<int:number>/ratings", views.ratings, name="promise_ratings"),
    path("<int:number>/replacement", views.Replacing.as_view(), name="promise_replacing"),
]
