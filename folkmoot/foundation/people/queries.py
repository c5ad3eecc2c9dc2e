"""Reading brands and members."""

from collections import Counter
from datetime import datetime
from typing import Any

from allauth.mfa.models import Authenticator
from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from folkmoot.foundation.people import rules
from folkmoot.foundation.people.models import (
    AccessToken,
    Brand,
    Consent,
    Departure,
    Member,
    OwnerCode,
    Person,
    Role,
    RoleGrant,
)


def brands() -> QuerySet[Brand]:
    return Brand.objects.order_by("name")


def brand_by_slug(slug: str) -> Brand | None:
    return Brand.objects.filter(slug=slug).order_by().first()


def person_by_key(key: int) -> Person:
    return Person.objects.get(pk=key)


def member_of(brand: Brand, person: Person) -> Member | None:
    """The person's membership of this brand, also after they left."""
    gone = Departure.objects.filter(member=OuterRef("pk"), returned_at=None)
    found = Member.objects.filter(brand=brand, person=person).annotate(departed=Exists(gone))
    member = next(iter(found), None)
    if member is not None:  # what the caller already has is not read again
        member.brand, member.person = brand, person
    return member


def memberships(person: Person) -> QuerySet[Member]:
    return Member.objects.filter(person=person).select_related("brand").order_by("brand__name")


def has_role_anywhere(person: Person) -> bool:
    return RoleGrant.objects.filter(member__person=person, ended_at__isnull=True).exists()


def has_second_factor(person: Person) -> bool:
    """An authenticator app or a passkey; recovery codes alone are not a factor."""
    strong = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)
    return bool(Authenticator.objects.filter(user=person, type__in=strong).exists())


def live_token(secret: str, *, now: datetime) -> AccessToken | None:
    """The token behind a secret, if it works now; power without a second factor has none."""
    token = (
        AccessToken.objects.select_related("member__brand", "member__person")
        .filter(
            digest=rules.token_digest(secret),
            revoked_at=None,
            expires_at__gt=now,
            member__person__is_active=True,
        )
        .first()
    )
    if token is None or not rules.is_member(token.member):
        return None
    if rules.is_staff(token.member) and not has_second_factor(token.member.person):
        return None
    return token


def tokens_of(member: Member) -> QuerySet[AccessToken]:
    return member.tokens.filter(revoked_at=None).order_by("-created_at")


def holders(brand: Brand) -> QuerySet[RoleGrant]:
    """Who holds which role now."""
    return (
        RoleGrant.objects.filter(member__brand=brand, ended_at=None)
        .select_related("member__person", "granted_by__person")
        .order_by("role", "granted_at")
    )


def member_by_email(brand: Brand, email: str) -> Member | None:
    return (
        Member.objects.select_related("brand", "person")
        .filter(brand=brand, person__email__iexact=email.strip())
        .exclude(person__email="")
        .first()
    )


def member_by_pseudonym(brand: Brand, pseudonym: str) -> Member | None:
    return (
        Member.objects.select_related("brand", "person")
        .filter(brand=brand, pseudonym=pseudonym.strip().lower())
        .first()
    )


def code_batches(brand: Brand) -> Any:
    """Batches of owner codes: how many there are and how many were used."""
    return (
        OwnerCode.objects.filter(brand=brand)
        .values("batch", "issued_at")
        .annotate(issued=Count("pk"), redeemed=Count("redeemed_by"))
        .order_by("-issued_at")
    )


def fans(brand: Brand) -> QuerySet[Member]:
    """Members who have not left and hold no role."""
    return (
        Member.objects.filter(brand=brand)
        .exclude(departures__returned_at__isnull=True, departures__isnull=False)
        .exclude(grants__ended_at__isnull=True, grants__isnull=False)
    )


def members_with_role(brand: Brand, role: Role) -> QuerySet[Member]:
    return Member.objects.filter(
        brand=brand, grants__role=role, grants__ended_at__isnull=True
    ).select_related("person")


def title_of(member: Member) -> str:
    """The title printed under an official word: the one granted, or the role's name."""
    grant = member.grants.filter(ended_at__isnull=True).order_by("granted_at").first()
    if grant is None:
        return ""
    return grant.title or str(Role(grant.role).label)


def consents_now(member: Member) -> dict[str, Consent]:
    latest: dict[str, Consent] = {}
    for consent in member.consents.order_by("at", "pk"):
        latest[consent.purpose] = consent
    return latest


def cohort_of(member: Member, now: datetime) -> str:
    since = (now - rules.WINDOW).date()
    return rules.cohort_for(
        active_days=member.active_days.filter(day__gt=since, day__lte=now.date()).count(),
        departed=not rules.is_member(member),
    )


def cohort_sizes(brand: Brand, now: datetime) -> dict[str, int]:
    """How many members are in each cohort; staff are left out, they are not fans."""
    since = (now - rules.WINDOW).date()
    members = (
        Member.objects.filter(brand=brand)
        .exclude(grants__ended_at__isnull=True, grants__isnull=False)
        .annotate(
            days=Count(
                "active_days",
                filter=Q(active_days__day__gt=since, active_days__day__lte=now.date()),
            ),
            departed=Exists(Departure.objects.filter(member=OuterRef("pk"), returned_at=None)),
        )
        .values_list("days", "departed")
    )
    sizes = Counter(
        rules.cohort_for(active_days=days, departed=departed) for days, departed in members
    )
    return {cohort: sizes[cohort] for cohort in rules.COHORTS}


def cohorts_of_members(brand: Brand, members: Any, now: datetime) -> dict[int, str]:
    """The cohort of each of these members, by the member's key; staff are left out."""
    since = (now - rules.WINDOW).date()
    found = (
        Member.objects.filter(brand=brand, pk__in=members)
        .exclude(grants__ended_at__isnull=True, grants__isnull=False)
        .annotate(
            days=Count(
                "active_days",
                filter=Q(active_days__day__gt=since, active_days__day__lte=now.date()),
            ),
            departed=Exists(Departure.objects.filter(member=OuterRef("pk"), returned_at=None)),
        )
        .values_list("pk", "days", "departed")
    )
    return {
        pk: rules.cohort_for(active_days=days, departed=departed) for pk, days, departed in found
    }
