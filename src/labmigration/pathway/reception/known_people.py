"""The people whom a territory knows, as the same-person register compares them.

Telephones and e-mails are compared by their blind indexes: nothing sealed is opened to look for duplicates.
"""

from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from labmigration.decisions.same_person import Known, Register, Suspicion
from labmigration.decisions.same_person.dates import day_and_month_swapped, one_keystroke_from
from labmigration.people.models import Candidate
from labmigration.people.names import searchable

_COLUMNS = ("id", "surname", "first_name", "birth_date", "phone_index", "email_index", "sex")


class KnownPeople:
    """A territory's people and the new ones of a run, in one register.

    Runs at the same time are told apart by the number of people: when somebody else added some, `catch_up` reads them.
    """

    def __init__(self, territory: str) -> None:
        self.territory = territory
        self._register = Register()
        self._keys: set[str] = set()
        self._read(_people(territory))

    def add(self, person: Known) -> None:
        """Make a new person known to the rows that follow."""
        self._register.add(person)
        self._keys.add(person.key)

    def find(self, person: Known) -> Suspicion | None:
        """Who the person may be, if anyone."""
        return self._register.find(person)

    def catch_up(self) -> None:
        """Read the people whom others registered since; call it while nobody else can write."""
        people = _people(self.territory)
        if people.count() != len(self._keys):
            self._read(people)

    def _read(self, people: "QuerySet[Candidate]") -> None:
        for row in people.order_by("id").values_list(*_COLUMNS).iterator(chunk_size=5_000):
            if (key := str(row[0])) not in self._keys:
                self.add(_known(key, row))


def people_around(territory: str, person: Known) -> Register:
    """The part of the register that decides about one person: whoever resembles, and who else bears those names.

    For one person typed on a screen; it finds what the whole register would.
    """
    day = person.birth_date
    swapped = day_and_month_swapped(day)
    near: set[date] = {day, *one_keystroke_from(day), *((swapped,) if swapped else ())}
    alike = Q(birth_date__in=near)
    if person.email:
        alike |= Q(email_index=person.email)
    rows = {row[0]: row for row in _people(territory).filter(alike).values_list(*_COLUMNS)}
    born_that_day = [row for row in rows.values() if row[3] == day]
    names = [(person.surname, person.first_name), *((row[1], row[2]) for row in born_that_day)]
    bearers = Q()
    for word in {word for pair in names for word in searchable(*pair).split()}:
        bearers |= Q(search_name__contains=word)
    rows |= {row[0]: row for row in _people(territory).filter(bearers).values_list(*_COLUMNS)}
    register = Register()
    for key in sorted(rows):
        register.add(_known(str(key), rows[key]))
    return register


def _people(territory: str) -> "QuerySet[Candidate]":
    found: QuerySet[Candidate] = Candidate.objects.filter(territory=territory)
    return found


def _known(key: str, row: tuple[Any, ...]) -> Known:
    return Known(key, row[1], row[2], row[3], phone=row[4], email=row[5], sex=row[6])
