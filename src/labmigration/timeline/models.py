"""The journal of what happened and of who read what. Rows are written once."""

from typing import Any, Self

from django.conf import settings
from django.db import models
from django_scopes import ScopedManager

from labmigration import clock
from labmigration.access.actor import Actor
from labmigration.access.privacy import LEGITIMATE, LOG_YEAR, MISSION, TWO_YEARS, Personal, Sensitivity


class Event(models.Model):
    """Something that happened to a subject (a referral, a cohort, a contract …), in one territory.

    ``facts`` holds codes, ids, dates, numbers and names of staff, never the name of someone followed nor another
    sensitive value. ``pathway_id`` is a bare id, so that the journal stands below the stages and outlives what it
    speaks of.
    """

    APPEND_ONLY = True

    id = models.BigAutoField(primary_key=True)
    at = models.DateTimeField()
    territory_id = models.CharField(max_length=40)
    pathway_id = models.UUIDField(null=True)
    subject_model = models.CharField(max_length=60)
    subject_id = models.CharField(max_length=40)
    verb = models.CharField(max_length=60)
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    actor_role = models.CharField(max_length=32)
    facts = models.JSONField(default=dict)

    objects = ScopedManager(territory="territory_id")

    PERSONAL = Personal(
        purpose="Savoir ce qui s’est passé, qui a décidé et pourquoi",
        basis=MISSION,
        retention=TWO_YEARS,
        recipients="la personne ; celles et ceux qui suivent son parcours",
        fields={"actor": Sensitivity.ORDINARY, "pathway_id": Sensitivity.ORDINARY, "facts": Sensitivity.ORDINARY},
    )
    TECHNICAL = {"id", "at", "territory_id", "subject_model", "subject_id", "verb", "actor_role"}

    class Meta:
        base_manager_name = "objects"
        ordering = ["-at", "-id"]
        indexes = [
            models.Index(fields=["pathway_id", "-at"], name="event_of_pathway"),
            models.Index(fields=["territory_id", "verb", "at"], name="event_by_verb"),
            # The last of a territory, looked at by whoever keeps something in memory that must follow the rows.
            models.Index(fields=["territory_id", "id"], name="event_by_number"),
        ]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d} {self.verb}"

    @classmethod
    def about(cls, subject: models.Model, verb: str, actor: Actor, facts: dict[str, Any] | None = None) -> Self:
        """An unsaved event about a subject that has a territory (and a pathway, or is one)."""
        is_pathway = getattr(subject, "PATHWAY", None) == ""
        pathway_id = subject.pk if is_pathway else getattr(subject, "pathway_id", None)
        return cls(
            at=clock.now(),
            territory_id=subject.territory_id,
            pathway_id=pathway_id,
            subject_model=subject._meta.label_lower,
            subject_id=str(subject.pk),
            verb=f"{subject._meta.app_label}.{verb}",
            actor=actor.user,
            actor_role=actor.role,
            facts=facts or {},
        )

    @classmethod
    def record(cls, subject: models.Model, verb: str, actor: Actor, facts: dict[str, Any] | None = None) -> Self:
        """Write that `verb` happened to `subject`; call it in the transaction that makes it true."""
        event = cls.about(subject, verb, actor, facts)
        event.save(force_insert=True)
        return event


class FileOpening(models.Model):
    """Someone opened a person's file: shown to the person as "who opened my file"."""

    APPEND_ONLY = True

    id = models.BigAutoField(primary_key=True)
    at = models.DateTimeField()
    territory_id = models.CharField(max_length=40)
    pathway_id = models.UUIDField()
    reader = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    reader_role = models.CharField(max_length=32)
    page = models.CharField(max_length=60)

    objects = ScopedManager(territory="territory_id")

    PERSONAL = Personal(
        purpose="Dire à la personne qui a ouvert son dossier ; repérer les lectures anormales",
        basis=LEGITIMATE,
        retention=LOG_YEAR,
        recipients="la personne ; la protection des données",
        fields={"reader": Sensitivity.ORDINARY, "pathway_id": Sensitivity.ORDINARY},
    )
    TECHNICAL = {"id", "at", "territory_id", "reader_role", "page"}

    class Meta:
        base_manager_name = "objects"
        ordering = ["-at", "-id"]
        indexes = [models.Index(fields=["pathway_id", "-at"], name="openings_of_pathway")]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.page}"

    @classmethod
    def record(cls, pathway: models.Model, actor: Actor, page: str) -> None:
        """Write that the actor reads the file of `pathway` on `page`; nobody's own reading of her file counts too."""
        if actor.user is None:
            raise ValueError("nobody reads a file without an account")
        cls(
            at=clock.now(),
            territory_id=pathway.territory_id,
            pathway_id=pathway.pk,
            reader=actor.user,
            reader_role=actor.role,
            page=page,
        ).save(force_insert=True)


class JournalSeal(models.Model):
    """A digest of the lines `first_id` to `last_id` of one table of the journal, chained to the seal before.

    seen_id: how far the table reached when it was made; the next seal goes as far as that.
    """

    APPEND_ONLY = True

    id = models.BigAutoField(primary_key=True)
    table = models.CharField(max_length=60)
    number = models.PositiveIntegerField()
    first_id = models.BigIntegerField()
    last_id = models.BigIntegerField()
    seen_id = models.BigIntegerField()
    rows = models.PositiveIntegerField()
    digest = models.CharField(max_length=64)
    sealed_at = models.DateTimeField()

    TECHNICAL = {
        *("id", "table", "number", "first_id", "last_id", "seen_id", "rows", "digest", "sealed_at"),
    }

    class Meta:
        constraints = [models.UniqueConstraint(fields=["table", "number"], name="a_seal_of_a_table_once")]

    def __str__(self) -> str:
        return f"{self.table} · {self.number}"
