from django.urls import path

from folkmoot.account.replies import views

urlpatterns = [
    path("", views.board, name="replies"),
    path("mine", views.mine, name="replies_mine"),
    path("frame", views.frame, name="replies_frame"),
    path("badge.svg", views.badge, name="replies_badge"),
    path("board.csv", views.data, {"form": "csv"}, name="replies_csv"),
    path("board.json", views.data, {"form": "json"}, name="replies_json"),
    path("<int:number>/mark", views.mark, name="replies_mark"),
]
