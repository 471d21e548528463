"""Everyone known so far, arranged so that only people who may be the same are ever compared."""

from collections import defaultdict
from collections.abc import Collection, Iterator
from datetime import date
from functools import lru_cache
from typing import Final

from labmigration.decisions.same_person.compare import Known, Surroundings, Suspicion, compare
from labmigration.decisions.same_person.dates import day_and_month_swapped, is_one_keystroke_from, one_keystroke_from

# Born on one day and carrying the same name: beyond so many, the earliest are compared. It only bounds the time that a
# file made to be slow can take.
_LARGEST_BLOCK: Final = 400
_FEW_DAYS: Final = 80  # are looked at one by one; of more, those that are among the eighty or so near the day sought
_FAR: Final = 3
_SHARED_BY: Final = 3  # different names; an e-mail with so many is a shelter's or a family's
_IN_USE_BY: Final = 2  # people born on other days; a name that so many carry is no slip …
_IN_USE_SHARE: Final = 0.02  # … unless it is so much rarer than the other: in a large register the same slip comes back


class Register:
    """An index in memory. `add` then `find`, some ten microseconds each; nothing is ever decided here for good."""

    def __init__(self) -> None:
        self._by_day_and_name: defaultdict[tuple[date, str], list[Known]] = defaultdict(list)
        self._by_whole_name: dict[tuple[str, ...], dict[date, list[Known]]] = {}
        self._bearers: defaultdict[str, int] = defaultdict(int)
        self._names_of_email: defaultdict[str, set[tuple[str, ...]]] = defaultdict(set)
        self._rank: dict[str, int] = {}
        self._last: tuple[Known, set[str], set[tuple[str, ...]]] | None = None
        self._around = Surroundings(self._both_in_use, self._is_personal)

    def __len__(self) -> int:
        return len(self._rank)

    def add(self, person: Known) -> None:
        """Raises ValueError where the key is already there."""
        if person.key in self._rank:
            raise ValueError(f"{person.key!r} is already in the register")
        self._rank[person.key] = len(self._rank)
        names, whole_names = self._found_under(person)
        for name in names:
            self._by_day_and_name[person.birth_date, name].append(person)
            self._bearers[name] += 1
        for whole in whole_names:
            self._by_whole_name.setdefault(whole, {}).setdefault(person.birth_date, []).append(person)
        if person.email_folded:
            self._names_of_email[person.email_folded].add(_sorted_parts(person))

    def find(self, person: Known) -> Suspicion | None:
        """The strongest suspicion, the earliest added where several are as strong; None where nobody resembles."""
        possible: tuple[int, Suspicion] | None = None
        strong: tuple[int, Suspicion] | None = None
        for known in self._candidates(person):
            suspicion = compare(person, known, self._around)
            if suspicion is None:
                continue
            found = (self._rank[known.key], suspicion)
            if suspicion.strength == "strong":
                strong = found if strong is None or found[0] < strong[0] else strong
            else:
                possible = found if possible is None or found[0] < possible[0] else possible
        best = strong or possible
        return best[1] if best else None

    def _candidates(self, person: Known) -> Iterator[Known]:
        """Each known record at most once, and never `person` itself."""
        seen = {person.key}
        for known in self._blocks(person):
            if known.key not in seen:
                seen.add(known.key)
                yield known

    def _blocks(self, person: Known) -> Iterator[Known]:
        day = person.birth_date
        names, whole_names = self._found_under(person)
        for name in names:
            yield from self._by_day_and_name.get((day, name), ())[:_LARGEST_BLOCK]
        for whole in whole_names:
            of_that_name = self._by_whole_name.get(whole)
            if of_that_name:
                for one in _near(day, of_that_name):
                    yield from of_that_name[one][:_LARGEST_BLOCK]

    def _found_under(self, person: Known) -> tuple[set[str], set[tuple[str, ...]]]:
        # Kept for one person: whoever is looked for is most often added next.
        if self._last is None or self._last[0] is not person:
            self._last = (person, _names(person), _whole_names(person))
        return self._last[1:]

    def _both_in_use(self, one: str, other: str, day: date) -> bool:
        rarer, commoner = sorted((self._bearers_besides(one, day), self._bearers_besides(other, day)))
        return rarer >= max(_IN_USE_BY, commoner * _IN_USE_SHARE)

    def _bearers_besides(self, name: str, day: date) -> int:
        bearers = self._bearers.get(name, 0)
        return bearers - len(self._by_day_and_name.get((day, name), ())) if bearers else 0

    def _is_personal(self, email: str) -> bool:
        return len(self._names_of_email.get(email, ())) < _SHARED_BY


def _near(day: date, days: Collection[date]) -> list[date]:
    """Those of the days that are the day itself, day and month swapped, or one keystroke away, in that order."""
    if len(days) > _FEW_DAYS:
        return [near for near in _days_near(day) if near in days]
    ranked = ((_rank(day, one), one) for one in days)
    return [one for rank, one in sorted(pair for pair in ranked if pair[0] < _FAR)]


def _rank(day: date, other: date) -> int:
    if day == other:
        return 0
    if day_and_month_swapped(day) == other:
        return 1
    return 2 if is_one_keystroke_from(day, other) else _FAR


@lru_cache(maxsize=4096)
def _days_near(day: date) -> tuple[date, ...]:
    """The day itself, day and month swapped, and the days one keystroke away."""
    swapped = day_and_month_swapped(day)
    return tuple(dict.fromkeys((day, *((swapped,) if swapped else ()), *one_keystroke_from(day))))


def _names(person: Known) -> set[str]:
    """Each name joined, and each part of a compound one: the same person shares at least one of them."""
    surname, first_name = person.surname_folded, person.first_name_folded
    return {surname.joined, first_name.joined, *surname.parts, *first_name.parts} - {""}


def _whole_names(person: Known) -> set[tuple[str, ...]]:
    """The whole name without regard to order, by joined names (Al-Khatib, Alkhatib) and by parts."""
    joined = (person.surname_folded.joined, person.first_name_folded.joined)
    return {tuple(sorted(joined)), _sorted_parts(person)}


def _sorted_parts(person: Known) -> tuple[str, ...]:
    return tuple(sorted(person.surname_folded.parts + person.first_name_folded.parts))
