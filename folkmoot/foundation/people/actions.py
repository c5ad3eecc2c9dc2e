"""Everything that changes who is who."""

import hashlib
import hmac
import secrets
from datetime import datetime, timedelta
from http import HTTPStatus

from django.conf import settings
from django.db import connection, transaction
from django.utils.translation import gettext_lazy as _

from folkmoot.foundation.people import facts, rules
from folkmoot.foundation.people.allowances.actions import spend
from folkmoot.foundation.people.models import (
    AccessToken,
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
from folkmoot.foundation.record.actions import append
from folkmoot.foundation.refusal import Refusal

TOKEN_LIFE = timedelta(days=365)
MOST_CODES = 10_000
CODES_PER_HOUR = 10
# With every vote, while other votes wait: one statement of SQL, and nothing to compose.
ACTIVE = "INSERT INTO people_activeday (member_id, day) VALUES (%s, %s) ON CONFLICT DO NOTHING"
SCOPES = ("read", "vote", "speak", "moderate", "answer")


@transaction.atomic
def found_brand(*, slug: str, name: str, about: str = "", now: datetime) -> Brand:
    """Open a brand's moot. Run from the command line by whoever runs the installation."""
    brand = Brand(slug=slug, name=name, about=about, created_at=now)
    brand.full_clean()
    brand.save()
    body = facts.BrandFounded(subject=f"brand:{slug}", name=name)
    append(brand, body, actor=None, now=now)
    return brand


@transaction.atomic
def join(brand: Brand, person: Person, *, now: datetime) -> Member:
    """Become a member, or come back. Joining twice is joining once."""
    member, created = Member.objects.get_or_create(
        brand=brand, person=person, defaults={"joined_at": now}
    )
    ended = member.departures.filter(returned_at__isnull=True).update(returned_at=now)
    if created or ended:
        body = facts.MemberJoined(subject=f"member:{member.pseudonym}")
        append(brand, body, actor=member, now=now)
    return member


@transaction.atomic
def leave(*, actor: Member, now: datetime) -> None:
    """Leave a brand. What was said and voted stays; a role has to be handed over first."""
    if not rules.is_member(actor):
        return
    if rules.is_staff(actor):
        raise Refusal(
            "holds-role",
            _("You hold a role here. Ask an executive to end it, then you can leave."),
            status=HTTPStatus.CONFLICT,
        )
    Departure.objects.create(member=actor, at=now)
    body = facts.MemberLeft(subject=f"member:{actor.pseudonym}")
    append(actor.brand, body, actor=actor, now=now)


@transaction.atomic
def grant_role(
    member: Member, role: Role, *, title: str = "", actor: Member | None, now: datetime
) -> RoleGrant:
    """Give a role. `actor` is None only for the command line."""
    if actor is not None:
        rules.require_executive(actor)
        _same_brand(member, actor)
    if not rules.is_member(member):
        raise Refusal(
            "not-member",
            _("A role needs a member: this person has not joined, or has left."),
            status=HTTPStatus.CONFLICT,
        )
    grant, created = RoleGrant.objects.get_or_create(
        member=member,
        role=role,
        ended_at=None,
        defaults={"title": title, "granted_by": actor, "granted_at": now},
    )
    if created:
        body = facts.RoleGranted(subject=f"member:{member.pseudonym}", role=role)
        append(member.brand, body, actor=actor, now=now)
    return grant


@transaction.atomic
def end_role(member: Member, role: Role, *, actor: Member, now: datetime) -> None:
    rules.require_executive(actor)
    _same_brand(member, actor)
    ended = RoleGrant.objects.filter(member=member, role=role, ended_at=None).update(
        ended_at=now, ended_by=actor
    )
    if ended:
        body = facts.RoleEnded(subject=f"member:{member.pseudonym}", role=role)
        append(member.brand, body, actor=actor, now=now)


@transaction.atomic
def verify(member: Member, level: Level, *, actor: Member, now: datetime) -> None:
    """Record that an operator saw proof, for example met the member in person."""
    rules.require_operator(actor)
    _same_brand(member, actor)
    if member == actor or not rules.is_member(member):
        raise Refusal(
            "cannot-verify", _("Somebody else, who is a member, has to stand before you.")
        )
    _prove(member, level, actor=actor, now=now)


def _prove(member: Member, level: Level, *, actor: Member | None, now: datetime) -> None:
    _row, created = Verification.objects.get_or_create(
        member=member, level=level, defaults={"at": now, "by": actor}
    )
    if created:
        body = facts.MemberVerified(subject=f"member:{member.pseudonym}", level=level)
        append(member.brand, body, actor=actor, now=now)


@transaction.atomic
def issue_owner_codes(
    brand: Brand, *, batch: str, count: int, actor: Member | None, now: datetime
) -> list[str]:
    """Make one-time codes to put into boxes or receipts. They are shown this once."""
    if actor is not None:
        rules.require_operator(actor)
    if not 1 <= count <= MOST_CODES:
        raise Refusal(
            "batch-size",
            _("A batch has between 1 and %(most)d codes."),
            status=HTTPStatus.UNPROCESSABLE_ENTITY,
            most=MOST_CODES,
        )
    if OwnerCode.objects.filter(brand=brand, batch=batch).exists():
        raise Refusal(
            "batch-exists",
            _("There is a batch of this name already. Give the new one its own."),
            status=HTTPStatus.CONFLICT,
        )
    codes = [_new_code() for _ in range(count)]
    OwnerCode.objects.bulk_create(
        OwnerCode(brand=brand, batch=batch, digest=_code_digest(brand, code), issued_at=now)
        for code in codes
    )
    body = facts.OwnerCodesIssued(subject=f"brand:{brand.slug}", batch=batch, count=count)
    append(brand, body, actor=actor, now=now)
    return codes


def _new_code() -> str:
    """Sixty-four random bits, in groups that can be typed from a card."""
    return "-".join(secrets.token_hex(2) for _ in range(4))


def redeem_owner_code(code: str, *, actor: Member, now: datetime) -> None:
    """Spend a code: the member is a verified owner from now on, and the code is burnt."""
    # Outside of the act's transaction, so that a wrong guess is counted as well.
    spend(actor, "owner-code", per_hour=CODES_PER_HOUR, now=now)
    _redeem(code, actor=actor, now=now)


@transaction.atomic
def _redeem(code: str, *, actor: Member, now: datetime) -> None:
    rules.require_member(actor)
    if OwnerCode.objects.filter(redeemed_by=actor).exists():
        raise Refusal(
            "owner-already",
            _("You are a verified owner already. Keep this code for somebody else."),
            status=HTTPStatus.CONFLICT,
        )
    spent = OwnerCode.objects.filter(
        brand=actor.brand, digest=_code_digest(actor.brand, code), redeemed_by=None
    ).update(redeemed_by=actor, redeemed_at=now)
    if not spent:
        raise Refusal(
            "owner-code-unknown",
            _("This code is not known here, or it has been used."),
            status=HTTPStatus.CONFLICT,
        )
    _prove(actor, Level.OWNER, actor=actor, now=now)


def _code_digest(brand: Brand, code: str) -> str:
    plain = "".join(code.split()).replace("-", "").lower()
    message = f"owner-code\0{brand.slug}\0{plain}".encode()
    return hmac.new(settings.PEPPER, message, hashlib.sha256).hexdigest()


@transaction.atomic
def set_consent(
    *, purpose: str, wording: str, given: bool, actor: Member, now: datetime
) -> Consent:
    rules.require_member(actor)
    if rules.PURPOSES.get(purpose) is None or rules.PURPOSES[purpose].wording != wording:
        raise Refusal(
            "wording-changed",
            _("The wording of this consent has changed. Please read it again."),
            status=HTTPStatus.CONFLICT,
        )
    consent = Consent.objects.create(
        member=actor, purpose=purpose, wording=wording, given=given, at=now
    )
    body = facts.ConsentChanged(
        subject=f"member:{actor.pseudonym}", purpose=purpose, wording=wording, given=given
    )
    append(actor.brand, body, actor=actor, now=now)
    return consent


def note_active(member: Member, *, now: datetime) -> None:
    """Count today as a day on which the member took part. Part of another act's transaction."""
    with connection.cursor() as cursor:
        cursor.execute(ACTIVE, [member.pk, now.date()])


@transaction.atomic
def issue_token(
    *, name: str, scopes: list[str], actor: Member, now: datetime
) -> tuple[AccessToken, str]:
    """Make an API token. The secret is returned this once and only its hash is kept."""
    rules.require_member(actor)
    unknown = sorted(set(scopes) - set(SCOPES))
    if unknown:
        raise Refusal(
            "scope-unknown",
            _("There is no scope called %(scope)s."),
            status=HTTPStatus.UNPROCESSABLE_ENTITY,
            scope=unknown[0],
        )
    secret = f"fm_{secrets.token_urlsafe(32)}"
    token = AccessToken.objects.create(
        member=actor,
        name=name,
        digest=rules.token_digest(secret),
        scopes=sorted(set(scopes)),
        created_at=now,
        expires_at=now + TOKEN_LIFE,
    )
    body = facts.TokenIssued(subject=f"member:{actor.pseudonym}", scopes=token.scopes)
    append(actor.brand, body, actor=actor, now=now)
    return token, secret


@transaction.atomic
def revoke_token(token: AccessToken, *, actor: Member, now: datetime) -> None:
    if AccessToken.objects.filter(pk=token.pk, member=actor, revoked_at=None).update(
        revoked_at=now
    ):
        body = facts.TokenRevoked(subject=f"member:{actor.pseudonym}")
        append(actor.brand, body, actor=actor, now=now)


def _same_brand(member: Member, actor: Member) -> None:
    if member.brand_id != actor.brand_id:
        raise Refusal(
            "other-brand", _("There is no such member here."), status=HTTPStatus.NOT_FOUND
        )
