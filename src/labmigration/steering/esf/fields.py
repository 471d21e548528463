"""From one participant to the values of the fields: pure, no row, no clock.

A value is YES, NO, NOT_SAID (she preferred not to say), UNKNOWN (nobody asked, or no answer), NOT_YET (its day has not
come) or NOT_COMPUTED (we do not ask, or lack the data; the codebook says why). An unknown value is never a no.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date

from labmigration.pathway.follow_up.milestones import months_later
from labmigration.pathway.questionnaires.wording import Given
from labmigration.programme.codebook import PREFER_NOT, FundField

YES, NO = "1", "0"
NOT_SAID, UNKNOWN, NOT_YET, NOT_COMPUTED = "refus", "manque", "pas encore", "non calculé"
WORKING = ("employed", "self_employed")
#: What is counted as a better situation, for who worked before (definition of 2014–2020, to be confirmed).
BETTER = ("stable", "hours", "skilled", "promoted")
HOUSING_EXCLUSION = ("no_home", "shelter", "hosted")


@dataclass(frozen=True)
class Asked:
    """One wave as far as it has come: what she said, when, whether she refused, the window."""

    given: Given = field(default_factory=dict)
    answered_on: date | None = None
    refused: bool = False
    opens_on: date | None = None
    closes_on: date | None = None

    @property
    def answered(self) -> bool:
        return self.answered_on is not None


NOBODY_ASKED = Asked()


@dataclass(frozen=True)
class Participant:
    """What fields and checks are made from. `key`: of her file here; `number`: how the operation's export names her.

    entered_on, left_on: first day of training, and the day on which she left the operation (None while she has not);
    qualified_on: first block acquired; first_hours_on: first day on which hours were signed; worked_on_leaving: whether
    a contract of ours ran on the day she left.
    """

    key: str
    number: str
    entered_on: date
    birth_date: date | None = None
    gender: str = ""
    left_on: date | None = None
    entry: Asked = NOBODY_ASKED
    exit: Asked = NOBODY_ASKED
    later: Asked = NOBODY_ASKED
    qualified_on: date | None = None
    first_hours_on: date | None = None
    worked_on_leaving: bool = False

    @property
    def six_months_on(self) -> date | None:
        """Six months after leaving, on the funder's clock."""
        return months_later(self.left_on, 6) if self.left_on else None

    @property
    def birth_year_said(self) -> int | None:
        said = self.entry.given.get("birth_year", ())
        return int(said[0]) if said and said[0].isdecimal() else None

    @property
    def age(self) -> int | None:
        """Full years on entering: from the file's date, or from the year alone where she corrected it."""
        said = self.birth_year_said
        if self.birth_date is None or (said is not None and said != self.birth_date.year):
            return self.entered_on.year - said if said is not None else None
        day, born = self.entered_on, self.birth_date
        return day.year - born.year - ((day.month, day.day) < (born.month, born.day))


def values(person: Participant, fields: tuple[FundField, ...], on: date) -> dict[str, str]:
    """Each field's value as known on a day."""
    return {each.code: _value(person, each, on) for each in fields}


def _value(person: Participant, each: FundField, on: date) -> str:
    if not each.computed:
        return NOT_COMPUTED
    if each.kind == "exit" and (person.left_on is None or person.left_on > on):
        return NOT_YET
    if each.kind == "later" and (person.six_months_on is None or person.six_months_on > on):
        return NOT_YET
    return RULES[each.code](person)


def _said(wave: str, question: str, counted: tuple[str, ...]) -> Callable[[Participant], str]:
    """A rule: whether the answer to a question of a wave is one of those counted."""

    def rule(person: Participant) -> str:
        asked: Asked = getattr(person, wave)
        answers = asked.given.get(question, ())
        if not answers:
            return NOT_SAID if asked.refused else UNKNOWN
        if PREFER_NOT in answers:
            return NOT_SAID
        return YES if set(answers) & set(counted) else NO

    return rule


def _aged(least: int, most: int) -> Callable[[Participant], str]:
    def rule(person: Participant) -> str:
        return UNKNOWN if person.age is None else YES if least <= person.age <= most else NO

    return rule


def _long_unemployed(person: Participant) -> str:
    seeking = _said("entry", "situation_before", ("job_seeker",))(person)
    if seeking != YES:
        return seeking
    since = person.entry.given.get("seeking_since", ())
    return UNKNOWN if not since or since[0] == "unknown" else YES if since[0] == "over_12" else NO


def _began_searching(person: Participant) -> str:
    inactive = _said("entry", "situation_before", ("not_seeking", "in_training"))(person)
    searching = _said("exit", "situation_now", ("job_seeker",))(person)
    return _both(inactive, searching)


def _in_training(person: Participant) -> str:
    studying = _said("exit", "situation_now", ("in_training",))(person)
    if studying != NO or person.exit.given.get("situation_now") == ("not_seeking",):
        return studying
    return _said("exit", "training_now", ("yes",))(person)


def _qualified(person: Participant) -> str:
    until = person.exit.closes_on
    if person.qualified_on is not None and until is not None and person.qualified_on <= until:
        return YES
    return _said("exit", "qualification", ("yes",))(person)


def _improved(person: Participant) -> str:
    worked = _said("entry", "situation_before", WORKING)(person)
    working = _said("later", "situation_now", WORKING)(person)
    if NO in (worked, working):
        return NO
    better = person.later.given.get("better", ())
    return _both(_both(worked, working), _said("later", "better", BETTER)(person) if better else UNKNOWN)


def _both(one: str, other: str) -> str:
    """Whether both hold: a no of either is a no, whatever the other."""
    if NO in (one, other):
        return NO
    return next((value for value in (one, other) if value != YES), YES)


RULES: Mapping[str, Callable[[Participant], str]] = {
    "EECO01": lambda person: YES,
    "EECO02": _said("entry", "situation_before", ("job_seeker",)),
    "EECO03": _long_unemployed,
    "EECO04": _said("entry", "situation_before", ("not_seeking", "in_training")),
    "EECO05": _said("entry", "situation_before", WORKING),
    "EECO06": _aged(0, 17),
    "EECO07": _aged(18, 29),
    "EECO08": _aged(55, 200),
    "EECO09": _said("entry", "education", ("none", "primary", "lower_secondary")),
    "EECO10": _said("entry", "education", ("upper_secondary", "post_secondary")),
    "EECO11": _said("entry", "education", ("tertiary",)),
    "EECO12": _said("entry", "disability", ("yes",)),
    "EECO13": _said("entry", "nationality", ("third_country",)),
    "EECO14": _said("entry", "foreign_background", ("yes",)),
    "EECO16": _said("entry", "housing", HOUSING_EXCLUSION),
    "EECR01": _began_searching,
    "EECR02": _in_training,
    "EECR03": _qualified,
    "EECR04": _said("exit", "situation_now", WORKING),
    "EECR05": _said("later", "situation_now", WORKING),
    "EECR06": _improved,
}
