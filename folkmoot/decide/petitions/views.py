"""Petitions as their readers, their signers and the brand's people see them."""

import json
from typing import TYPE_CHECKING, Any, cast

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.core.serializers.json import DjangoJSONEncoder
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views import View
from django.views.decorators.http import require_POST, require_safe

from folkmoot.charter import queries as charter
from folkmoot.charter.rules import require_rule
from folkmoot.decide.decisions import queries as decisions
from folkmoot.decide.petitions import actions, queries, rules
from folkmoot.decide.petitions.forms import CheckForm, PetitionForm, ReplyForm, SimulatorForm
from folkmoot.decide.petitions.models import Petition
from folkmoot.foundation.clocks.queries import clock_of
from folkmoot.foundation.people.actions import join
from folkmoot.foundation.people.rules import is_staff, require
from folkmoot.foundation.refusal import Refusal
from folkmoot.foundation.requests import BrandRequest

if TYPE_CHECKING:
    from folkmoot.decide.decisions.models import Matter
    from folkmoot.foundation.people.models import Member, Person

SHOWN = ("all", "signing", "established", "rejected")


@require_safe
def petitions(request: BrandRequest) -> HttpResponse:
    show = request.GET.get("show", "all")
    if show not in SHOWN:
        raise Http404
    before = _whole_number(request.GET.get("before"))
    page = queries.petition_page(request.brand, show=show, before=before, now=timezone.now())
    waiting = len(queries.waiting_for_check(request.brand)) if is_staff(request.member) else 0
    context = {"page": page, "show": show, "waiting": waiting}
    return render(request, "petitions/list.html", context)


@require_safe
def petition(request: BrandRequest, number: int) -> HttpResponse:
    found, now, member = _petition_or_404(request, number), timezone.now(), request.member
    standing = rules.state(found, now)
    context = {
        "petition": found,
        "matter": found.matter,
        "object": decisions.headline(decisions.words_of(found.matter)),
        "state": standing,
        "words_open": rules.words_open(found, member),
        "progress": queries.progress_of(found),
        "signing": rules.is_signing(found, now),
        "signed": queries.has_signed(found, member),
        "seconded": queries.has_seconded(found, member),
        "mine": member is not None and found.by_id == member.pk,
        "seconders": rules.SECONDERS,
        "check_clock": clock_of(request.brand, rules.CHECK_CLOCK, found.subject),
        "reply_clock": clock_of(request.brand, rules.REPLY_CLOCK, found.subject),
        "may_check": rules.can_check(member),
        "may_reply": rules.can_reply(member),
    }
    return render(request, "petitions/petition.html", context)


class Starting(View):
    """What it may not be about comes first, then two questions."""

    def get(self, request: BrandRequest, number: int) -> HttpResponse:
        found = _matter_or_404(request, number)
        mends = queries.petition_by_number(
            request.brand, _whole_number(request.GET.get("mends")) or 0
        )
        mine = mends is not None and request.member is not None
        if mends is not None and mine and mends.by_id == cast("Member", request.member).pk:
            form = PetitionForm(initial={"asks": str(mends.asks), "because": str(mends.because)})
        else:
            form = PetitionForm(initial=request.session.get("petition", {}).get(str(found.pk)))
        return self._page(request, found, form)

    def post(self, request: BrandRequest, number: int) -> HttpResponse:
        found = _matter_or_404(request, number)
        form = PetitionForm(request.POST)
        if not form.is_valid():
            return self._page(request, found, form, status=422)
        if not request.user.is_authenticated:
            request.session["petition"] = {str(found.pk): form.cleaned_data}
            return redirect_to_login(request.get_full_path())
        mends = queries.petition_by_number(
            request.brand, _whole_number(request.POST.get("mends")) or 0
        )
        try:
            with transaction.atomic():
                begun = actions.start_petition(
                    found,
                    **form.cleaned_data,
                    mends=mends,
                    actor=_first_voice(request),
                    now=timezone.now(),
                )
        except Refusal as refusal:
            form.add_error(None, str(refusal))
            return self._page(request, found, form, status=refusal.status)
        request.session.pop("petition", None)
        messages.success(request, _("Started. Send its address to five others who second it."))
        return redirect("petition", request.brand.slug, begun.number)

    def _page(
        self, request: BrandRequest, matter: "Matter", form: PetitionForm, status: int = 200
    ) -> HttpResponse:
        context = {
            "form": form,
            "matter": matter,
            "rule": decisions.rule_of(matter),
            "object": decisions.headline(decisions.words_of(matter)),
            "possible": decisions.can_be_petitioned(matter),
            "mends": _whole_number(request.GET.get("mends") or request.POST.get("mends")),
            "seconders": rules.SECONDERS,
        }
        return render(request, "petitions/starting.html", context, status=status)


@require_POST
def seconding(request: BrandRequest, number: int) -> HttpResponse:
    found = _petition_or_404(request, number)
    if not request.user.is_authenticated:
        return redirect_to_login(_address(request, number))
    with transaction.atomic():  # who may not second here does not become a member by trying
        actions.second(found, actor=_first_voice(request), now=timezone.now())
    messages.success(request, _("Seconded. Thank you."))
    return redirect(_address(request, number))


@require_POST
def signature(request: BrandRequest, number: int) -> HttpResponse:
    found = _petition_or_404(request, number)
    if not request.user.is_authenticated:
        return redirect_to_login(_address(request, number))
    with transaction.atomic():
        actions.sign(found, actor=_first_voice(request), now=timezone.now())
    messages.success(request, _("Signed. You can take it back until the signing ends."))
    return redirect(_address(request, number))


