"""Everything that is kept about one person, in words and as data, read from what the models say of themselves."""

from dataclasses import dataclass
from itertools import islice
from typing import Any

from django.db import models
from django.utils.translation import gettext as _

from labmigration.access.models import User
from labmigration.access.privacy import Sensitivity
from labmigration.pathway.story import page_in_words
from labmigration.people.models import Candidate
from labmigration.privacy.about_person import Person, models_about_people, rows_about
from labmigration.privacy.told import ABOUT, READ_WITH, value_in_words
from labmigration.privacy.words import PARTS, label, part
from labmigration.secrecy.fields import SealedTextField
from labmigration.territories.models import Organisation
from labmigration.timeline.models import Event, FileOpening
from labmigration.timeline.sentences import actor_name, sentence
from labmigration.ui import spoken
from labmigration.ui.written import Written

#: Codes of ours that mean nothing to a person.
NOT_TOLD = {
    "facts",
    "pathway_id",
    "pathway_ids",
    "candidate_id",
    "user_id",
    "merged_into",
    "fingerprint",
    "waiting",
} | {"user", "account", "candidate"}
#: Besides the fields declared personal: where it stands, and every day.
STANDS = ("state", "axis", "module", "hours", "number", "cohort", "place")
PERSONAL_CODES = (Sensitivity.SECRET,)


@dataclass(frozen=True)
class Entry:
    """One row: a line of title (a day, when it has one), and pairs (label, value in words)."""

    title: str
    rows: list[tuple[Any, str]]


@dataclass(frozen=True)
class Kept:
    """The rows of one model, newest first, with why, how long and for whom they are kept."""

    model: type[models.Model]
    entries: list[Entry]
    count: int

    @property
    def purpose(self) -> str:
        return str(self.model.PERSONAL.purpose)  # type: ignore[attr-defined]

    @property
    def retention(self) -> str:
        return str(self.model.PERSONAL.retention)  # type: ignore[attr-defined]

    @property
    def recipients(self) -> str:
        return str(self.model.PERSONAL.recipients)  # type: ignore[attr-defined]


@dataclass(frozen=True)
class Group:
    """The rows of one part of the product, under words of the person's own."""

    code: str
    title: Any
    kept: list[Kept]


def held(candidate: Candidate, *, at_most: int | None = None) -> list[Group]:
    """All that is kept, by part; `at_most` rows of each model (all when None). Queries: one or two a model."""
    person = Person.of(candidate)
    groups: dict[str, Group] = {}
    for model in models_about_people():
        rows = _newest_first(model, rows_about(model, person))
        # A file may hold thousands of lines of a journal: read in one pass, and only as far as they are shown.
        shown = list(rows if at_most is None else rows[: at_most + 1])
        if not shown:
            continue
        count = len(shown) if at_most is None or len(shown) <= at_most else rows.count()
        entries = [entry for row in islice(shown, at_most) if (entry := _entry(row, person)).rows]
        if entries:
            code = model._meta.app_label
            group = groups.setdefault(code, Group(code, part(code), []))
            group.kept.append(Kept(model, entries, count))
    order = list(PARTS)
    return sorted(groups.values(), key=lambda group: order.index(group.code) if group.code in order else len(order))


def as_data(candidate: Candidate) -> dict[str, Any]:
    """All that is kept, for machines: model → purpose, retention, recipients, rows of field → value."""
    person = Person.of(candidate)
    found: dict[str, Any] = {}
    for model in models_about_people():
        rows = [_plain_row(row, person) for row in _newest_first(model, rows_about(model, person))]
        if rows:
            personal = model.PERSONAL  # type: ignore[attr-defined]
            found[model._meta.label] = {
                "purpose": personal.purpose,
                "basis": personal.basis,
                "retention": personal.retention,
                "recipients": personal.recipients,
                "rows": rows,
            }
    return found


