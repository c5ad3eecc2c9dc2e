"""Who may speak for whom; drafts to sign; one tap that says "not for me"."""

from datetime import datetime, time, timedelta
from typing import Any, TypeVar

from django import forms as django_forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from folkmoot.charter.articles.queries import edition_in_force
from folkmoot.charter.articles.rules.patterns import said
from folkmoot.charter.mandates import actions, forms, queries, rules
from folkmoot.charter.mandates.models import Body, Mandate, Motion, Position, Seat, Statement
from folkmoot.charter.models import Topic
from folkmoot.charter.queries import topic_by_slug, topics
from folkmoot.charter.rules import in_force
from folkmoot.foundation.people.queries import member_by_pseudonym
from folkmoot.foundation.people.rules import Member, is_executive, is_fan, shown
from folkmoot.foundation.refusal import Refusal
from folkmoot.foundation.requests import BrandRequest

T = TypeVar("T")


@require_safe
def mandates(request: BrandRequest) -> HttpResponse:
    now = timezone.now()
    found = list(queries.mandates(request.brand))
    context = {
        "now": now,
        "bodies": [(body, len(queries.seats(body, now))) for body in queries.bodies(request.brand)],
        "mandates": [(mandate, rules.is_live(mandate, now)) for mandate in found],
        "statements": queries.statements(request.brand),
        "own": queries.own_seats(request.member, now) if request.member else [],
        "executive": is_executive(request.member),
        "founding": _founding(request),
        "disclaimer": rules.DISCLAIMER,
    }
    return render(request, "mandates/mandates.html", context)


@require_POST
def found(request: BrandRequest) -> HttpResponse:
    member = rules.require_executive(request.member)
    form = _founding(request, request.POST)
    if form is None or not form.is_valid():
        raise _incomplete(form)
    made = actions.found_body(
        form.cleaned_data["name"],
        article=form.cleaned_data["article"],
        topic=_topic(request, form.cleaned_data["topic"]),
        actor=member,
        now=timezone.now(),
    )
    messages.success(request, _("The body is founded. Now offer its seats."))
    return redirect("body", brand=request.brand.slug, body=made.number)


def _founding(request: BrandRequest, data: Any = None) -> forms.Founding | None:
    edition = edition_in_force(request.brand, timezone.now())
    if edition is None:
        return None
    language = get_language() or "en"
    seated = [
        (article["key"], f"{article['key']} {said(article['name'], language)}")
        for article in edition.body["articles"]
        if article["term"]["seats"] and article["key"] != "T12"
    ]
    return forms.Founding(data, articles=seated, topics=topics(request.brand)) if seated else None


@require_safe
def body(request: BrandRequest, body: int) -> HttpResponse:
    now, found = timezone.now(), _body(request, body)
    delay = queries.naming_delay(request.brand, now)
    own = queries.own_seats(request.member, now) if request.member else Seat.objects.none()
    sits = next((s for s in own if s.body_id == found.pk and rules.holds_seat(s, now)), None)
    context = {
        "now": now,
        "body": found,
        "seats": queries.seats(found, now),
        "past": [
            (seat, seat.member.person if rules.may_be_named(seat, now, delay_days=delay) else None)
            for seat in queries.past_seats(found, now)
        ],
        "interests": queries.interests(found),
        "motions": [(m, m.closes_at <= now) for m in queries.motions(found)],
        "mandates": [
            (m, rules.is_live(m, now)) for m in queries.mandates(request.brand) if m.body == found
        ],
        "statements": queries.statements(request.brand).filter(body=found),
        "sits": sits,
        "offered": [
            s for s in own if s.body_id == found.pk and s.taken_at is None and not s.ended_at
        ],
        "executive": is_executive(request.member),
        "offering": forms.Offering(),
        "taking": forms.Taking(),
        "declaring": forms.Declaring(),
        "moving": forms.Moving(),
        "drafting": forms.Drafting(),
        "granting": forms.Granting(topics=topics(request.brand)),
        "delay": delay,
    }
    return render(request, "mandates/body.html", context)


