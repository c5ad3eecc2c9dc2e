"""The one API document, and how it says no."""

from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from ninja import NinjaAPI

from folkmoot import __version__
from folkmoot.account.promises.api import router as promises
from folkmoot.act.contests.api import router as contests
from folkmoot.act.creators.api import router as creators
from folkmoot.api.auth import Token
from folkmoot.decide.decisions.api import router as decisions
from folkmoot.decide.partnerships.api import router as partnerships
from folkmoot.decide.petitions.api import router as petitions
from folkmoot.deliberate.ballots.api import router as ballots
from folkmoot.deliberate.conversations.api import router as conversations
from folkmoot.deliberate.reviews.api import router as reviews
from folkmoot.deliberate.suggestions.api import router as suggestions
from folkmoot.foundation.refusal import Refusal

api = NinjaAPI(
    title="Folkmoot",
    version=__version__,
    description="What a brand's moot says and does. Reading is open; acting needs a token.",
    auth=Token(),
    docs_url=None,
    urls_namespace="api",
)
api.add_router("", conversations, tags=["conversations"])
api.add_router("", decisions, tags=["decisions"])
api.add_router("", petitions, tags=["petitions"])
api.add_router("", partnerships, tags=["partnerships"])
api.add_router("", suggestions, tags=["suggestions"])
api.add_router("", promises, tags=["promises"])
api.add_router("", reviews, tags=["reviews"])
api.add_router("", ballots, tags=["ballots"])
api.add_router("", contests, tags=["contests"])
api.add_router("", creators, tags=["creators"])


@api.exception_handler(Refusal)
def refuse(request: HttpRequest, refusal: Refusal) -> HttpResponse:
    body = {"code": refusal.code, "message": str(refusal), "params": refusal.params}
    return api.create_response(request, body, status=HTTPStatus(refusal.status))
