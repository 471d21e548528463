"""Cohorts of twelve, their seats and their half-days."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from labmigration.access.privacy import MISSION, TWO_YEARS, Personal, Sensitivity
from labmigration.pathway.models import PartOfPathway
from labmigration.pathway.training import states
from labmigration.pathway.training.weekly_pattern import every_working_half
from labmigration.territories.models import Organisation, TerritoryOwned

SEATS = 12
#: Groups of sessions under it are those of first aid; from it on, those who follow an option of their own.
FIRST_OPTION_GROUP = 11


class Cohort(TerritoryOwned):
    """A group that trains together. `target` is what the programme hopes for, `capacity` what the room allows."""

    name = models.CharField(_("nom"), max_length=80)
    occupation = models.CharField(_("métier"), max_length=40, blank=True, default="")
    provider = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    trainers = models.ManyToManyField(settings.AUTH_USER_MODEL, related_name="+", blank=True)
    target = models.PositiveSmallIntegerField(_("visé"), default=SEATS)
    capacity = models.PositiveSmallIntegerField(_("places"), default=SEATS)
    starts_on = models.DateField(_("début"))
    ends_on = models.DateField(_("fin"))
    #: Half-days of the week on which it may sit, as "0-am" (Monday morning), and how many of them in one week.
    week = models.JSONField(_("demi-journées possibles"), default=every_working_half)
    halves_a_week = models.PositiveSmallIntegerField(_("demi-journées par semaine, au plus"), default=8)
    state = models.CharField(max_length=12, choices=states.COHORT_STATES, default=states.FORMING)
    version = models.PositiveIntegerField(default=1, editable=False)

    COHORT = ""
    MOVES, EVENTS = states.COHORT_MOVES, states.COHORT_EVENTS
    TECHNICAL = {
        *("id", "territory", "name", "occupation", "provider", "trainers", "target", "capacity"),
        *("starts_on", "ends_on", "week", "halves_a_week", "state", "version"),
    }

    class Meta(TerritoryOwned.Meta):
        constraints = [
            models.UniqueConstraint(fields=["territory", "name"], name="cohort_name_once"),
            models.CheckConstraint(condition=Q(ends_on__gte=models.F("starts_on")), name="cohort_ends_after_start"),
        ]

    def __str__(self) -> str:
        return self.name


class Enrolment(PartOfPathway):
    """One seat of a cohort, held by one person. The database lets nobody else have the same seat."""

    cohort = models.ForeignKey(Cohort, on_delete=models.PROTECT, related_name="enrolments")
    seat = models.PositiveSmallIntegerField(_("place"))
    sst_group = models.PositiveSmallIntegerField(_("groupe SST"), default=1)
    #: Numbers of the groups of options (from `FIRST_OPTION_GROUP`) that she is in: a timetable gives them.
    option_groups = models.JSONField(default=list)
    state = models.CharField(max_length=12, choices=states.SEAT_STATES, default=states.ENROLLED)
    enrolled_on = models.DateField()
    left_on = models.DateField(null=True, blank=True)
    cause = models.CharField(max_length=20, choices=states.WITHDRAWAL_CAUSES, blank=True, default="")

    COHORT = "cohort"
    MOVES, EVENTS = states.SEAT_MOVES, states.SEAT_EVENTS
    PERSONAL = Personal(
        purpose="Donner une place en formation et savoir qui est parti et pourquoi",
        basis=MISSION,
        retention=TWO_YEARS,
        recipients="la personne ; l’organisme de formation ; son conseil",
        fields={"cause": Sensitivity.ASSESSMENT},
    )
    TECHNICAL = {
        *("id", "territory", "pathway", "cohort", "seat", "sst_group", "option_groups", "state"),
        *("enrolled_on", "left_on"),
    }

    class Meta(PartOfPathway.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["cohort", "seat"], condition=~Q(state=states.WITHDRAWN), name="a_seat_for_one"
            ),
            models.UniqueConstraint(fields=["pathway"], condition=Q(state=states.ENROLLED), name="one_seat_a_person"),
            models.CheckConstraint(condition=Q(seat__gte=1), name="seats_count_from_one"),
        ]

    def __str__(self) -> str:
        return f"{self.cohort} · {self.seat}"

    @property
    def groups(self) -> tuple[int, ...]:
        """The numbers of `Session.group` that concern her: the whole cohort, her first-aid group, her options."""
        return (0, self.sst_group, *self.option_groups)


class Half(models.TextChoices):
    """Half-days: the unit of timetable and attendance."""

    AM = "am", _("matin")
    PM = "pm", _("après-midi")


class Session(TerritoryOwned):
    """One half-day of one module for a cohort, or for one of its first-aid groups."""

    cohort = models.ForeignKey(Cohort, on_delete=models.CASCADE, related_name="sessions")
    module = models.CharField(max_length=40)
    date = models.DateField(_("jour"))
    half = models.CharField(_("demi-journée"), max_length=2, choices=Half.choices)
    hours = models.DecimalField(_("heures"), max_digits=4, decimal_places=2)
    # 0 is the whole cohort; a number one of its groups, see `Enrolment.groups` (a NULL would escape the constraint
    # on SQLite).
    group = models.PositiveSmallIntegerField(_("groupe"), default=0)
    trainer = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    room = models.CharField(_("salle"), max_length=60, blank=True, default="")
    state = models.CharField(max_length=12, choices=states.SESSION_STATES, default=states.PLANNED)
    #: The timetable that put it there; none of a session that was fixed by hand.
    timetable = models.ForeignKey(
        "training.Timetable", on_delete=models.SET_NULL, null=True, blank=True, related_name="published_sessions"
    )
    #: Grows with each change of day, half or room, so that agendas take the last one.
    version = models.PositiveIntegerField(default=1, editable=False)
    changed_at = models.DateTimeField(null=True, blank=True)
    #: It was cancelled, and its hours are in no session since.
    to_catch_up = models.BooleanField(default=False)

    COHORT = "cohort"
    MOVES, EVENTS = states.SESSION_MOVES, states.SESSION_EVENTS
    TECHNICAL = {
        *("id", "territory", "cohort", "module", "date", "half", "hours", "group", "trainer", "room", "state"),
        *("timetable", "version", "changed_at", "to_catch_up"),
    }

    class Meta(TerritoryOwned.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["cohort", "date", "half", "group"],
                condition=~Q(state=states.CANCELLED),
                name="a_group_is_in_one_place",
            ),
            models.UniqueConstraint(
                fields=["trainer", "date", "half"],
                condition=~Q(state=states.CANCELLED),
                name="a_trainer_is_in_one_place",
            ),
            models.CheckConstraint(condition=Q(hours__gt=0), name="session_hours_are_positive"),
        ]
        ordering = ["date", "half", "group"]

    def __str__(self) -> str:
        return f"{self.date} {self.half} {self.module}"

    @property
    def for_whom(self) -> str:
        """Which part of the cohort it is for, in words; empty when it is for everybody."""
        if self.group >= FIRST_OPTION_GROUP:
            return gettext("option")
        return gettext("groupe %(group)s") % {"group": self.group} if self.group else ""
