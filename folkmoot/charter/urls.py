from django.urls import path

from folkmoot.charter import views

urlpatterns = [
    path("", views.charter, name="charter"),
    path("announcements/", views.Announcements.as_view(), name="charter_new_topic"),
    path("topics/<slug:topic>/", views.topic, name="charter_topic"),
    path(
        "topics/<slug:topic>/announcements/",
        views.Announcements.as_view(),
        name="charter_new_version",
    ),
]
