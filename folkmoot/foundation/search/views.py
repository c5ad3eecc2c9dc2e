"""One page: what was found."""

from typing import TYPE_CHECKING

from django.http import HttpResponse
from django.shortcuts import render

from folkmoot.foundation.search import queries

if TYPE_CHECKING:
    from folkmoot.foundation.requests import BrandRequest


def search(request: "BrandRequest") -> HttpResponse:
    query = request.GET.get("q", "").strip()
    context = {"query": query, "found": queries.find(request.brand, query), "most": queries.MOST}
    return render(request, "search/search.html", context)
