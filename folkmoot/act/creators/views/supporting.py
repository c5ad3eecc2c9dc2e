"""Asking fans about a creator."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from folkmoot.act.creators import actions, rules
from folkmoot.act.creators.views.form import creator_or_404
from folkmoot.foundation.requests import BrandRequest


@require_POST
def support(request: BrandRequest, creator: int) -> HttpResponse:
    actor = rules.require_handler(request.member)
    found = creator_or_404(request.brand, creator)
    asking = actions.ask_support(found, actor=actor, now=timezone.now())
    messages.success(request, _("Fans will be drawn by lot. Their answer will stand here."))
    return redirect("panel", request.brand.slug, asking.panel.number)