def fields_told(model: type[models.Model]) -> list[str]:
    """The fields that a person reads of a row: personal ones, where it stands, its days; never a secret or a code."""
    personal = model.PERSONAL.fields  # type: ignore[attr-defined]
    told = [*ABOUT.get(model._meta.label, ())]
    told += [name for name, how in personal.items() if how not in PERSONAL_CODES and name not in told]
    for field in model._meta.concrete_fields:
        dated = isinstance(field, models.DateField) and field.name not in personal
        stands = field.name in STANDS and not (field.name == "place" and not isinstance(field, models.CharField))
        if field.name not in told and (dated or stands):
            told.append(field.name)
    return [name for name in told if name not in NOT_TOLD]


def _newest_first(model: type[models.Model], rows: "models.QuerySet[models.Model]") -> "models.QuerySet[models.Model]":
    dated = [field.name for field in model._meta.concrete_fields if isinstance(field, models.DateField)]
    links = [
        name
        for name in fields_told(model)
        if isinstance(field := model._meta.get_field(name), models.ForeignKey) and not field.null
    ]
    links += READ_WITH.get(model._meta.label, ())
    rows = rows.select_related(*links) if links else rows
    return rows.order_by(*(f"-{name}" for name in dated[:1]), "-pk")


def _withheld(row: models.Model) -> frozenset[str]:
    """Fields of this row that are somebody else's words: a model says which in ``withheld``."""
    asked = getattr(row, "withheld", None)
    return frozenset(asked()) if asked else frozenset()


def _entry(row: models.Model, person: Person) -> Entry:
    if isinstance(row, Event):
        return Entry(spoken.day_and_time(row.at), [(actor_name(row), _sentence(row))])
    if isinstance(row, FileOpening):
        return Entry(spoken.day_and_time(row.at), [(row.reader.name, str(page_in_words(row.page)))])
    withheld = _withheld(row)
    rows = []
    for name in fields_told(type(row)):
        words = "" if name in withheld else in_words(row, name, person)
        if words:
            rows.append((label(type(row), name), words))
    return Entry("", rows)


def _sentence(event: Event) -> str:
    try:
        return sentence(event)
    except LookupError:  # the stage that said it is no longer part of the product
        return event.verb


def in_words(row: models.Model, name: str, person: Person) -> str:
    """One value as the person reads it; empty for nothing, and for what would name somebody else."""
    field = row._meta.get_field(name)
    if isinstance(field, models.ManyToManyField):
        return ", ".join(str(each.name) for each in getattr(row, name).all() if isinstance(each, User))
    if isinstance(field, models.ForeignKey):
        return _linked(getattr(row, name), person)
    value = getattr(row, name)
    if value is None or value == "" or value == [] or value == {}:
        return ""
    in_its_words = getattr(row, f"get_{name}_display", None)  # of a field with choices, or of the model's own
    if in_its_words is not None:
        words = in_its_words()
        return words if isinstance(words, str) else str(words)
    return value_in_words(row, name, value)


def _linked(other: Any, person: Person) -> str:
    if isinstance(other, User):
        return _("moi") if other.pk in person.user_ids else other.name
    if isinstance(other, Organisation):
        return Written(other.name)
    # A household, another person's file: named on its own page, as far as the step reached allows.
    return Written(other.name) if other is not None and other._meta.label == "training.Cohort" else ""


def _plain_row(row: models.Model, person: Person) -> dict[str, Any]:
    withheld = _withheld(row)
    told: dict[str, Any] = {}
    for name in fields_told(type(row)):
        if name in withheld:
            continue
        field = row._meta.get_field(name)
        if isinstance(field, models.ForeignKey | models.ManyToManyField):
            told[name] = in_words(row, name, person)
        elif isinstance(field, SealedTextField):
            told[name] = str(getattr(row, name))
        else:
            told[name] = getattr(row, name)
    if isinstance(row, Event):
        told |= {"verb": row.verb, "facts": row.facts}
    return told
