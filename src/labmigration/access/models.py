"""Accounts and the roles that they hold."""

import uuid
from contextlib import suppress
from datetime import date
from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import Q, Value
from django.db.models.functions import Cast, Coalesce
from django.utils.translation import gettext_lazy as _

from labmigration.access.privacy import LEGITIMATE, MISSION, TWO_YEARS, Personal, Sensitivity
from labmigration.access.roles import WITHOUT_ACCOUNT, Role
from labmigration.access.telephone import e164
from labmigration.secrecy.fields import SealedTextField
from labmigration.secrecy.keyring import keyring


class UserManager(BaseUserManager["User"]):
    """Creates accounts; an account without a password signs in by code or passkey."""

    def create_user(self, email: str = "", *, name: str, password: str | None = None, **fields: object) -> "User":
        user = self.model(email=email or None, name=name, **fields)
        user.set_password(password)
        user.save()
        return user


class User(AbstractBaseUser):
    """One person's account. What it may do stands in its `RoleGrant` rows, nowhere else: there is no superuser."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = models.CharField(_("nom affiché"), max_length=120)
    email = models.EmailField(_("courriel"), unique=True, null=True, blank=True)
    phone = SealedTextField(_("téléphone"), blank=True, default="")
    phone_index = models.CharField(max_length=32, db_index=True, blank=True, default="", editable=False)
    language = models.CharField(_("langue"), max_length=8, default="fr")
    is_active = models.BooleanField(default=True)
    invented = models.BooleanField(_("personne inventée pour la démonstration"), default=False)

    objects = UserManager()
    USERNAME_FIELD = "email"
    REQUIRED_FIELDS = ["name"]

    PERSONAL = Personal(
        purpose="Ouvrir un compte et reconnaître la personne qui se connecte",
        basis=MISSION,
        retention=TWO_YEARS,
        recipients="la personne ; l’administration du programme",
        fields={
            "name": Sensitivity.ORDINARY,
            "email": Sensitivity.SIGN_IN,
            "phone": Sensitivity.CONTACT,
            "language": Sensitivity.ORDINARY,
            "password": Sensitivity.SECRET,
            "last_login": Sensitivity.ORDINARY,
        },
    )
    TECHNICAL = {"id", "phone_index", "is_active", "invented"}

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Keep e-mail and telephone in the one form in which they are looked up."""
        written = kwargs.get("update_fields")
        if written is None or "email" in written:
            self.email = self.email.lower() if self.email else None
        if written is None or "phone" in written:
            self._index_phone()
            if written is not None:
                kwargs["update_fields"] = {*written, "phone_index"}
        super().save(*args, **kwargs)

    def _index_phone(self) -> None:
        # A number that is none stays as it was written: it is shown, and found by nobody.
        with suppress(ValueError):
            self.phone = e164(self.phone) if self.phone else ""
        self.phone_index = keyring().blind_index(self.phone) if self.phone else ""


class RoleGrant(models.Model):
    """A role held by an account, in one territory or nationally, between two days."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="grants")
    role = models.CharField(max_length=32, choices=Role.choices)
    territory = models.ForeignKey("territories.Territory", on_delete=models.PROTECT, null=True, blank=True)
    organisation = models.ForeignKey("territories.Organisation", on_delete=models.PROTECT, null=True, blank=True)
    since = models.DateField()
    until = models.DateField(null=True, blank=True)

    PERSONAL = Personal(
        purpose="Donner à chacun les droits de sa fonction, et pas d’autres",
        basis=LEGITIMATE,
        retention=TWO_YEARS,
        recipients="l’administration du programme ; la coordination du territoire",
        fields={"user": Sensitivity.ORDINARY, "role": Sensitivity.ORDINARY, "organisation": Sensitivity.ORDINARY},
    )
    TECHNICAL = {"id", "territory", "since", "until"}

    class Meta:
        constraints = [
            # Coalesced, because SQLite can't be told that two NULLs are the same.
            models.UniqueConstraint(
                "user",
                "role",
                Coalesce("territory", Value("")),
                Coalesce(Cast("organisation", models.CharField()), Value("")),
                name="one_grant_each",
            ),
            models.CheckConstraint(
                condition=~Q(role__in=sorted(WITHOUT_ACCOUNT)), name="nobody_holds_a_role_without_account"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_role_display()} · {self.territory_id or 'national'}"

    def in_force(self, on: date) -> bool:
        """Whether the grant holds on that day (the last day included)."""
        return self.since <= on and (self.until is None or on <= self.until)


class AccountChange(models.Model):
    """Something that happened to an account: opened, given a role, closed. Written once.

    It stands here and not in the timeline because an account may belong to no territory.
    """

    APPEND_ONLY = True

    class What(models.TextChoices):
        OPENED = "opened", _("Compte ouvert")
        ROLE_GRANTED = "role_granted", _("Rôle donné")
        ROLE_ENDED = "role_ended", _("Rôle retiré")
        CLOSED = "closed", _("Compte fermé")
        REOPENED = "reopened", _("Compte rouvert")
        LINK_GIVEN = "link_given", _("Lien de premier accès donné, ancien mot de passe et second facteur effacés")

    id = models.BigAutoField(primary_key=True)
    at = models.DateTimeField()
    account = models.ForeignKey(User, on_delete=models.PROTECT, related_name="changes")
    by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    what = models.CharField(max_length=16, choices=What.choices)
    role = models.CharField(max_length=32, blank=True, default="", choices=Role.choices)
    territory_code = models.CharField(max_length=40, blank=True, default="")

    PERSONAL = Personal(
        purpose="Savoir qui a ouvert un compte, donné ou retiré un droit, et quand",
        basis=LEGITIMATE,
        retention=TWO_YEARS,
        recipients="l’administration du programme ; la protection des données",
        fields={"account": Sensitivity.ORDINARY, "by": Sensitivity.ORDINARY, "role": Sensitivity.ORDINARY},
    )
    TECHNICAL = {"id", "at", "what", "territory_code"}

    class Meta:
        ordering = ["-at", "-id"]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d} {self.what}"
