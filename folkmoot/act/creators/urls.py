from django.urls import path

from folkmoot.act.creators import views

urlpatterns = [
    path("", views.creators, name="creators"),
    path("register", views.register, name="creator_register"),
    path("new", views.Entering.as_view(), name="creator_new"),
    path("limits", views.Limiting.as_view(), name="creator_limits"),
    path("figures.csv", views.figures, name="creator_figures"),
    path("quarters/<slug:quarter>", views.quarter, name="creator_quarter"),
    path("quarters/<slug:quarter>/amounts.csv", views.amounts, name="creator_amounts"),
    path("<int:creator>/", views.creator, name="creator"),
    path("<int:creator>/accounts", views.AddingAccount.as_view(), name="creator_account"),
    path("<int:creator>/farewell", views.BiddingFarewell.as_view(), name="creator_farewell"),
    path("<int:creator>/comeback", views.WelcomingBack.as_view(), name="creator_comeback"),
    path("<int:creator>/privileges", views.Granting.as_view(), name="privilege_new"),
    path("<int:creator>/pieces", views.RegisteringPiece.as_view(), name="piece_new"),
    path("<int:creator>/address", views.addressing, name="creator_address"),
    path("held/<str:secret>/", views.held, name="creator_held"),
    path("held/<str:secret>/remark", views.held_remark, name="creator_held_remark"),
    path("remarks/<int:remark>/answer", views.Answering.as_view(), name="creator_answer"),
    path("<int:creator>/support", views.support, name="creator_support"),
    path("pieces/<int:piece>/", views.piece, name="piece"),
    path("pieces/<int:piece>/proofs", views.GivingProof.as_view(), name="piece_proof"),
    path("pieces/<int:piece>/check", views.Checking.as_view(), name="piece_check"),
    path("resources", views.resources, name="creator_resources"),
    path("resources/new", views.Allocating.as_view(), name="allocation_new"),
    path("resources/<int:allocation>/strike", views.Striking.as_view(), name="allocation_strike"),
    path("<int:creator>/checklists", views.Opening.as_view(), name="checklist_new"),
    path("checklists/<int:checklist>/", views.checklist, name="checklist"),
    path("checklists/<int:checklist>/reviews", views.Looking.as_view(), name="checklist_review"),
    path(
        "checklists/<int:checklist>/<slug:item>/tick",
        views.Ticking.as_view(),
        name="checklist_tick",
    ),
    path("requests/<int:asked>/exception", views.Exempting.as_view(), name="privilege_exception"),
    path(
        "privileges/<int:privilege>/revocation",
        views.Revoking.as_view(),
        name="privilege_revocation",
    ),
]
