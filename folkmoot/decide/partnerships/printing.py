"""A deal on paper: everything that its page says, typeset on the server without a browser.

Chinese is set in the Song face that PDF readers bring with them, so no font file is needed
(docs/decisions/0010-pdf.md).
"""

import io
import re
from collections.abc import Iterator
from datetime import datetime
from typing import Any
from xml.sax.saxutils import escape

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from reportlab.lib.colors import HexColor
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.platypus import Flowable, Paragraph, SimpleDocTemplate, Spacer, Table, TableStyle

from folkmoot.decide.partnerships.models import Stage, Verdict

SONG, LATIN, STRONG = "STSong-Light", "Helvetica", "Helvetica-Bold"
INK, QUIET, RULE, BLUE = "#22262e", "#5f6570", "#c9ccd2", "#1f4fa8"
SIZES = {"title": 20.0, "heading": 13.0, "text": 10.5, "small": 8.5}
# The frame that reportlab lays on a page keeps six points of its own on each side.
MARGIN, PADDING = 20 * mm, 6
WIDTH = A4[0] - 2 * (MARGIN + PADDING)
# What Helvetica has. Beside Chinese, quotation marks and dashes are those of the Song face.
_LATIN_RUN = re.compile(r"[\x20-\x7e\xa0-\xff–•]+")
_LATIN_ONLY = re.compile(r"[\s\x20-\x7e\xa0-\xff–—•…‘’“”]*")


def sheet_of(page: dict[str, Any], *, address: str, now: datetime) -> bytes:
    """The bytes of the PDF. `page` is what the page of the deal is given."""
    pdfmetrics.registerFont(UnicodeCIDFont(SONG))
    out = io.BytesIO()
    deal = page["deal"]
    document = SimpleDocTemplate(
        out,
        pagesize=A4,
        leftMargin=MARGIN,
        rightMargin=MARGIN,
        topMargin=MARGIN,
        bottomMargin=MARGIN,
        title=_("Deal %(number)s") % {"number": deal.number},
        author=str(deal.brand),
        subject=deal.partner,
    )
    foot = f"{deal.brand} · {address} · {_moment(now)}"

    def signed(canvas: Any, document: Any) -> None:
        line = _paragraph(f"{foot} · {document.page}", "small", QUIET)
        line.wrapOn(canvas, WIDTH, MARGIN)
        line.drawOn(canvas, MARGIN + PADDING, 10 * mm)

    document.build(list(_story(page)), onFirstPage=signed, onLaterPages=signed)
    return out.getvalue()


def _story(page: dict[str, Any]) -> Iterator[Flowable]:
    deal = page["deal"]
    yield _paragraph(deal.partner or _("Erased"), "title")
    about = [deal.get_kind_display(), deal.get_stage_display(), _moment(deal.at), deal.by.person]
    yield _paragraph(" · ".join(map(str, about)), "small", QUIET)
    if deal.purpose:
        yield _paragraph(deal.purpose, "text")
    if page["run"]:
        yield from _verdict(page)
        yield from _standing(page)
        yield from _axes(page)
    yield from _review(page)
    yield from _nearest(page)
    yield _heading(_("Dossier"))
    held, none = _("What is held on this partner"), _("Nothing is held on this partner.")
    number = page["dossier"].number if page["dossier"] else 0
    yield _paragraph(f"{held}: {number}" if number else none, "text")
    if page["run"] and page["run"].evidence:
        yield _heading(_("What was looked up"))
        yield _paragraph(page["run"].evidence, "text")
    if page["earlier"]:
        yield _heading(_("Earlier runs"))
        for each in page["earlier"]:
            yield _paragraph(f"{_moment(each.at)}  {each.get_verdict_display()}", "text")


def _verdict(page: dict[str, Any]) -> Iterator[Flowable]:
    run, made = page["run"], page["dispensation"]
    verdict = run.get_verdict_display()
    yield _heading(_("The gate says: %(verdict)s") % {"verdict": verdict})
    for reason in page["reasons"] or [_("Nothing speaks against it that was asked.")]:
        yield _paragraph(f"• {reason}", "text")
    who = _("Run %(number)s, by %(who)s") % {"number": run.number, "who": run.by.person}
    until = (
        f"{_('holds until')} {_moment(run.good_until)}" if page["good"] else _("no longer holds")
    )
    yield _paragraph(f"{who} · {_moment(run.at)} · {until}", "small", QUIET)
    if page["news"]:
        yield _paragraph(_("New since this verdict, so that it no longer holds:"), "text")
        for reason in page["news"]:
            yield _paragraph(f"• {reason}", "text")
    if made:
        yield _heading(_("Exception"))
        yield _paragraph(str(made.reasons), "text")
        day = _("published on %(day)s") % {"day": made.publish_on.isoformat()}
        signed = f"{made.name} · {made.title} · {_moment(made.at)} · {day}"
        yield _paragraph(signed, "small", QUIET)


