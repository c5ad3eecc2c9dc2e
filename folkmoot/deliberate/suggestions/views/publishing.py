"""Open data, and the code that leads here."""

import base64
from collections.abc import Iterator

import qrcode  # type: ignore[import-untyped]
from django.conf import settings
from django.http import HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe
from qrcode.image.svg import SvgPathFillImage  # type: ignore[import-untyped]

from folkmoot.deliberate.suggestions.queries.open_data import OpenData, open_data_of
from folkmoot.foundation.requests import BrandRequest

CSV = "text/csv; charset=utf-8"


@require_safe
def invitation(request: BrandRequest) -> HttpResponse:
    """A page to print or to show: scan, say it, send it."""
    address = settings.URL + reverse("suggest", args=[request.brand.slug])
    drawn: bytes = qrcode.make(address, image_factory=SvgPathFillImage, border=2).to_string()
    code = base64.b64encode(drawn).decode()
    context = {"address": address, "code": f"data:image/svg+xml;base64,{code}"}
    return render(request, "suggestions/invitation.html", context)


@require_safe
def export_csv(request: BrandRequest) -> StreamingHttpResponse:
    data = open_data_of(request.brand, timezone.now())
    return _download(data, data.suggestions_csv(), CSV, "suggestions.csv")


@require_safe
def supports_csv(request: BrandRequest) -> StreamingHttpResponse:
    data = open_data_of(request.brand, timezone.now())
    return _download(data, data.supports_csv(), CSV, "supports.csv")


@require_safe
def export_json(request: BrandRequest) -> StreamingHttpResponse:
    data = open_data_of(request.brand, timezone.now())
    return _download(data, data.json(), "application/json", "suggestions.json")


def _download(data: OpenData, parts: Iterator[str], kind: str, name: str) -> StreamingHttpResponse:
    return StreamingHttpResponse(
        parts,
        content_type=kind,
        headers={"Content-Disposition": f'attachment; filename="{data.brand.slug}-{name}"'},
    )