@require_POST
def withdrawal(request: BrandRequest, number: int) -> HttpResponse:
    found = _petition_or_404(request, number)
    actions.withdraw(found, actor=request.member, now=timezone.now())
    messages.success(request, _("Your signature is withdrawn."))
    return redirect(_address(request, number))


@require_safe
def queue(request: BrandRequest) -> HttpResponse:
    """What waits to be held against the standards, the oldest first."""
    if not request.user.is_authenticated:
        return redirect_to_login(request.get_full_path())
    _require_checker(request.member)
    waiting = [
        (found, clock_of(request.brand, rules.CHECK_CLOCK, found.subject))
        for found in queries.waiting_for_check(request.brand)
    ]
    return render(request, "petitions/queue.html", {"waiting": waiting})


class Checking(View):
    def get(self, request: BrandRequest, number: int) -> HttpResponse:
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        _require_checker(request.member)
        return self._page(request, _petition_or_404(request, number), CheckForm())

    def post(self, request: BrandRequest, number: int) -> HttpResponse:
        actor = _require_checker(request.member)
        found, form, now = (
            _petition_or_404(request, number),
            CheckForm(request.POST),
            timezone.now(),
        )
        if not form.is_valid():
            return self._page(request, found, form, status=422)
        said = form.cleaned_data
        try:
            if said["outcome"] == "accepted":
                actions.admit(found, actor=actor, now=now)
            else:
                actions.reject(found, said["reason"], said["why"], actor=actor, now=now)
        except Refusal as refusal:
            form.add_error(None, str(refusal))
            return self._page(request, found, form, status=refusal.status)
        messages.success(request, _("Checked; the reason is on the record."))
        return redirect(_address(request, number))

    def _page(
        self, request: BrandRequest, found: Petition, form: CheckForm, status: int = 200
    ) -> HttpResponse:
        context = {
            "petition": found,
            "form": form,
            "object": decisions.headline(decisions.words_of(found.matter)),
            "clock": clock_of(request.brand, rules.CHECK_CLOCK, found.subject),
        }
        return render(request, "petitions/checking.html", context, status=status)


class Replying(View):
    def get(self, request: BrandRequest, number: int) -> HttpResponse:
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        found = _petition_or_404(request, number)
        rules.require_replier(found, _acting(request))
        return self._page(request, found, ReplyForm())

    def post(self, request: BrandRequest, number: int) -> HttpResponse:
        found, actor = _petition_or_404(request, number), _acting(request)
        rules.require_replier(found, actor)
        form = ReplyForm(request.POST)
        if not form.is_valid():
            return self._page(request, found, form, status=422)
        try:
            actions.reply(found, form.cleaned_data["text"], actor=actor, now=timezone.now())
        except Refusal as refusal:
            form.add_error(None, str(refusal))
            return self._page(request, found, form, status=refusal.status)
        messages.success(request, _("Your answer is published and sealed."))
        return redirect(_address(request, number))

    def _page(
        self, request: BrandRequest, found: Petition, form: ReplyForm, status: int = 200
    ) -> HttpResponse:
        clock = clock_of(request.brand, rules.REPLY_CLOCK, found.subject)
        context = {"petition": found, "form": form, "clock": clock}
        return render(request, "petitions/replying.html", context, status=status)


@require_safe
def simulator(request: BrandRequest) -> HttpResponse:
    """What a threshold would have meant, before somebody writes it into the charter."""
    now, context = timezone.now(), dict[str, Any]()
    usual = {"share": 5, "cohorts": 3}
    topics = [line for line in charter.lines(request.brand, now) if line.version]
    form = SimulatorForm(request.GET or None, brand=request.brand, initial=usual)
    if topics and form.is_bound and form.is_valid():
        said = form.cleaned_data
        version = require_rule(charter.topic_by_slug(request.brand, said["topic"]), now=now)
        shares = {"share": said["share"], "cohorts": said["cohorts"]}
        context["version"] = version
        context["result"] = queries.simulate(request.brand, version, **shares, now=now)
    context |= {"form": form, "topics": topics}
    return render(request, "petitions/simulator.html", context)


@require_safe
def export_json(request: BrandRequest, number: int) -> HttpResponse:
    found = _petition_or_404(request, number)
    data = queries.exported(found, request.member, timezone.now()) | {"licence": "CC-BY-4.0"}
    name = f'attachment; filename="{request.brand.slug}-petition-{number}.json"'
    text = json.dumps(data, ensure_ascii=False, indent=1, cls=DjangoJSONEncoder)
    return HttpResponse(
        text, content_type="application/json", headers={"Content-Disposition": name}
    )


def _petition_or_404(request: BrandRequest, number: int) -> Petition:
    found = queries.petition_by_number(request.brand, number)
    if found is None:
        raise Http404
    return found


def _matter_or_404(request: BrandRequest, number: int) -> "Matter":
    found = decisions.matter_by_number(request.brand, number)
    if found is None:
        raise Http404
    return found


def _first_voice(request: BrandRequest) -> "Member":
    """The member; somebody signed in joins the moot with the first thing they say in it."""
    if request.member is not None:
        return request.member
    return join(request.brand, cast("Person", request.user), now=timezone.now())


def _acting(request: BrandRequest) -> "Member":
    if request.member is None:
        raise Refusal("not-member", _("Only the brand's people may do this. Please sign in first."))
    return request.member


def _require_checker(member: "Member | None") -> "Member":
    require(
        rules.can_check,
        member,
        code="not-checker",
        sentence=_("Only the brand's people hold a petition against the standards."),
    )
    return cast("Member", member)


def _address(request: BrandRequest, number: int) -> str:
    return reverse("petition", args=[request.brand.slug, number])


def _whole_number(text: str | None) -> int | None:
    """A number from the address; whatever else stands there is not one."""
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 10 else None