def _axes(page: dict[str, Any]) -> Iterator[Flowable]:
    yield _heading(_("Reach and harm"))
    head = ["", _("low reach"), _("middling reach"), _("high reach")]
    sides = [_("high harm"), _("middling harm"), _("low harm")]
    rows = [
        [side, *(_("this deal") if here else "–" for here in row)]
        for side, row in zip(sides, page["axes"], strict=True)
    ]
    cells = [[_paragraph(cell, "text") for cell in row] for row in [head, *rows]]
    grid = TableStyle(
        [
            ("GRID", (0, 0), (-1, -1), 0.5, HexColor(RULE)),
            ("VALIGN", (0, 0), (-1, -1), "MIDDLE"),
        ]
    )
    yield Table(cells, colWidths=[WIDTH / 4] * 4, style=grid, hAlign="LEFT")
    yield Spacer(0, 2 * mm)
    if page["expected"]:
        said = _(
            "The panel of fans expects a harm of %(median)s out of 10 (median; half of them say "
            "%(low)s to %(high)s)."
        )
        expected = {key: f"{page['expected'][key]:g}" for key in ("median", "low", "high")}
        yield _paragraph(said % expected, "text")
    yield _paragraph(_("The two stand side by side. Reach makes no harm smaller."), "small", QUIET)


def _standing(page: dict[str, Any]) -> Iterator[Flowable]:
    """What does not lead on from here, as the page says it."""
    run, ended = page["run"], page["deal"].stage == Stage.ENDED
    if ended:
        return
    if run.verdict == Verdict.BARRED:
        said = _("No further step, and no exception: this is the law's.")
    elif not page["open"] and run.verdict == Verdict.RED and not page["dispensation"]:
        said = _(
            "No further step. Another executive than whoever brought it in can make an exception, "
            "in their own name and in public."
        )
    elif not page["good"] and not page["news"]:
        said = _("The verdict is older than thirty days. Run the gate again before the next step.")
    elif page["review_first"]:
        said = _("The next step is the signature. It stays shut until the panel has its reply.")
    else:
        return
    yield _paragraph(said, "text")


def _review(page: dict[str, Any]) -> Iterator[Flowable]:
    yield _heading(_("Review by fans"))
    review = page["review"]
    if review:
        number = _("Review %(number)s") % {"number": review.number}
        late = getattr(review, "opening", None) and not review.opening.prior
        parts = [number, page["review_said"], _("after the signature") if late else ""]
        yield _paragraph(" · ".join(filter(None, map(str, parts))), "text")
    elif page["needs_review"]:
        yield _paragraph(
            _("Before this is signed, fans drawn by lot review it and an executive replies."),
            "text",
        )
    else:
        said = _(
            "The gate had nothing to say, so no review is needed. It can be asked for all the same."
        )
        yield _paragraph(said, "text")


def _nearest(page: dict[str, Any]) -> Iterator[Flowable]:
    yield _heading(_("Earlier ones like it"))
    for each in page["nearest"]:
        near = each["near"]
        if near.deal:
            verdict = near.run.get_verdict_display() if near.run else ""
            said = [verdict, near.deal.get_stage_display(), _moment(near.deal.at)]
            yield _paragraph(near.deal.partner or _("Erased"), "text", strong=True)
            yield _paragraph(" · ".join(filter(None, map(str, said))), "small", QUIET)
        else:
            yield _paragraph(each["title"], "text", strong=True)
            yield _paragraph(each["happened"], "small")
            yield _paragraph(f"{_('What came of it:')} {each['outcome']}", "small")
            sources = " · ".join(near.case.sources)
            yield _paragraph(f"{_('Source:')} {sources}", "small", QUIET)
        if each["shared"]:
            shares = _("Shares %(shared)s of %(of)s features:") % {
                "shared": len(each["shared"]),
                "of": each["of"],
            }
            said_shared = f"{shares} {' · '.join(each['shared'])}"
        else:
            said_shared = _("Shares none of its features.")
        yield _paragraph(said_shared, "small", QUIET)
        yield Spacer(0, 2 * mm)


def _heading(text: str) -> Flowable:
    return _paragraph(text, "heading", strong=True)


def _paragraph(text: object, size: str, colour: str = INK, *, strong: bool = False) -> Paragraph:
    """Latin is broken between words, Chinese anywhere that its rules allow."""
    said = str(text)
    chinese = not _LATIN_ONLY.fullmatch(said)
    points = SIZES[size]
    style = ParagraphStyle(
        size,
        fontName=SONG if chinese else STRONG if strong else LATIN,
        fontSize=points,
        leading=points * 1.5,
        textColor=HexColor(BLUE if size == "heading" else colour),
        spaceBefore=points * 0.9 if size == "heading" else 0,
        spaceAfter=points * 0.25,
        wordWrap="CJK" if chinese else None,
        keepWithNext=size == "heading",
    )
    marked = "<br/>".join(_marked(line) for line in said.splitlines())
    return Paragraph(marked if chinese else escape(said).replace("\n", "<br/>"), style)


def _marked(line: str) -> str:
    """A line of Chinese with its Latin parts in Helvetica; the Song face has no bold to match."""
    parts, end = [], 0
    for run in _LATIN_RUN.finditer(line):
        parts.append(escape(line[end : run.start()]))
        parts.append(f'<font name="{LATIN}">{escape(run.group())}</font>')
        end = run.end()
    return "".join([*parts, escape(line[end:])])


def _moment(when: datetime) -> str:
    return date_format(timezone.localtime(when), "Y-m-d H:i")
