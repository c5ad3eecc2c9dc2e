from django.urls import path

from folkmoot.deliberate.conversations.views import (
    facilitating,
    opening,
    publishing,
    reading,
    speaking,
)

urlpatterns = [
    path("", reading.conversations, name="conversations"),
    path("new", opening.Opening.as_view(), name="conversation_new"),
    path("import", opening.Importing.as_view(), name="conversation_import"),
    path("<int:number>/", reading.conversation, name="conversation"),
    path("<int:number>/statements", speaking.Statements.as_view(), name="conversation_statements"),
    path("<int:number>/statements/<int:statement>/vote", speaking.vote, name="conversation_vote"),
    path(
        "<int:number>/statements/<int:statement>/acceptance",
        facilitating.acceptance,
        name="conversation_acceptance",
    ),
    path(
        "<int:number>/statements/<int:statement>/rejection",
        facilitating.rejection,
        name="conversation_rejection",
    ),
    path("<int:number>/seeds", facilitating.seeds, name="conversation_seeds"),
    path("<int:number>/answers", facilitating.answers, name="conversation_answers"),
    path("<int:number>/answers/<int:version>", reading.answer, name="conversation_answer"),
    path("<int:number>/closing", facilitating.closing, name="conversation_closing"),
    path("<int:number>/queue", facilitating.queue, name="conversation_queue"),
    path("<int:number>/moderation", reading.moderation, name="conversation_moderation"),
    path("<int:number>/result", publishing.result, name="conversation_result"),
    path("<int:number>/export.csv", publishing.export_csv, name="conversation_export_csv"),
    path(
        "<int:number>/statements.csv",
        publishing.statements_csv,
        name="conversation_statements_csv",
    ),
    path("<int:number>/export.json", publishing.export_json, name="conversation_export_json"),
]
