from django.urls import path

from folkmoot.web import views

urlpatterns = [
    path("", views.front, name="front"),
    path("about/refusals", views.refusals, name="refusals"),
    path("<slug:brand>/", views.moot, name="moot"),
    path("<slug:brand>/theme.css", views.theme, name="theme"),
    path("<slug:brand>/participation", views.participation, name="participation"),
    path("<slug:brand>/record/", views.record, name="record"),
    path("<slug:brand>/record/<int:number>", views.fact, name="fact"),
    path("<slug:brand>/ledger/opening/<int:index>.json", views.opening, name="ledger_opening"),
]
