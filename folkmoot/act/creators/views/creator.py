"""One creator: what they have, what they had, and what they must show."""

from django.contrib.auth.views import redirect_to_login
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from folkmoot.act.creators import queries, rules
from folkmoot.act.creators.views.form import creator_or_404
from folkmoot.foundation.people.rules import is_executive
from folkmoot.foundation.requests import BrandRequest


@require_safe
def creator(request: BrandRequest, creator: int) -> HttpResponse:
    if not request.user.is_authenticated:
        return redirect_to_login(request.get_full_path())
    member, now = rules.require_reader(request.member), timezone.now()
    found = creator_or_404(request.brand, creator)
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
    }
    return render(request, "creators/creator.html", context)
