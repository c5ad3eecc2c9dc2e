from django.urls import path

from folkmoot.deliberate.reviews import views

urlpatterns = [
    path("", views.reviews, name="reviews"),
    path("<int:review>/", views.review, name="review"),
    path("<int:review>/undertaking", views.undertaking, name="review_undertaking"),
    path("<int:review>/answers", views.answers, name="review_answers"),
    path("<int:review>/reply", views.reply, name="review_reply"),
    path("<int:review>/heard", views.heard, name="review_heard"),
    path("<int:review>/archive", views.archive, name="review_archive"),
    path("<int:review>/trace", views.trace, name="review_trace"),
    path("<int:review>/report.json", views.data, name="review_data"),
]
