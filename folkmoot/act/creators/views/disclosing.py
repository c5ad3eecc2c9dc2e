"""Pieces that were paid for, and their labels."""

from django import forms
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from folkmoot.act.creators import actions, queries, rules
from folkmoot.act.creators.forms import CheckForm, PieceForm, ProofForm
from folkmoot.act.creators.models import Label, Piece
from folkmoot.act.creators.views.form import Filling
from folkmoot.foundation.requests import BrandRequest


class RegisteringPiece(Filling):
    shape = PieceForm
    heading = _("Enter a piece")
    lead = _("Something they published for the brand. A second person checks its label.")
    button = _("Enter it")

    def act(self, form: forms.Form) -> str:
        said = {**form.cleaned_data, "label": Label(form.cleaned_data["label"])}
        return piece_path(actions.register_piece(self.creator, **said, **self.by))


class _OfPiece(Filling):
    def prepare(self, request: BrandRequest, **key: int) -> None:
        super().prepare(request)
        self.piece = piece_or_404(request, key["piece"])
        self.creator = self.piece.creator


class GivingProof(_OfPiece):
    shape = ProofForm
    heading = _("Show the label")
    button = _("Give the proof")

    def act(self, form: forms.Form) -> str:
        actions.give_proof(self.piece, **form.cleaned_data, **self.by)
        return piece_path(self.piece)


class Checking(_OfPiece):
    shape = CheckForm
    heading = _("Check the label")
    lead = _("Open the piece and look for yourself. What you find is noted with your name.")
    button = _("Note what I saw")

    def act(self, form: forms.Form) -> str:
        labelled, note = form.cleaned_data["labelled"] == "yes", form.cleaned_data["note"]
        actions.check_proof(self.piece, labelled, note, **self.by)
        return piece_path(self.piece)


@require_safe
def piece(request: BrandRequest, piece: int) -> HttpResponse:
    if not request.user.is_authenticated:
        return redirect_to_login(request.get_full_path())
    member = rules.require_reader(request.member)
    found = piece_or_404(request, piece)
    latest = queries.latest_proof(found)
    waits = latest is not None and not hasattr(latest, "check_of")
    context = {
        "shown": queries.disclosure(found, timezone.now().date()),
        "piece": found,
        "creator": found.creator,
        "proofs": found.proofs.all(),
        "may_handle": rules.handles_creators(member),
        "may_check": waits and latest is not None and latest.by_id != member.pk,
    }
    return render(request, "creators/piece.html", context)


def piece_or_404(request: BrandRequest, number: int) -> Piece:
    found = queries.piece_by_number(request.brand, number)
    if found is None:
        raise Http404
    return found


def piece_path(piece: Piece) -> str:
    return f"/{piece.brand.slug}/creators/pieces/{piece.number}/"
