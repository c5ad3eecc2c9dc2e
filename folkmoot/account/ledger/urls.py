from django.urls import path

from folkmoot.account.ledger import views

urlpatterns = [
    path("checkpoint", views.checkpoint, name="ledger_checkpoint"),
    path("tile/<path:path>", views.tile, name="ledger_tile"),
    path("vkey", views.vkey, name="ledger_vkey"),
    path("policy", views.policy, name="ledger_policy"),
    path("<int:index>", views.entry_page, name="ledger_entry_page"),
    path("<int:index>.json", views.entry, name="ledger_entry"),
    path("<int:index>.tlog-proof", views.proof, name="ledger_proof"),
    path("closed/<int:generation>/checkpoint", views.closed, {"name": "checkpoint"}),
    path("closed/<int:generation>/vkey", views.closed, {"name": "vkey"}),
]
