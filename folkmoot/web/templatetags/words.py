"""What people wrote, as safe HTML."""

import re
from html import unescape

import nh3
from django import template
from django.utils.html import escape, linebreaks, strip_tags
from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt

register = template.Library()

LONGEST = 10_000
# Markdown's search for a closing bracket, star or quote grows with the square of the openers.
# Text with more of them than prose ever has is shown as it stands.
OPENERS = re.compile(r"[\[\]*_`<>&~!|]")
MOST_OPENERS = 600
# One line in which nothing can be a mark: most of what people write, and cheap to show in a list.
UNMARKED = re.compile(r"[^\W\d][^\[\]*_`<>&~!|\\\n\r]*")

TAGS = {
    "p",
    "br",
    "hr",
    "strong",
    "em",
    "s",
    "blockquote",
    "ul",
    "ol",
    "li",
    "a",
    "code",
    "pre",
    "h3",
}
ATTRIBUTES = {"a": {"href"}, "ol": {"start"}}
SCHEMES = {"http", "https", "mailto"}

_parser = (
    MarkdownIt("commonmark", {"html": False, "breaks": True, "maxNesting": 12})
    .enable("strikethrough")
    # A picture from elsewhere would tell that place who reads this page.
    .disable("image")
)


@register.filter
def markdown(text: object) -> SafeString:
    """Markdown as HTML from a short allow-list; headings become one level below a section's."""
    written = str(text or "")[:LONGEST]
    if len(OPENERS.findall(written)) > MOST_OPENERS:
        return mark_safe(linebreaks(escape(written)))  # noqa: S308 (escaped one step before)
    tokens = _parser.parse(written)
    for token in tokens:
        if token.type in ("heading_open", "heading_close"):
            token.tag = "h3"
    html = _parser.renderer.render(tokens, _parser.options, {})
    clean = nh3.clean(
        html,
        tags=TAGS,
        attributes=ATTRIBUTES,
        url_schemes=SCHEMES,
        link_rel="nofollow ugc noopener noreferrer",
    )
    return mark_safe(clean)  # noqa: S308 (cleaned one step before)


@register.filter
def plain(text: object) -> str:
    """The same text without its marks, on one line, for a list."""
    written = str(text or "")[:LONGEST]
    if UNMARKED.fullmatch(written):
        return " ".join(written.split())
    return unescape(" ".join(strip_tags(markdown(text)).split()))
