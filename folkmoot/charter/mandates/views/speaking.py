"""Words in the name of others, and the one tap that says “not for me”."""

from datetime import timedelta

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from folkmoot.charter.mandates import actions, forms, queries, rules
from folkmoot.charter.mandates.models import Position, Statement
from folkmoot.charter.mandates.views.finding import body_or_404, incomplete, or_404, sits, somebody
from folkmoot.charter.rules import in_force
from folkmoot.foundation.people.rules import is_fan, shown
from folkmoot.foundation.requests import BrandRequest


@require_POST
def draft(request: BrandRequest, body: int) -> HttpResponse:
    found, member, now = body_or_404(request, body), somebody(request), timezone.now()
    form = forms.Drafting(request.POST)
    if not form.is_valid():
        raise incomplete(form)
    closes_at = now + timedelta(days=form.cleaned_data["days"])
    made = actions.draft(
        found, form.cleaned_data["text"], closes_at=closes_at, actor=member, now=now
    )
    return redirect("collective", brand=request.brand.slug, statement=made.number)


@require_safe
def collective(request: BrandRequest, statement: int) -> HttpResponse:
    now, found = timezone.now(), _statement(request, statement)
    published = getattr(found, "publication", None)
    count = published or queries.counted(found, now)
    open_now = published is None and now < found.closes_at
    context = {
        "now": now,
        "statement": found,
        "rule": in_force(found.body.topic, now),
        "published": published,
        "open": open_now,
        "count": {
            name: shown(getattr(count, name))
            for name in ("eligible", "consulted", "in_favour", "against", "signers")
        },
        "disclaimer": rules.DISCLAIMER,
        "no_mandate": rules.NO_MANDATE,
        "claims": rules.claims_in(str(found.words)),
        "positions": list(Position),
        "own": queries.reply_of(found, request.member),
        "may_reply": open_now and is_fan(request.member),
        "tapped": queries.tap_of(published, request.member) if published else None,
        "taps": shown(queries.taps(published)) if published else None,
        "may_tap": published is not None and is_fan(request.member),
        "sits": sits(request, found.body, now),
    }
    return render(request, "mandates/collective.html", context)


@require_POST
def answer(request: BrandRequest, statement: int) -> HttpResponse:
    found = _statement(request, statement)
    try:
        position = int(request.POST.get("position", ""))
    except ValueError:
        position = 9
    actions.reply(found, position, actor=request.member, now=timezone.now())
    messages.success(request, _("Your voice is counted. You can change it until the window ends."))
    return redirect("collective", brand=request.brand.slug, statement=found.number)


@require_POST
def not_represented(request: BrandRequest, statement: int) -> HttpResponse:
    """One tap, and another one takes it back."""
    found, now = _statement(request, statement), timezone.now()
    published = getattr(found, "publication", None)
    if published is None:
        raise Http404
    if request.POST.get("represented") == "again":
        actions.represented_again(published, actor=request.member, now=now)
        messages.success(request, _("Taken back."))
    else:
        actions.say_not_represented(published, actor=request.member, now=now)
        messages.success(request, _("Counted: this does not speak for you."))
    return redirect("collective", brand=request.brand.slug, statement=found.number)


def _statement(request: BrandRequest, number: int) -> Statement:
    return or_404(queries.statement_by_number(request.brand, number))
