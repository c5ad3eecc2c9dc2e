"""The page of a deal as a PDF that stands alone."""

from django.contrib.auth.views import redirect_to_login
from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from folkmoot.decide.partnerships import printing, rules
from folkmoot.decide.partnerships.views.reading import page_of
from folkmoot.decide.partnerships.views.saying import deal_or_404
from folkmoot.foundation.requests import BrandRequest


@require_safe
def sheet(request: BrandRequest, deal: int) -> HttpResponse:
    if not request.user.is_authenticated:
        return redirect_to_login(request.get_full_path())
    member, now = rules.require_reader(request.member), timezone.now()
    found = deal_or_404(request.brand, deal)
    address = request.build_absolute_uri(request.path.removesuffix("sheet.pdf"))
    made = printing.sheet_of(page_of(found, member, now), address=address, now=now)
    response = HttpResponse(made, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="deal-{found.number}.pdf"'
    return response
