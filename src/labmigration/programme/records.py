"""The records of occupations, titles, modules, follow-up, bridges, disagreements and sources.

Attribute names are the keys of the TOML files; a list of tables `[[module]]` is read as the attribute `module`.
"""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from .values import Coded, ProgrammeError, Sourced, in_force


@dataclass(frozen=True, slots=True, kw_only=True)
class Alias(Sourced):
    """Other words by which people call an occupation."""

    words: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RomeReference(Sourced):
    """French occupation register: ROME code and the id of the appellation."""

    code: str
    appellation: int
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EscoReference(Sourced):
    """Nearest European (ESCO v1.1.1) occupation."""

    code: str
    uri: str
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkplaceRule(Coded):
    """A condition of practising the occupation, in plain French."""

    rule_fr: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Occupation(Coded):
    """One of the four occupations of the Lab."""

    name_feminine_fr: str
    name_masculine_fr: str
    name_en: str
    title: str
    workplace: Literal["own_home", "household"]
    workplace_fr: str
    rome: RomeReference
    esco: EscoReference
    alias: tuple[Alias, ...]
    rule: tuple[WorkplaceRule, ...]

    @property
    def labels(self) -> tuple[str, ...]:
        """Every word by which the occupation is called: its two names, then its aliases."""
        return (self.name_feminine_fr, self.name_masculine_fr, *(word for alias in self.alias for word in alias.words))


@dataclass(frozen=True, slots=True, kw_only=True)
class Registration(Sourced):
    """A number of the national register (RNCP) under which a title stood or stands."""

    rncp: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Block(Coded):
    """A block of competences of a title."""

    name_fr: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishedDuration(Sourced):
    """What a source says of the length of the whole title; not the Lab's hours."""

    value: int
    unit: Literal["hours", "months"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Title(Coded):
    """A professional title of IPERIA. blocks_complete: whether `block` lists all of its blocks."""

    name_fr: str
    name_en: str
    level: int
    blocks_complete: bool
    registration: tuple[Registration, ...]
    block: tuple[Block, ...] = ()
    duration: tuple[PublishedDuration, ...] = ()

    def rncp_on(self, day: date) -> int:
        """The register number on that day; raises ProgrammeError where none is known."""
        for registration in in_force(self.registration, day):
            return registration.rncp
        raise ProgrammeError(f"certifications.toml, title '{self.code}': no registration is known on {day}.")


@dataclass(frozen=True, slots=True, kw_only=True)
class SpecialisedCertificates(Coded):
    """A group of the specialised certificates, known by their number and subject only."""

    count: int
    subject_fr: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SstCertificate(Sourced):
    """First aid at work: hours, months of validity, size of a group (people), rule of award."""

    name_fr: str
    name_en: str
    minimum_hours: int
    valid_months: int
    refresher_hours: int
    group_min: int
    group_max: int
    award_fr: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CertificationTerm(Coded):
    """A delay or a limit of certification, VAE, appeals and first aid: whole months of the calendar, or files."""

    value: int
    unit: Literal["months", "files"]
    rule_fr: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Lever(Coded):
    """One of the three levers of integration."""

    name_fr: str
    name_en: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CoreHours(Sourced):
    """Hours of the mandatory course as a whole; `about` where the source says so."""

    hours: int
    about: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Module(Coded):
    """A module of training. hours: None where no source gives them; serves: codes of occupations."""

    name_fr: str
    name_en: str
    kind: Literal["core", "sst", "citizenship", "option"]
    lever: str
    serves: tuple[str, ...]
    provider_fr: str
    hours: int | None = None
    group_min: int | None = None
    group_max: int | None = None
    block: str | None = None

    @property
    def mandatory(self) -> bool:
        """Whether everybody follows it: all but the options."""
        return self.kind != "option"


@dataclass(frozen=True, slots=True, kw_only=True)
class FollowUpWindow(Sourced):
    """Days before and after the due day in which a contact counts as made in time."""

    opens_days_before: int
    closes_days_after: int


@dataclass(frozen=True, slots=True, kw_only=True)
class FollowUp(Sourced):
    """A contact due so many months after the first paid day."""

    month: int
    required: bool
    counted_from: Literal["first_paid_day"]
    window: FollowUpWindow

    @property
    def key(self) -> str:
        return f"month {self.month}"


@dataclass(frozen=True, slots=True, kw_only=True)
class SectorGap(Sourced):
    """The most days without a contract between two contracts of one spell in the sector."""

    days: int


@dataclass(frozen=True, slots=True, kw_only=True)
class WeeklyLimit(Sourced):
    """Weekly hours of work over all employers, by workplace of the occupation.

    norm_hours: the usual week. average_hours: the most, on average over `average_over_fr`. peak_hours: the most in
    any one week; None where the source gives none.
    """

    workplace: Literal["own_home", "household"]
    norm_hours: int
    average_hours: int
    average_over_fr: str
    article_fr: str
    peak_hours: int | None = None

    @property
    def key(self) -> str:
        return self.workplace


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerDays(Sourced):
    """In how many calendar days a complaint is acknowledged, and answered."""

    acknowledge_days: int
    answer_days: int


@dataclass(frozen=True, slots=True, kw_only=True)
class QualityIndicator(Coded):
    """A theme of the reference of quality that the programme touches.

    numbers_fr: its number or numbers there; absent where none is confirmed. name_fr: the theme in our own words.
    """

    name_fr: str
    numbers_fr: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Career(Coded):
    """A function that a career may lead to and that is none of the four occupations."""

    name_feminine_fr: str
    name_masculine_fr: str
    name_en: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Bridge(Coded):
    """A way from some occupations to others; both lists hold codes of occupations or careers."""

    kind: Literal["career", "between_occupations", "specialisation"]
    name_fr: str
    name_en: str
    origins: tuple[str, ...]
    destinations: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading(Sourced):
    """What one source says, in a sentence."""

    says_fr: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Disagreement(Coded):
    """A question on which the sources differ: every reading stands beside our choice and its reason."""

    question_fr: str
    choice_fr: str
    why_fr: str
    reading: tuple[Reading, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A document. status: V read in an official text or data, S secondary page, N not verified or our own."""

    code: str
    citation: str
    date: date
    date_means: Literal["published", "as_of", "read"]
    status: Literal["V", "S", "N"]
