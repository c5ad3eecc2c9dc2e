"""One creator: what they have, what they had, and what they must show."""

from typing import TYPE_CHECKING, Any

from django.contrib.auth.decorators import login_required
from django.contrib.auth.views import redirect_to_login
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from folkmoot.act.creators import actions, queries, rules
from folkmoot.act.creators.views.form import creator_or_404
from folkmoot.foundation.people.rules import is_executive
from folkmoot.foundation.requests import BrandRequest

if TYPE_CHECKING:
    from folkmoot.act.creators.models import Creator


@require_safe
def creator(request: BrandRequest, creator: int) -> HttpResponse:
    if not request.user.is_authenticated:
        return redirect_to_login(request.get_full_path())
    rules.require_reader(request.member)
    return _page(request, creator_or_404(request.brand, creator))


@require_POST
@login_required
def addressing(request: BrandRequest, creator: int) -> HttpResponse:
    """The address is shown once, to be handed over."""
    actor, found = rules.require_handler(request.member), creator_or_404(request.brand, creator)
    secret = actions.issue_address(found, actor=actor, now=timezone.now())
    path = reverse("creator_held", args=[request.brand.slug, secret])
    return _page(request, found, address=request.build_absolute_uri(path))


def _page(request: BrandRequest, found: "Creator", **more: Any) -> HttpResponse:
    member, now = request.member, timezone.now()
    farewell = queries.farewell_of(found)
    context = {
        "creator": found,
        "farewell": farewell,
        "accounts": found.accounts.select_related("handle").order_by("pk"),
        "today": now.date(),
        "privileges": queries.privileges(request.brand).filter(creator=found),
        "requests": queries.requests_open(request.brand, now).filter(creator=found),
        "pieces": queries.disclosures(found, now.date()),
        "checklists": [
            queries.care(each, now.date())
            for each in queries.checklists(request.brand).filter(creator=found)
        ],
        "askings": queries.askings(found),
        "turns": queries.turns(found, now),
        "standard": queries.standard(request.brand),
        "may_handle": rules.handles_creators(member),
        "may_return": rules.handles_creators(member) and farewell is not None,
        "may_change": rules.handles_creators(member) and farewell is None,
        "may_sign": is_executive(member),
        "may_answer": rules.handles_creators(member),
        "remarks": queries.remarks(request.brand).filter(creator=found),
        **more,
    }
    return render(request, "creators/creator.html", context)
