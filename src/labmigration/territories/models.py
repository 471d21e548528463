"""Territories, their organisations, and the base of every row that belongs to a territory."""

import uuid
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _
from django_scopes import ScopedManager


class Territory(models.Model):
    """A territory of the programme; its key is the programme's code (``marseille``)."""

    code = models.CharField(primary_key=True, max_length=40)
    name = models.CharField(_("nom"), max_length=80)

    TECHNICAL = {"code", "name"}

    def __str__(self) -> str:
        return self.name


class TerritoryOwned(models.Model):
    """A row that belongs to one territory and does not exist outside it.

    Without an open scope every query raises; related objects are fetched through the same manager, so a foreign key
    can't lead out of the territory either.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    territory = models.ForeignKey(Territory, on_delete=models.PROTECT, related_name="+")

    objects = ScopedManager(territory="territory")

    class Meta:
        abstract = True
        base_manager_name = "objects"


class Organisation(TerritoryOwned):
    """An organisation at work in a territory: it refers people, trains them, or certifies."""

    class Kind(models.TextChoices):
        REFERRER = "referrer", _("orienteur")
        TRAINING_PROVIDER = "training_provider", _("organisme de formation")
        CERTIFIER = "certifier", _("certificateur")
        PARTNER = "partner", _("partenaire")

    name = models.CharField(_("nom"), max_length=120)
    kind = models.CharField(_("rôle"), max_length=32, choices=Kind.choices)

    TECHNICAL = {"id", "territory", "name", "kind"}

    class Meta(TerritoryOwned.Meta):
        constraints = [models.UniqueConstraint(fields=["territory", "name", "kind"], name="organisation_once")]

    def __str__(self) -> str:
        return self.name


def same_territory(child: Any, *parents: Any) -> None:
    """Refuse a row whose territory is not that of everything it hangs on."""
    for parent in parents:
        if parent is not None and parent.territory_id != child.territory_id:
            raise ValueError(f"{child!r} and {parent!r} are in two territories")
