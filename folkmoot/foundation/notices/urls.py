from django.urls import path

from folkmoot.foundation.notices import views

urlpatterns = [
    path("digest/<str:token>", views.digest, name="digest"),
    path("<slug:brand>/inbox/", views.inbox, name="inbox"),
    path("<slug:brand>/inbox/reading", views.read, name="inbox-read"),
    path("<slug:brand>/inbox/digest", views.choose_digest, name="digest-choice"),
    path("<slug:brand>/connections/", views.connections, name="connections"),
    path("<slug:brand>/connections/webhooks", views.add_endpoint, name="endpoint-add"),
    path(
        "<slug:brand>/connections/webhooks/<int:pk>/removal",
        views.remove_endpoint,
        name="endpoint-remove",
    ),
    path("<slug:brand>/connections/channels", views.add_channel, name="channel-add"),
    path(
        "<slug:brand>/connections/channels/<int:pk>/removal",
        views.remove_channel,
        name="channel-remove",
    ),
]
