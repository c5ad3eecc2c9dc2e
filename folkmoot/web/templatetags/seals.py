"""Where a fact stands in the public log, for the seals on a page."""

from typing import Any

from django import template

from folkmoot.account.ledger.queries import Place, places_near

register = template.Library()


@register.simple_tag(takes_context=True)
def place(context: Any, fact: Any) -> Place:
    """The fact's number and hash in the log.

    Seals come in rows of neighbours, so one question is asked for a whole neighbourhood of facts
    and its answer kept with the request. A page that is made without one asks for each.
    """
    request = getattr(context, "request", None)
    if request is None:
        return places_near(fact.brand_id, fact.number)[fact.number]
    known = request.__dict__.setdefault("_places", {}).setdefault(fact.brand_id, {})
    if fact.number not in known:
        known.update(places_near(fact.brand_id, fact.number))
    found: Place = known[fact.number]
    return found
