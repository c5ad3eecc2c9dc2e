"""Reading brands and members."""

from collections import Counter
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from allauth.mfa.models import Authenticator
from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery

from folkmoot.foundation.people import rules
from folkmoot.foundation.people.models import (
    AccessToken,
    ActiveDay,
    Brand,
    Consent,
    Departure,
    Level,
    Member,
    OwnerCode,
    Person,
    Role,
    RoleGrant,
    Verification,
)
from folkmoot.foundation.rows import row

# With every page and every vote: the member, whether they left, and a line for each role.
MEMBER = """SELECT m.*, g.role AS held,
        EXISTS (SELECT 1 FROM people_departure d
            WHERE d.member_id = m.id AND d.returned_at IS NULL) AS departed
    FROM people_member m
    LEFT JOIN people_rolegrant g ON g.member_id = m.id AND g.ended_at IS NULL
    WHERE m.brand_id = %s AND m.person_id = %s"""


def brands() -> QuerySet[Brand]:
    return Brand.objects.order_by("name")


def brand_by_slug(slug: str) -> Brand | None:
    return row(Brand, slug=slug)


def person_by_key(key: int) -> Person:
    return Person.objects.get(pk=key)


def member_of(brand: Brand, person: Person) -> Member | None:
    """The person's membership of this brand, also after they left."""
    found: list[Any] = list(Member.objects.raw(MEMBER, [brand.pk, person.pk]))
    if not found:
        return None
    member: Member = found[0]
    # What the caller already has is not read again, and neither is what this has found.
    member.brand, member.person = brand, person
    rules.remember(
        member, departed=bool(found[0].departed), roles=[each.held for each in found if each.held]
    )
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


def fans(brand: Brand, now: datetime | None = None) -> QuerySet[Member]:
    """Members who have not left and hold no role: today, or as it was at `now`."""
    gone, held = Q(returned_at=None), Q(ended_at=None)
    if now is not None:
        gone = Q(at__lte=now) & (gone | Q(returned_at__gt=now))
        held = Q(granted_at__lte=now) & (held | Q(ended_at__gt=now))
    members = Member.objects.filter(brand=brand).exclude(
        Exists(Departure.objects.filter(gone, member=OuterRef("pk"))),
    )
    if now is not None:
        members = members.filter(joined_at__lte=now)
    return members.exclude(Exists(RoleGrant.objects.filter(held, member=OuterRef("pk"))))


def at_level(members: QuerySet[Member], level: Level, now: datetime) -> QuerySet[Member]:
    """Those who have proved this level, or a higher one, by now: `rules.level_of` as a query."""
    if level == Level.EMAIL:
        return members
    proof = Verification.objects.filter(member=OuterRef("pk"), level__gte=level, at__lte=now)
    if level == Level.SETTLED:
        return members.filter(Q(joined_at__lte=now - rules.SETTLED_AFTER) | Exists(proof))
    return members.filter(Exists(proof))


def lately_active(members: QuerySet[Member], now: datetime) -> QuerySet[Member]:
    """Those who did something within the window: nobody silent."""
    return members.filter(Exists(_active_days(now).filter(member=OuterRef("pk"))))


def cohorts_of(members: QuerySet[Any] | Iterable[int], now: datetime) -> dict[int, str]:
    """The cohort of each of these members (a queryset of members or of keys, or keys)."""
    keys: Any = members if isinstance(members, QuerySet) else list(members)
    if isinstance(members, QuerySet) and members.model is Member:
        keys = members.order_by().values("pk")
    days = _active_days(now).filter(member=OuterRef("pk")).order_by().values("member")
    gone = Departure.objects.filter(
        Q(returned_at=None) | Q(returned_at__gt=now), at__lte=now, member=OuterRef("pk")
    )
    rows = (
        Member.objects.filter(pk__in=keys)
        .annotate(days=Subquery(days.annotate(count=Count("pk")).values("count")))
        .values_list("pk", "days", Exists(gone))
    )
    return {
        key: rules.cohort_for(active_days=count or 0, departed=departed)
        for key, count, departed in rows
    }


def _active_days(now: datetime) -> QuerySet[ActiveDay]:
    return ActiveDay.objects.filter(day__gt=(now - rules.WINDOW).date(), day__lte=now.date())


def drawable(brand: Brand, *, needed: Iterable[str], level: int, now: datetime) -> dict[int, str]:
    """Fans who allowed all that is needed, in its present wording, with their cohorts by key."""
    since = (now - rules.WINDOW).date()
    found = _proved(fans(brand), level, now)
    for purpose in needed:
        latest = Consent.objects.filter(member=OuterRef("pk"), purpose=purpose, at__lte=now)
        found = found.annotate(
            **{f"{purpose}_consent": Subquery(latest.order_by("-at", "-pk").values("pk")[:1])}
        ).filter(
            Exists(
                Consent.objects.filter(
                    pk=OuterRef(f"{purpose}_consent"),
                    given=True,
                    wording=rules.PURPOSES[purpose].wording,
                )
            )
        )
    days = Count(
        "active_days", filter=Q(active_days__day__gt=since, active_days__day__lte=now.date())
    )
    counted = found.annotate(days=days).order_by("pk").values_list("pk", "days")
    return {pk: rules.cohort_for(active_days=n, departed=False) for pk, n in counted}


def still_drawable(member: Member, *, needed: Iterable[str]) -> bool:
    """Whether somebody who could be drawn can be still: a fan who has taken nothing back."""
    given = consents_now(member)
    return bool(rules.is_fan(member)) and all(
        purpose in given and given[purpose].given for purpose in needed
    )


def _proved(members: QuerySet[Member], level: int, now: datetime) -> QuerySet[Member]:
    """Members who have proved this level or a higher one by now."""
    if level <= rules.Level.EMAIL:
        return members
    proved = Exists(Verification.objects.filter(member=OuterRef("pk"), level__gte=level))
    if level == rules.Level.SETTLED:
        return members.filter(Q(joined_at__lte=now - rules.SETTLED_AFTER) | proved)
    return members.filter(proved)


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
