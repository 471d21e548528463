"""Two records side by side: the same person, perhaps, or not. Each rule was learnt from real-looking files.

Strong means that at most one row in 300 may be wrong. Families and shelters share a telephone, so a number never
makes two people one; twins share everything but the first name; fathers and sons share a name.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import Final, Literal

from labmigration.decisions.same_person.dates import day_and_month_swapped, is_one_keystroke_from
from labmigration.decisions.same_person.names import (
    LONG,
    Name,
    differing,
    folded,
    is_spelling_of,
    lacks_a_part,
    slips,
)

Strength = Literal["strong", "possible"]
Reason = Literal[
    "same_birth_date",
    "birth_date_day_month_swapped",
    "birth_date_one_keystroke_apart",
    "same_name",
    "swapped_names",
    "accents_or_hyphens",
    "one_letter_differs",
    "two_letters_differ",
    "missing_name_part",
    "other_surname",
    "other_first_name",
    "both_names_in_use",
    "other_sex",
    "same_phone",
    "other_phone",
    "same_email",
]

_SHORT: Final = 3  # letters; so short a name with one letter replaced is another name (Ana, Ada)
_TINY: Final = 2  # letters; any slip makes another name (Le, Li)


@dataclass(frozen=True, slots=True)
class Known:
    """One record. `key` is the asker's own; texts are empty where nothing is known; `sex` is F, M, or anything else."""

    key: str
    surname: str
    first_name: str
    birth_date: date
    phone: str = ""
    email: str = ""
    sex: str = ""
    surname_folded: Name = field(init=False, repr=False, compare=False)
    first_name_folded: Name = field(init=False, repr=False, compare=False)
    phone_digits: str = field(init=False, repr=False, compare=False)
    email_folded: str = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        # Computed once: a record is compared many times. (A frozen dataclass is written to in this way only.)
        object.__setattr__(self, "surname_folded", folded(self.surname))
        object.__setattr__(self, "first_name_folded", folded(self.first_name))
        # The last nine digits are the same in 06…, +33 6… and 0033 6….
        object.__setattr__(self, "phone_digits", "".join(filter(str.isdigit, self.phone))[-9:])
        object.__setattr__(self, "email_folded", self.email.strip().casefold())


