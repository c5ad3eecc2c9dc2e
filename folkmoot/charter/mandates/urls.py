from django.urls import path

from folkmoot.charter.mandates import views

urlpatterns = [
    path("", views.mandates, name="mandates"),
    path("bodies/", views.found, name="bodies"),
    path("bodies/<int:body>/", views.body, name="body"),
    path("bodies/<int:body>/seats/", views.offer, name="body_seats"),
    path("bodies/<int:body>/motions/", views.motion, name="body_motions"),
    path("bodies/<int:body>/motions/<int:motion>/vote/", views.vote, name="motion_vote"),
    path("bodies/<int:body>/motions/<int:motion>/outcome/", views.carry_out, name="motion_outcome"),
    path("bodies/<int:body>/mandates/", views.grant, name="body_mandates"),
    path("bodies/<int:body>/drafts/", views.draft, name="body_drafts"),
    path("seats/<int:seat>/taking/", views.take, name="seat_taking"),
    path("seats/<int:seat>/leaving/", views.leave, name="seat_leaving"),
    path("seats/<int:seat>/naming/", views.naming, name="seat_naming"),
    path("seats/<int:seat>/interests/", views.interest, name="seat_interests"),
    path("<int:mandate>/", views.mandate, name="mandate"),
    path("<int:mandate>/end/", views.end, name="mandate_end"),
    path("statements/<int:statement>/", views.collective, name="collective"),
    path("statements/<int:statement>/voice/", views.answer, name="collective_voice"),
    path(
        "statements/<int:statement>/not-represented/",
        views.not_represented,
        name="collective_not_represented",
    ),
]
