"""The soul and those who guard it."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from folkmoot.charter.articles import actions, queries, rules
from folkmoot.charter.articles.forms import Accepting, Asking
from folkmoot.charter.articles.models import Guardian
from folkmoot.charter.articles.views.reading import day_asked
from folkmoot.foundation.people.queries import member_by_pseudonym
from folkmoot.foundation.people.rules import is_executive
from folkmoot.foundation.requests import BrandRequest


@require_safe
def soul(request: BrandRequest) -> HttpResponse:
    now = timezone.now()
    on = day_asked(request, now)
    own = queries.own_guardianships(request.member, now) if request.member else []
    context = {
        "now": now,
        "on": on,
        "items": queries.soul(request.brand, on),
        "own": own,
        "executive": is_executive(request.member),
        "edition": queries.edition_in_force(request.brand, on),
        "asking": Asking(),
        "accepting": Accepting(),
    }
    return render(request, "articles/soul.html", context)


@require_POST
def ask(request: BrandRequest, place: int) -> HttpResponse:
    member, now = rules.require_executive(request.member), timezone.now()
    item = queries.soul_item(request.brand, place, now)
    if item is None:
        raise Http404
    asked = member_by_pseudonym(request.brand, request.POST.get("pseudonym", ""))
    actions.ask_guardian(item, rules.require_found(asked), actor=member, now=now)
    messages.success(request, _("Asked. The member sees it on this page and can accept."))
    return redirect("charter_soul", brand=request.brand.slug)


@require_POST
def acceptance(request: BrandRequest, guardian: int) -> HttpResponse:
    found, form = _own(request, guardian), Accepting(request.POST)
    member = rules.require_guardian(request.member)
    form.is_valid()
    actions.accept_guard(
        found,
        request.POST.get("seat", ""),
        adult=bool(form.cleaned_data.get("adult")),
        actor=member,
        now=timezone.now(),
    )
    messages.success(request, _("You hold the second key now."))
    return redirect("charter_soul", brand=request.brand.slug)


@require_POST
def give_back(request: BrandRequest, guardian: int) -> HttpResponse:
    found = _own(request, guardian)
    actions.give_back(found, actor=rules.require_guardian(request.member), now=timezone.now())
    messages.success(request, _("You gave it back."))
    return redirect("charter_soul", brand=request.brand.slug)


def _own(request: BrandRequest, key: int) -> Guardian:
    """The guardianship, which only the one concerned can see."""
    member = rules.require_guardian(request.member)
    found = queries.own_guardianships(member, timezone.now()).filter(pk=key).first()
    if found is None:
        raise Http404
    return found