@require_POST
def offer(request: BrandRequest, body: int) -> HttpResponse:
    found, member = _body(request, body), rules.require_executive(request.member)
    chosen = member_by_pseudonym(request.brand, request.POST.get("pseudonym", ""))
    actions.offer_seat(
        found,
        rules.require_found(chosen),
        chosen_by=request.POST.get("chosen_by", ""),
        actor=member,
        now=timezone.now(),
    )
    messages.success(request, _("Offered. The member sees it on this page and can take it."))
    return _to(request, found)


@require_POST
def take(request: BrandRequest, seat: int) -> HttpResponse:
    found, member = _own_seat(request, seat)
    adult = request.POST.get("adult") == "on"
    name = request.POST.get("name", "")
    actions.take_seat(found, name, adult=adult, actor=member, now=timezone.now())
    messages.success(request, _("The seat is yours for one term."))
    return _to(request, found.body)


@require_POST
def leave(request: BrandRequest, seat: int) -> HttpResponse:
    found, member = _own_seat(request, seat)
    actions.leave_seat(found, actor=member, now=timezone.now())
    messages.success(request, _("You left the seat."))
    return _to(request, found.body)


@require_POST
def naming(request: BrandRequest, seat: int) -> HttpResponse:
    found, member = _own_seat(request, seat)
    allowed = request.POST.get("allowed") == "yes"
    actions.allow_naming(found, allowed=allowed, actor=member, now=timezone.now())
    messages.success(request, _("Kept. You can change it at any time."))
    return _to(request, found.body)


@require_POST
def interest(request: BrandRequest, seat: int) -> HttpResponse:
    found, member = _own_seat(request, seat)
    form = forms.Declaring(request.POST)
    if not form.is_valid():
        raise _incomplete(form)
    told = form.cleaned_data
    actions.declare_interest(
        found,
        told["kind"],
        told["text"],
        since=told["since"],
        until=told["until"],
        actor=member,
        now=timezone.now(),
    )
    messages.success(request, _("Declared. It stands in the register under the name of your seat."))
    return _to(request, found.body)


@require_POST
def motion(request: BrandRequest, body: int) -> HttpResponse:
    found, member = _body(request, body), _somebody(request)
    statement = _maybe(queries.statement_by_number, request, "statement")
    mandate = _maybe(queries.mandate_by_number, request, "mandate")
    actions.open_motion(
        found,
        request.POST.get("purpose", ""),
        request.POST.get("text", ""),
        statement=statement,
        mandate=mandate,
        actor=member,
        now=timezone.now(),
    )
    messages.success(request, _("The body can vote now."))
    return _to(request, found)


@require_POST
def vote(request: BrandRequest, body: int, motion: int) -> HttpResponse:
    asked, member, now = _motion(request, body, motion), _somebody(request), timezone.now()
    if request.POST.get("choice") == "close":
        actions.close_motion(asked, actor=member, now=now)
    else:
        choice = {"for": 1, "against": -1, "abstain": 0}.get(request.POST.get("choice", ""), 9)
        actions.vote_on_motion(asked, choice, actor=member, now=now)
        messages.success(request, _("Your vote counts. Only the count is ever shown."))
    return _to(request, asked.body)


@require_POST
def carry_out(request: BrandRequest, body: int, motion: int) -> HttpResponse:
    """Do what the body voted for: grant, confirm or publish."""
    asked, member, now = _motion(request, body, motion), _somebody(request), timezone.now()
    rules.require_seat(asked.body, member, now)
    if asked.purpose == Motion.Purpose.PUBLISH:
        made = actions.publish(asked, actor=member, now=now)
        return redirect("collective", brand=request.brand.slug, statement=made.statement.number)
    if asked.purpose == Motion.Purpose.CONFIRM:
        actions.confirm(asked, actor=member, now=now)
    else:
        told = _granting(request)
        actions.grant_by_vote(
            asked, told["text"], topic=told["topic"], until=told["until"], actor=member, now=now
        )
    messages.success(request, _("Done, and on record."))
    return _to(request, asked.body)


