from django.urls import path

from folkmoot.web import views

urlpatterns = [
    path("", views.front, name="front"),
    path("<slug:brand>/", views.moot, name="moot"),
]
