from django.urls import path

from folkmoot.deliberate.ballots import views

app_name = "ballots"

urlpatterns = [
    path("", views.ballots, name="ballots"),
    path("new", views.Opening.as_view(), name="new"),
    path("<int:ballot>/", views.ballot, name="ballot"),
    path("<int:ballot>/salt", views.salt, name="salt"),
    path("<int:ballot>/paper", views.paper, name="paper"),
    path("<int:ballot>/count", views.count, name="count"),
    path("<int:ballot>/tracker", views.tracker, name="tracker"),
    path("<int:ballot>/appeal", views.Appealing.as_view(), name="appealing"),
    path("<int:ballot>/data/<str:file>", views.data, name="data"),
    path("appeals/<int:appeal>/", views.Replying.as_view(), name="appeal"),
]
