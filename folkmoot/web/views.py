"""The front door, and the home of each moot."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from folkmoot.foundation.people import queries as people
from folkmoot.web.requests import BrandRequest


def front(request: HttpRequest) -> HttpResponse:
    return render(request, "web/front.html", {"brands": people.brands()})


def moot(request: BrandRequest) -> HttpResponse:
    return render(request, "web/moot.html")
