from django.urls import path

from folkmoot.decide.partnerships import views

urlpatterns = [
    path("", views.partnerships, name="partnerships"),
    path("batch", views.batch, name="deal_batch"),
    path("batch/example.csv", views.example, name="deal_batch_example"),
    path("new", views.Registering.as_view(), name="deal_new"),
    path("denials", views.Denying.as_view(), name="denials"),
    path("lines/new", views.Proposing.as_view(), name="red_line_new"),
    path("lines/<int:line>/retirement", views.Retiring.as_view(), name="red_line_retirement"),
    path("<int:deal>/", views.deal, name="deal"),
    path("<int:deal>/sheet.pdf", views.sheet, name="deal_sheet"),
    path("<int:deal>/gate", views.Gating.as_view(), name="deal_gate"),
    path("<int:deal>/stage", views.stage, name="deal_stage"),
    path("<int:deal>/exception", views.Excepting.as_view(), name="deal_exception"),
    path("<int:deal>/review", views.Preparing.as_view(), name="deal_review"),
    path("<int:deal>/review/opening", views.Opening.as_view(), name="deal_review_opening"),
    path("<int:deal>/announcement", views.announcement, name="deal_announcement"),
]
