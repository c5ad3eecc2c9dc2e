"""I10 on pages: words that speak for all without a mandate stand with a sentence that says so."""

from typing import TYPE_CHECKING

from django import template
from django.utils import timezone

from folkmoot.charter.mandates.rules import disclaimer_for

if TYPE_CHECKING:
    from folkmoot.foundation.people.models import Member

register = template.Library()


@register.inclusion_tag("web/components/own_words.html")
def own_words(*words: object, by: "Member | None" = None) -> dict[str, object]:
    """The sentence beneath somebody's words; nothing where they speak for themselves."""
    said = "\n".join(str(each or "") for each in words)
    return {"disclaimer": disclaimer_for(said, by, now=timezone.now())}