@require_POST
def grant(request: BrandRequest, body: int) -> HttpResponse:
    asked, member = _body(request, body), rules.require_executive(request.member)
    told = _granting(request)
    actions.grant_by_clause(
        asked,
        told["text"],
        topic=told["topic"],
        until=told["until"],
        actor=member,
        now=timezone.now(),
    )
    messages.success(request, _("Done, and on record."))
    return _to(request, asked)


def _granting(request: BrandRequest) -> dict[str, Any]:
    form = forms.Granting(request.POST, topics=topics(request.brand))
    if not form.is_valid():
        raise _incomplete(form)
    told = form.cleaned_data
    end = timezone.make_aware(datetime.combine(told["until"], time.min))
    return {**told, "topic": _topic(request, told["topic"]), "until": end}


@require_safe
def mandate(request: BrandRequest, mandate: int) -> HttpResponse:
    now, found = timezone.now(), _mandate(request, mandate)
    said_so = queries.contesting(found, now)
    context = {
        "now": now,
        "mandate": found,
        "live": rules.is_live(found, now),
        "ends": queries.mandate_end(found),
        "said_so": said_so,
        "not_represented": shown(said_so.count) if said_so else None,
        "statements": [p.statement for p in found.publications.select_related("statement__words")],
        "executive": is_executive(request.member),
        "sits": bool(
            request.member
            and rules.seats_held(request.member, now).filter(body=found.body).exists()
        ),
        "ending": forms.Ending(),
        "contest": getattr(found, "contest", None),
        "end": getattr(found, "end", None),
    }
    return render(request, "mandates/mandate.html", context)


@require_POST
def end(request: BrandRequest, mandate: int) -> HttpResponse:
    found, member = _mandate(request, mandate), _somebody(request)
    reason, text = request.POST.get("reason", ""), request.POST.get("text", "")
    actions.end_mandate(found, reason, text, actor=member, now=timezone.now())
    messages.success(request, _("The mandate has ended."))
    return redirect("mandate", brand=request.brand.slug, mandate=found.number)


@require_POST
def draft(request: BrandRequest, body: int) -> HttpResponse:
    found, member, now = _body(request, body), _somebody(request), timezone.now()
    form = forms.Drafting(request.POST)
    if not form.is_valid():
        raise _incomplete(form)
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
        "sits": bool(
            request.member
            and rules.seats_held(request.member, now).filter(body=found.body).exists()
        ),
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


def _to(request: BrandRequest, found: Body) -> HttpResponse:
    return redirect("body", brand=request.brand.slug, body=found.number)


def _body(request: BrandRequest, number: int) -> Body:
    return _found(queries.body_by_number(request.brand, number))


def _motion(request: BrandRequest, body: int, number: int) -> Motion:
    return _found(queries.motion_by_number(_body(request, body), number))


def _mandate(request: BrandRequest, number: int) -> Mandate:
    return _found(queries.mandate_by_number(request.brand, number))


def _statement(request: BrandRequest, number: int) -> Statement:
    return _found(queries.statement_by_number(request.brand, number))


def _topic(request: BrandRequest, slug: str) -> Topic:
    return _found(topic_by_slug(request.brand, slug))


def _found(thing: T | None) -> T:
    if thing is None:
        raise Http404
    return thing


def _own_seat(request: BrandRequest, key: int) -> tuple[Seat, Member]:
    """A seat can be seen by its key only by the one who holds it."""
    member = _somebody(request)
    return _found(queries.own_seats(member, timezone.now()).filter(pk=key).first()), member


def _somebody(request: BrandRequest) -> Member:
    return rules.require_somebody(request.member)


def _maybe(query: Any, request: BrandRequest, name: str) -> Any:
    number = request.POST.get(name, "")
    return _found(query(request.brand, int(number))) if number.isdecimal() else None


def _incomplete(form: django_forms.Form | None) -> Refusal:
    errors = form.errors if form is not None else {}
    return rules.incomplete(" ".join(str(why) for said in errors.values() for why in said))