@dataclass(frozen=True, slots=True)
class Suspicion:
    """The known record `key` may be the same person. Reasons for and against, in the order of `Reason`."""

    key: str
    strength: Strength
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What the rest of the register tells about a pair.

    `both_in_use(one, other, birth date)`: people born on other days carry either, so neither is a slip of the other.
    `is_personal(e-mail)`: it is not one that several people share.
    """

    both_in_use: Callable[[str, str, date], bool]
    is_personal: Callable[[str], bool]


def compare(person: Known, known: Known, around: Surroundings) -> Suspicion | None:
    """What `person` and `known` have in common, or None where it is too little to trouble anyone."""
    if person.birth_date == known.birth_date:
        return _born_on_the_same_day(person, known, around)
    return _born_on_different_days(person, known, around)


def _born_on_the_same_day(person: Known, known: Known, around: Surroundings) -> Suspicion | None:
    same_phone, same_email = _same_phone(person, known), _same_email(person, known, around)
    contacts = _contact_reasons(person, known, around)
    how = _same_names(person, known)
    if how is not None:
        return Suspicion(known.key, "strong", ("same_birth_date", *how, *contacts))
    swapped, surnames, first_names = _paired(person, known)
    order: tuple[Reason, ...] = ("swapped_names",) if swapped else ()
    one, other = first_names if surnames[0].joined == surnames[1].joined else surnames
    if surnames[0].joined != surnames[1].joined and first_names[0].joined != first_names[1].joined:
        return None
    is_first_name = surnames[0].joined == surnames[1].joined
    against: tuple[Reason, ...] = ("other_sex",) if _sexes_contradict(person, known) else ()

    def suspicion(strength: Strength, *reasons: Reason) -> Suspicion:
        return Suspicion(known.key, strength, ("same_birth_date", *order, *reasons, *against, *contacts))

    if lacks_a_part(one, other):
        sure = (same_phone or same_email) and not against
        return suspicion("strong" if sure else "possible", "missing_name_part")
    letters = slips(*differing(one, other))
    if letters <= _slips_allowed(one, other):
        what: Reason = "one_letter_differs" if letters == 1 else "two_letters_differ"
        doubt = _doubt(one, other, is_first_name, person, known, around)
        # Two sisters-in-law may share a telephone, hardly ever a birth date too: a surname's slip is settled by it.
        settled = same_email or (same_phone and not is_first_name)
        if against and is_first_name:
            return suspicion("possible", what)
        if doubt and not settled:
            return suspicion("possible", what, *(("both_names_in_use",) if doubt == "in_use" else ()))
        return suspicion("strong", what)
    if same_email or (same_phone and is_first_name):
        return suspicion("possible", "other_first_name" if is_first_name else "other_surname")
    return None


def _born_on_different_days(person: Known, known: Known, around: Surroundings) -> Suspicion | None:
    """Two people, as a rule. A wrong key in the date is suspected only where all the rest agrees."""
    how = _same_names(person, known)
    if how is None:
        return None
    if day_and_month_swapped(person.birth_date) == known.birth_date:
        date_reason: Reason = "birth_date_day_month_swapped"
    elif is_one_keystroke_from(person.birth_date, known.birth_date):
        date_reason = "birth_date_one_keystroke_apart"
    else:
        return None
    against: tuple[Reason, ...] = ("other_sex",) if _sexes_contradict(person, known) else ()
    sure = _same_email(person, known, around) and not against
    reasons = (date_reason, *how, *against, *_contact_reasons(person, known, around))
    return Suspicion(known.key, "strong" if sure else "possible", reasons)


def _same_names(person: Known, known: Known) -> tuple[Reason, ...] | None:
    """How the whole names agree, letter by letter once accents, hyphens, case and order are set aside."""
    mine, theirs = (person.surname_folded, person.first_name_folded), (known.surname_folded, known.first_name_folded)
    straight = mine[0].joined == theirs[0].joined and mine[1].joined == theirs[1].joined
    swapped = mine[0].joined == theirs[1].joined and mine[1].joined == theirs[0].joined
    if (
        not straight
        and not swapped
        and sorted(mine[0].parts + mine[1].parts) != sorted(theirs[0].parts + theirs[1].parts)
    ):
        return None
    if straight:
        same = mine[0].as_written == theirs[0].as_written and mine[1].as_written == theirs[1].as_written
        return ("same_name",) if same else ("same_name", "accents_or_hyphens")
    same = swapped and mine[0].as_written == theirs[1].as_written and mine[1].as_written == theirs[0].as_written
    return ("swapped_names",) if same else ("swapped_names", "accents_or_hyphens")


def _paired(person: Known, known: Known) -> tuple[bool, tuple[Name, Name], tuple[Name, Name]]:
    """Surnames and first names put face to face, turned round where that is how they agree. First says if turned."""
    surname, first_name = person.surname_folded, person.first_name_folded
    straight = surname.joined == known.surname_folded.joined or first_name.joined == known.first_name_folded.joined
    turned = surname.joined == known.first_name_folded.joined or first_name.joined == known.surname_folded.joined
    if turned and not straight:
        return True, (first_name, known.surname_folded), (surname, known.first_name_folded)
    return False, (surname, known.surname_folded), (first_name, known.first_name_folded)


def _slips_allowed(one: Name, other: Name) -> int:
    shorter = min(map(len, differing(one, other)))
    return 2 if shorter >= LONG else 1


def _doubt(
    one: Name, other: Name, is_first_name: bool, person: Known, known: Known, around: Surroundings
) -> Literal["", "short", "gendered", "in_use"]:
    """Why a difference of a letter or two may be a difference of persons."""
    here, there = differing(one, other)
    shorter, shorter_whole = min(len(here), len(there)), min(len(one.joined), len(other.joined))
    if shorter_whole <= _TINY or (is_first_name and shorter <= _SHORT and len(here) == len(there)):
        return "short"
    if is_first_name and _is_the_feminine_of(here, there) and not (person.sex and person.sex == known.sex):
        return "gendered"
    if is_spelling_of(here, there):
        return ""
    if around.both_in_use(here, there, person.birth_date):
        return "in_use"
    return ""


def _is_the_feminine_of(one: str, other: str) -> bool:
    shorter, longer = sorted((one, other), key=len)
    return longer in {shorter + "a", shorter + "e"}


def _sexes_contradict(person: Known, known: Known) -> bool:
    return {person.sex, known.sex} == {"F", "M"}


def _same_phone(person: Known, known: Known) -> bool:
    return bool(person.phone_digits) and person.phone_digits == known.phone_digits


def _same_email(person: Known, known: Known, around: Surroundings) -> bool:
    mine = person.email_folded
    return bool(mine) and mine == known.email_folded and around.is_personal(mine)


def _contact_reasons(person: Known, known: Known, around: Surroundings) -> tuple[Reason, ...]:
    said: tuple[Reason, ...] = ()
    if person.phone_digits and known.phone_digits:
        said = ("same_phone",) if _same_phone(person, known) else ("other_phone",)
    return (*said, "same_email") if _same_email(person, known, around) else said
