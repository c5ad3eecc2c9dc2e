"""Which suggestion, which draft, which merge."""

from django.http import Http404

from folkmoot.deliberate.suggestions import queries
from folkmoot.deliberate.suggestions.models import Draft, Merge, Suggestion
from folkmoot.foundation.people.api import acting, brand_or_404

__all__ = ["acting", "brand_or_404"]


def suggestion_or_404(brand: str, number: int) -> Suggestion:
    found = queries.suggestion_by_number(brand_or_404(brand), number)
    if found is None:
        raise Http404
    return found


def draft_or_404(brand: str, key: int) -> Draft:
    found = queries.drafts(brand_or_404(brand)).filter(pk=key).first()
    if found is None:
        raise Http404
    return found


def merge_or_404(brand: str, key: int) -> Merge:
    found = queries.merge_by_key(brand_or_404(brand), key)
    if found is None:
        raise Http404
    return found
