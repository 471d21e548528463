"""Research projects, the extracts made for them, and every table that was ever given."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from labmigration.access.roles import Role
from labmigration.steering.extracts import states
from labmigration.territories.models import TerritoryOwned


class Project(TerritoryOwned):
    """What a researcher wants to know, with which columns, about whom, until when. Never changed once it is asked.

    `first`, `last`: the days of referral of the people concerned. `recipient`: who holds the file, and where.
    `agreed_as`: the role of whoever agreed first; the second is another person under the other role.
    """

    title = models.CharField(_("titre"), max_length=120)
    question = models.TextField(_("question"))
    why = models.TextField(_("pourquoi ces données"))
    recipient = models.CharField(_("remis à"), max_length=160)
    columns = models.JSONField(_("colonnes"), default=list)
    first = models.DateField(_("personnes orientées du"))
    last = models.DateField(_("au"))
    ends_on = models.DateField(_("fin"))
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    state = models.CharField(max_length=12, choices=states.PROJECT_STATES, default=states.ASKED)
    agreed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    agreed_as = models.CharField(max_length=32, choices=Role.choices, blank=True, default="")
    agreed_at = models.DateTimeField(null=True)
    approved_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    approved_as = models.CharField(max_length=32, choices=Role.choices, blank=True, default="")
    approved_at = models.DateTimeField(null=True)
    closed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    closed_at = models.DateTimeField(null=True)
    reason = models.TextField(_("raison"), blank=True, default="")

    MOVES, EVENTS = states.PROJECT_MOVES, states.PROJECT_EVENTS
    TECHNICAL = {
        *("id", "territory", "title", "question", "why", "recipient", "columns", "first", "last", "ends_on"),
        *("asked_by", "asked_at", "state", "agreed_by", "agreed_as", "agreed_at", "approved_by", "approved_as"),
        *("approved_at", "closed_by", "closed_at", "reason"),
    }

    class Meta(TerritoryOwned.Meta):
        ordering = ["-asked_at", "id"]
        constraints = [
            models.CheckConstraint(condition=Q(last__gte=F("first")), name="a_project_ends_after_its_start"),
            models.CheckConstraint(
                condition=Q(approved_by__isnull=True) | ~Q(approved_by=F("agreed_by")),
                name="a_project_is_approved_by_two_people",
            ),
        ]

    def __str__(self) -> str:
        return self.title


class Extract(TerritoryOwned):
    """The files of a project as of one day: asked for, made in the background, kept sealed.

    `report`: how many people, what was made coarser or left out and why. `lines`: whether it holds lines of people, or
    tables only.
    """

    project = models.ForeignKey(Project, on_delete=models.PROTECT, related_name="extracts")
    on = models.DateField(_("au"))
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True)
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    lines = models.BooleanField(default=False)
    people = models.PositiveIntegerField(default=0)
    report = models.JSONField(default=dict)
    digest = models.CharField(max_length=64, blank=True, default="")

    EVENTS = states.EXTRACT_EVENTS
    TECHNICAL = {
        *("id", "territory", "project", "on", "asked_by", "asked_at", "finished_at", "done", "total", "lines"),
        *("people", "report", "digest"),
    }

    class Meta(TerritoryOwned.Meta):
        ordering = ["-asked_at", "id"]

    def __str__(self) -> str:
        return f"{self.on} {self.digest[:12]}"


class TableWanted(TerritoryOwned):
    """A table that somebody asked for, until it is made beside all those given before (`given`), or cannot be.

    `problem`: why it was not made.
    """

    row = models.CharField(max_length=40)
    column = models.CharField(max_length=40, blank=True, default="")
    filter_by = models.CharField(max_length=40, blank=True, default="")
    filter_values = models.JSONField(default=list)
    on = models.DateField()
    made_for = models.CharField(_("pour qui"), max_length=160)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True)
    given = models.ForeignKey("TableGiven", on_delete=models.PROTECT, null=True, related_name="+")
    problem = models.CharField(max_length=12, choices=states.TABLE_PROBLEMS, blank=True, default="")

    EVENTS = states.WANTED_EVENTS
    TECHNICAL = {
        *("id", "territory", "row", "column", "filter_by", "filter_values", "on", "made_for", "asked_by"),
        *("asked_at", "finished_at", "given", "problem"),
    }

    class Meta(TerritoryOwned.Meta):
        ordering = ["-asked_at", "id"]

    def __str__(self) -> str:
        return f"{self.row} {self.column}"


class TableGiven(TerritoryOwned):
    """A table that left, cell by cell as it was shown. Written once: the next ones are made beside it.

    `cells`: counts row by row with the totals last, null where hidden; `why`: "row,column" → why it is hidden.
    `extract`: the extract that holds it, whose people said yes to research; none for a table of everybody.
    """

    APPEND_ONLY = True

    number = models.PositiveIntegerField()
    row = models.CharField(max_length=40)
    column = models.CharField(max_length=40, blank=True, default="")
    filter_by = models.CharField(max_length=40, blank=True, default="")
    filter_values = models.JSONField(default=list)
    on = models.DateField()
    rows = models.JSONField(default=list)
    columns = models.JSONField(default=list)
    cells = models.JSONField(default=list)
    why = models.JSONField(default=dict)
    least = models.PositiveIntegerField()
    extract = models.ForeignKey(Extract, on_delete=models.PROTECT, null=True, related_name="tables")
    made_for = models.CharField(_("pour qui"), max_length=160)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()

    EVENTS = states.TABLE_EVENTS
    TECHNICAL = {
        *("id", "territory", "number", "row", "column", "filter_by", "filter_values", "on", "rows", "columns"),
        *("cells", "why", "least", "extract", "made_for", "made_by", "made_at"),
    }

    class Meta(TerritoryOwned.Meta):
        ordering = ["-number"]
        constraints = [models.UniqueConstraint(fields=["territory", "number"], name="a_table_given_at_a_time")]

    def __str__(self) -> str:
        return f"{self.number}"
