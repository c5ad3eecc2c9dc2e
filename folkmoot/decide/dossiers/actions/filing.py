"""Opening a dossier, filing evidence, capturing it, and two reviewers for each item."""

import hashlib
import html
from collections.abc import Callable
from datetime import date, datetime
from http import HTTPStatus
from typing import TYPE_CHECKING

import httpx
import nh3
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from folkmoot.decide.dossiers import facts, queries, rules
from folkmoot.decide.dossiers.actions.removing import remove
from folkmoot.decide.dossiers.models import (
    Capacity,
    Capture,
    Category,
    Dossier,
    Item,
    Opinion,
    Reading,
    Removal,
)
from folkmoot.foundation import outbound
from folkmoot.foundation.record.actions import append, take_turn
from folkmoot.foundation.record.queries import passage_of
from folkmoot.foundation.refusal import Refusal

if TYPE_CHECKING:
    from folkmoot.foundation.people.models import Member

Fetch = Callable[[str], bytes]


@transaction.atomic
def open_dossier(
    name: str, about: str, reason: str, *, capacity: Capacity, actor: "Member", now: datetime
) -> Dossier:
    """Open it for a deal: `about` names the deal. One partner has one dossier."""
    rules.require_filer(actor)
    name = rules.require_text(name, longest=120, what=_("Partner"))
    reason = rules.require_text(reason, longest=rules.WORDS_LENGTH, what=_("Why it is held"))
    capacity = Capacity(capacity)
    take_turn(actor.brand)
    rules.require_purpose(name, partner=queries.partner_of(actor.brand, about))
    if queries.dossier_on(actor.brand, name) is not None:
        raise Refusal("dossier-there", _("There is a dossier on them."), status=HTTPStatus.CONFLICT)
    number = Dossier.objects.filter(brand=actor.brand).count() + 1
    body = facts.DossierOpened(
        subject=f"dossier:{number}", about=about, capacity=capacity.value, reason=reason
    )
    fact = append(actor.brand, body, actor=actor, now=now)
    return Dossier.objects.create(
        brand=actor.brand,
        number=number,
        name=name,
        capacity=capacity,
        about=about,
        reason=passage_of(fact, "reason"),
        by=actor,
        at=now,
        fact=fact,
    )


@transaction.atomic
def file(
    dossier: Dossier,
    category: Category,
    *,
    url: str,
    excerpt: str,
    published_on: date,
    about_a_product: bool,
    actor: "Member",
    now: datetime,
) -> Item:
    """File one piece of evidence. It counts for nothing until two others agree."""
    rules.require_filer(actor)
    queries.require_same_brand(dossier, actor)
    rules.require_no_criticism(about_a_product=about_a_product)
    url = rules.require_url(url)
    excerpt = rules.require_text(excerpt, longest=rules.EXCERPT_LENGTH, what=_("Excerpt"))
    category = Category(category)
    expires_on = rules.expiry(category, published_on)
    rules.require_day(published_on, expires_on, now)
    take_turn(dossier.brand)
    queries.require_kept(dossier)
    number = Item.objects.filter(dossier=dossier).count() + 1
    body = facts.ItemFiled(
        subject=dossier.subject, item=number, category=category.value, url=url, excerpt=excerpt
    )
    fact = append(dossier.brand, body, actor=actor, now=now)
    return Item.objects.create(
        dossier=dossier,
        number=number,
        category=category,
        url=passage_of(fact, "url"),
        excerpt=passage_of(fact, "excerpt"),
        published_on=published_on,
        expires_on=expires_on,
        by=actor,
        at=now,
        fact=fact,
    )


def fetch_text(url: str, *, fetch: Fetch = outbound.get) -> tuple[str, str]:
    """The text of a public page and the hash of its bytes; refused if it cannot be read."""
    try:
        data = fetch(url)
    except (outbound.Unread, httpx.HTTPError) as error:
        raise Refusal(
            "not-read",
            _("The page could not be read now. Try again, or copy its text by hand."),
            status=HTTPStatus.BAD_GATEWAY,
        ) from error
    page = data.decode("utf-8", errors="replace").replace("\0", "")
    text = html.unescape(nh3.clean(page, tags=set()))
    lines = [" ".join(line.split()) for line in text.splitlines()]
    return "\n".join(line for line in lines if line), hashlib.sha256(data).hexdigest()


@transaction.atomic
def capture(
    item: Item,
    text: str,
    *,
    how: Capture.How,
    sha256: str = "",
    actor: "Member",
    now: datetime,
) -> Capture:
    """Keep what stood there. A copy by hand is hashed as it is, and marked as one.

    The hash is of what was read; of the text, what leads to a private person is masked.
    """
    rules.require_filer(actor)
    queries.require_same_brand(item.dossier, actor)
    text = text.strip()[: rules.CAPTURE_LENGTH]
    sha256 = sha256 or hashlib.sha256(text.encode()).hexdigest()
    text = rules.masked(text)
    if not text:
        raise Refusal(
            "nothing-there",
            _("There is no text to keep. Copy by hand what stands there."),
            status=HTTPStatus.UNPROCESSABLE_ENTITY,
        )
    take_turn(item.dossier.brand)
    item = queries.item_by_key(item.pk)
    rules.require_held(item, now)
    if hasattr(item, "capture"):
        raise Refusal("captured", _("This item has been captured."), status=HTTPStatus.CONFLICT)
    body = facts.ItemCaptured(
        subject=item.dossier.subject, item=item.number, sha256=sha256, how=how.value, text=text
    )
    fact = append(item.dossier.brand, body, actor=actor, now=now)
    return Capture.objects.create(
        item=item, text=passage_of(fact, "text"), sha256=sha256, how=how, by=actor, at=now
    )


@transaction.atomic
def review(item: Item, *, agrees: bool, actor: "Member", now: datetime) -> Opinion:
    """One of two. Whoever does not agree ends the item."""
    rules.require_filer(actor)
    queries.require_same_brand(item.dossier, actor)
    take_turn(item.dossier.brand)
    item = queries.item_by_key(item.pk)
    rules.require_held(item, now)
    rules.require_captured(item)
    rules.require_reviewer(item, actor, said=queries.reviewers_of(item))
    body = facts.ItemReviewed(subject=item.dossier.subject, item=item.number, agrees=agrees)
    append(item.dossier.brand, body, actor=actor, now=now)
    opinion = Opinion.objects.create(item=item, agrees=agrees, by=actor, at=now)
    if not agrees:
        remove(item, Removal.Why.REJECTED, actor=actor, now=now)
    return opinion


@transaction.atomic
def withdraw(item: Item, *, actor: "Member", now: datetime) -> Removal:
    """The brand takes an item back."""
    rules.require_filer(actor)
    queries.require_same_brand(item.dossier, actor)
    take_turn(item.dossier.brand)
    item = queries.item_by_key(item.pk)
    rules.require_held(item, now)
    return remove(item, Removal.Why.WITHDRAWN, actor=actor, now=now)


@transaction.atomic
def note_reading(dossier: Dossier, *, actor: "Member", now: datetime) -> None:
    """Open it, and leave a trace that the partner sees. It stays open for an hour."""
    rules.require_reader(actor)
    queries.require_same_brand(dossier, actor)
    if not queries.has_open(dossier, actor, now):
        role = rules.reader_of(actor, dossier.brand).value
        Reading.objects.create(dossier=dossier, by=actor, role=role, at=now)
