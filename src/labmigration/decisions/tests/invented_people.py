"""Invented people from a small pool of names, some of them twice with a change, others only looking alike."""

import random
import unicodedata
from dataclasses import dataclass, replace
from datetime import date, timedelta

from labmigration.decisions.same_person import Known

SURNAMES = (
    *("Diallo", "Sow", "Bah", "Barry", "Baldé", "Traoré", "Touré", "Koné", "Ngoma", "Tshimanga", "Kabongo", "Petrenko"),
    *("Kovalenko", "Bondarenko", "Shevchenko", "Hakimi", "Hosseini", "Noori", "Stanikzai", "Haddad", "Al-Khatib"),
    *("Cherif", "Benali", "Bensaïd", "Tekle", "Gebremariam", "Silva", "Fernandes", "García", "García-López", "Ionescu"),
    *("Nguyen", "Tran", "Le", "Konaté", "N'Diaye", "Ba", "Sarr", "Sall", "Tessema"),
)
WOMEN = (
    *("Amina", "Aminata", "Amira", "Ana", "Ada", "Anna", "Mai", "Mai-Selam", "Selam", "Fatou", "Fatoumata", "Fatimata"),
    *("Fatima", "Samira", "Karima", "Khadija", "Hadja", "Leila", "Leïla-Nour", "Nour", "Noura", "Oksana", "Tetiana"),
    *("Lidia", "Lucia", "Elena", "Hélène", "Zarghuna", "Shukria", "Yasmine", "Rania", "Rahel", "Grace", "Clarisse"),
)
MEN = ("Samir", "Karim", "Amir", "Ibrahim", "Abdoulaye", "Mohamed", "Hamid", "Farid", "Jean", "Tesfaye", "Alpha", "Ali")


def _bare(name: str) -> str:
    return "".join(sign for sign in unicodedata.normalize("NFD", name) if not unicodedata.combining(sign))


NAMES = frozenset(_bare(name) for name in SURNAMES + WOMEN + MEN)


@dataclass(frozen=True)
class Planted:
    """`again` is `first` come back with `changes`."""

    first: Known
    again: Known
    changes: tuple[str, ...]


class Crowd:
    """`count` people and their decoys; `share` of them come back changed. `arrivals` in a random order."""

    def __init__(self, seed: int, count: int, share: float = 0.08) -> None:
        self._random = random.Random(seed)
        self._next = 0
        self.people: list[Known] = []
        self.planted: list[Planted] = []
        while len(self.people) < count:
            self.people.extend(self._family())
        for person in self._random.sample(self.people, int(count * share)):
            self._plant(person)
        self.arrivals = self.people + [planted.again for planted in self.planted]
        self._random.shuffle(self.arrivals)

    def _key(self) -> str:
        self._next += 1
        return str(self._next)

    def _someone(self) -> Known:
        pick = self._random
        sex = "F" if pick.random() < 0.8 else "M"
        surname, first_name = pick.choice(SURNAMES), pick.choice(WOMEN if sex == "F" else MEN)
        key = self._key()
        email = f"{first_name}.{surname}{key}@example.org".lower() if pick.random() < 0.5 else ""
        return Known(key, surname, first_name, self._day(), self._phone(), email, sex)

    def _day(self) -> date:
        # A share of the people arrives with the 1 January that stands for an unknown birthday.
        year = self._random.randint(1960, 2004)
        if self._random.random() < 0.05:
            return date(year, 1, 1)
        return date(year, 1, 1) + timedelta(self._random.randrange(365))

    def _phone(self) -> str:
        return f"+3363998{self._random.randrange(10_000):04}"

    def _family(self) -> list[Known]:
        """Someone, and sometimes a twin, a parent of the same name, or those of the same shelter."""
        one, chance = self._someone(), self._random.random()
        if chance < 0.03:
            pool = [name for name in (WOMEN if one.sex == "F" else MEN) if name != one.first_name]
            if self._random.random() < 0.3:
                pool = list(MEN if one.sex == "F" else WOMEN)
            twin = self._random.choice(pool)
            sex = "F" if twin in WOMEN else "M"
            return [one, replace(one, key=self._key(), first_name=twin, email="", sex=sex)]
        if chance < 0.06:
            born = one.birth_date - timedelta(self._random.randint(18 * 365, 30 * 365))
            return [one, replace(one, key=self._key(), birth_date=born, email="")]
        if chance < 0.09:
            return [one, *(replace(self._someone(), phone=one.phone) for _ in range(5))]
        return [one]

    def _plant(self, person: Known) -> None:
        pick = self._random
        changes = tuple(pick.sample(("accent", "hyphen", "case", "swap", "typo", "phone", "email"), pick.randint(1, 3)))
        again = replace(person, key=self._key())
        for change in changes:
            again = self._changed(again, change)
        self.planted.append(Planted(person, again, changes))

    def _changed(self, person: Known, change: str) -> Known:
        surname, first_name = person.surname, person.first_name
        match change:
            case "accent":
                return replace(person, surname=_bare(surname), first_name=_bare(first_name))
            case "hyphen":
                by = self._random.choice((" ", ""))
                return replace(person, surname=surname.replace("-", by), first_name=first_name.replace("-", by))
            case "case":
                return replace(person, surname=surname.upper(), first_name=first_name.upper())
            case "swap":
                return replace(person, surname=first_name, first_name=surname)
            case "phone":
                return replace(person, phone=self._phone())
            case "email":
                return replace(person, email="")
        # In three letters a slip makes another name, which nobody could tell: slips fall on longer ones.
        if len(first_name) > 3 and (len(surname) <= 3 or self._random.random() < 0.5):
            return replace(person, first_name=self._slip(first_name))
        return replace(person, surname=self._slip(surname)) if len(surname) > 3 else person

    def _slip(self, name: str) -> str:
        """One wrong key. A slip that makes another name of the pool (Anna, Ada) is undecidable: another is tried."""
        while _bare(slipped := self._any_slip(name)) in NAMES - {_bare(name)}:
            pass
        return slipped

    def _any_slip(self, name: str) -> str:
        pick = self._random
        place, letter = pick.randrange(1, len(name) - 1), pick.choice("abcdefghijklmnopqrstuvwxyz")
        match pick.choice(("insert", "delete", "replace", "transpose")):
            case "insert":
                return name[:place] + letter + name[place:]
            case "delete":
                return name[:place] + name[place + 1 :]
            case "replace":
                return name[:place] + letter + name[place + 1 :]
        return name[:place] + name[place + 1] + name[place] + name[place + 2 :]
