"""Brands, the people in them, and what each may do: every change of standing is a row."""

import secrets
from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.core.validators import RegexValidator
from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

RESERVED_SLUGS = frozenset(
    [
        "about",
        "account",
        "admin",
        "api",
        "digest",
        "health",
        "join",
        "language",
        "live",
        "me",
        "new",
        "static",
    ]
)


class Brand(models.Model):
    slug = models.CharField(
        max_length=40,
        unique=True,
        validators=[RegexValidator(r"^[a-z0-9][a-z0-9-]*$", _("Use a-z, 0-9 and hyphens."))],
    )
    name = models.CharField(max_length=80)
    about = models.TextField(blank=True, max_length=2000)
    created_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                name="brand_slug_free", condition=~models.Q(slug__in=sorted(RESERVED_SLUGS))
            ),
        ]

    def __str__(self) -> str:
        return self.name


class PersonManager(BaseUserManager["Person"]):
    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "Person":
        person = self.model(email=self.normalize_email(email), **fields)
        person.set_password(password)
        person.save(using=self._db)
        return person

    def get_by_natural_key(self, username: str | None) -> "Person":
        return self.get(email__iexact=username)


class Person(AbstractBaseUser):
    """A human being who can sign in. What they may do is said by their memberships."""

    email = models.EmailField()
    name = models.CharField(_("name shown to others"), max_length=60, blank=True)
    language = models.CharField(max_length=10, blank=True)
    is_active = models.BooleanField(default=True)
    joined_at = models.DateTimeField(auto_now_add=True)
    erased_at = models.DateTimeField(null=True)

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    objects = PersonManager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                Lower("email"), name="person_email_once", condition=~models.Q(email="")
            ),
            models.CheckConstraint(
                name="person_erased_whole",
                condition=models.Q(erased_at__isnull=True) & ~models.Q(email="")
                | models.Q(erased_at__isnull=False, email="", name="", is_active=False),
            ),
        ]

    def __str__(self) -> str:
        # Never a part of the address: what is shown to others is only what was meant for them.
        return self.name or gettext("no name")


def new_pseudonym() -> str:
    return secrets.token_hex(8)


class Member(models.Model):
    """One person's place in one brand."""

    brand = models.ForeignKey(Brand, on_delete=models.PROTECT, related_name="members")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="memberships")
    pseudonym = models.CharField(max_length=16, unique=True, default=new_pseudonym)
    joined_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["brand", "person"], name="member_once"),
        ]

    def __str__(self) -> str:
        return f"{self.person} · {self.brand}"


class Departure(models.Model):
    """A member left. Coming back deletes nothing: it ends the departure."""

    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="departures")
    at = models.DateTimeField()
    returned_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["member"],
                condition=models.Q(returned_at__isnull=True),
                name="departure_open_once",
            ),
        ]


class Role(models.TextChoices):
    OPERATOR = "operator", _("operator")
    DEAL_OWNER = "deal-owner", _("deal owner")
    EXECUTIVE = "executive", _("executive")
    LEGAL = "legal", _("legal")
    AUDITOR = "auditor", _("auditor")


class RoleGrant(models.Model):
    """A role with power, from when to when. A member without one is a fan."""

    member = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="grants")
    role = models.CharField(max_length=20, choices=Role.choices)
    title = models.CharField(max_length=80, blank=True)
    granted_by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+", null=True)
    granted_at = models.DateTimeField()
    ended_by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+", null=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["member", "role"],
                condition=models.Q(ended_at__isnull=True),
                name="role_held_once",
            ),
            models.CheckConstraint(
                name="role_known", condition=models.Q(role__in=[r.value for r in Role])
            ),
        ]


class Level(models.IntegerChoices):
    EMAIL = 0, _("e-mail confirmed")
    SETTLED = 1, _("account of seven days, or a phone number")
    OWNER = 2, _("verified owner")
    MET = 3, _("met in person")


class Verification(models.Model):
    """Proof of a relation with the brand. How much was spent is never part of it."""

    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="verifications")
    level = models.PositiveSmallIntegerField(choices=Level.choices)
    at = models.DateTimeField()
    by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+", null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["member", "level"], name="verification_once"),
            models.CheckConstraint(
                name="level_known", condition=models.Q(level__in=[level.value for level in Level])
            ),
        ]


class OwnerCode(models.Model):
    """A one-time code that proves ownership. Only its keyed hash is stored."""

    brand = models.ForeignKey(Brand, on_delete=models.CASCADE, related_name="owner_codes")
    batch = models.CharField(max_length=40)
    digest = models.CharField(max_length=64, unique=True)
    issued_at = models.DateTimeField()
    redeemed_by = models.OneToOneField(
        Member, on_delete=models.PROTECT, related_name="owner_code", null=True
    )
    redeemed_at = models.DateTimeField(null=True)


class Consent(models.Model):
    """What a member agreed to, or took back, and to which wording. The latest row holds."""

    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="consents")
    purpose = models.CharField(max_length=40)
    wording = models.CharField(max_length=20)
    given = models.BooleanField()
    at = models.DateTimeField()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["member", "purpose", "-at"], name="consent_now")]


class ActiveDay(models.Model):
    """A day on which a member took part in anything. Cohorts are counted from these alone."""

    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="active_days")
    day = models.DateField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["member", "day"], name="active_day_once"),
        ]
        indexes: ClassVar = [models.Index(fields=["day", "member"], name="active_day")]


class AccessToken(models.Model):
    """A key to the API, with scopes. Only its hash is stored."""

    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="tokens")
    name = models.CharField(max_length=60)
    digest = models.CharField(max_length=64, unique=True)
    scopes = models.JSONField(default=list)
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)
