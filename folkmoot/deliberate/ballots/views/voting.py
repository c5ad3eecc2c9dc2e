"""Casting a paper. What is sent here is in no address, no session and no error report."""

import secrets

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.decorators.http import require_POST

from civics.ballots import NONCE_BYTES, hash_of, lock_of
from folkmoot.deliberate.ballots import actions, queries, rules
from folkmoot.deliberate.ballots.box import LOCK_BYTES
from folkmoot.deliberate.ballots.forms import PaperForm
from folkmoot.deliberate.ballots.views.reading import ballot_or_404, page
from folkmoot.foundation.requests import BrandRequest


@require_POST
@login_required
@never_cache
def salt(request: BrandRequest, ballot: int) -> HttpResponse:
    """The server's number for the hash of the voter's, which it has not seen."""
    found = ballot_or_404(request, ballot)
    rules.require_voter(queries.voter_of(found, request.member), request.member)
    rules.require_open(found, timezone.now())
    shown = request.POST.get("shown", "")
    rules.require_number(shown, length=LOCK_BYTES)
    return JsonResponse({"salt": rules.salt_for(found, shown).hex()})


@sensitive_post_parameters()
@sensitive_variables()
@require_POST
@login_required
@never_cache
def paper(request: BrandRequest, ballot: int) -> HttpResponse:
    """The answer is the receipt itself: a redirect would have to keep it somewhere first."""
    found, now = ballot_or_404(request, ballot), timezone.now()
    voter = rules.require_voter(queries.voter_of(found, request.member), request.member)
    rules.require_open(found, now)
    form = PaperForm(request.POST, ballot=found, again=queries.has_voted(voter))
    if not form.is_valid():
        return page(request, found, form=form, status=422)
    numbers = {name: form.cleaned_data[name] for name in ("nonce", "salt", "lock")}
    key = ""
    if made_here := not numbers["nonce"]:
        nonce, secret = secrets.token_bytes(NONCE_BYTES), secrets.token_bytes(NONCE_BYTES)
        key = secret.hex()
        numbers = {
            "nonce": nonce.hex(),
            "salt": rules.salt_for(found, hash_of(nonce)).hex(),
            "lock": lock_of(secret),
        }
    taken = actions.cast(
        found,
        actor=request.member,
        choice=form.choice(),
        receipt=form.receipt(),
        **numbers,
        now=now,
    )
    context = {
        "ballot": found,
        "receipt": taken,
        "numbers": numbers,
        "key": key,
        "made_here": made_here,
        "file": f"{request.brand.slug}-ballot-{found.number}-receipt.txt",
    }
    return render(request, "ballots/receipt.html", context)
