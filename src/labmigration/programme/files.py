"""One record a file: the tables that each TOML file may hold."""

from dataclasses import dataclass

from .geography import Territory
from .records import (
    AnswerDays,
    Bridge,
    Career,
    CertificationTerm,
    CoreHours,
    Disagreement,
    FollowUp,
    Lever,
    Module,
    Occupation,
    QualityIndicator,
    SectorGap,
    Source,
    SpecialisedCertificates,
    SstCertificate,
    Title,
    WeeklyLimit,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class SourcesFile:
    source: tuple[Source, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class OccupationsFile:
    occupation: tuple[Occupation, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CertificationsFile:
    """Titles, the groups of specialised certificates, first aid at work, and the delays and limits around them."""

    title: tuple[Title, ...]
    specialised: tuple[SpecialisedCertificates, ...]
    sst: SstCertificate
    term: tuple[CertificationTerm, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ModulesFile:
    """The three levers, the hours of the core as a whole, and the modules."""

    lever: tuple[Lever, ...]
    core: CoreHours
    module: tuple[Module, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FollowUpFile:
    follow_up: tuple[FollowUp, ...]
    sector_gap: SectorGap


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkingTimeFile:
    weekly_limit: tuple[WeeklyLimit, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class QualityFile:
    """Our delays of answering complaints, and the indicators that the programme touches."""

    answers: AnswerDays
    indicator: tuple[QualityIndicator, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class BridgesFile:
    """Functions that careers lead to, and the bridges."""

    career: tuple[Career, ...]
    bridge: tuple[Bridge, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DisagreementsFile:
    disagreement: tuple[Disagreement, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TerritoryFile:
    territory: Territory
