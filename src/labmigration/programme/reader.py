"""Reads the TOML files of this folder into one immutable Programme, or refuses them with a sentence."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import TypeVar

from . import references
from .consistency import refuse_bad_sources, refuse_silent_gaps
from .contents import content_version, decoded_file, toml_files
from .eligibility import Eligibility, EligibilityRules
from .files import (
    BridgesFile,
    CertificationsFile,
    DisagreementsFile,
    FollowUpFile,
    ModulesFile,
    OccupationsFile,
    QualityFile,
    SourcesFile,
    TerritoryFile,
    WorkingTimeFile,
)
from .geography import National, Territory
from .labels import (
    COLUMNS_FILE,
    STATUS_FILE,
    ColumnLabels,
    ReferralLabels,
    StatusLabels,
    lookup_tables,
    normalise_label,
)
from .records import Disagreement, FollowUp, Module, Occupation, SectorGap, Source, Title, WeeklyLimit
from .values import ProgrammeError, in_force, with_code

FOLDER = Path(__file__).parent

F = TypeVar("F")


@dataclass(frozen=True, slots=True, kw_only=True)
class Programme:
    """What the Lab is. Every attribute is the content of one file; `version` names the whole of them.

    territories: the oldest launch first, then the planned ones.
    """

    version: str
    occupations: tuple[Occupation, ...]
    certifications: CertificationsFile
    training: ModulesFile
    eligibility: Eligibility
    follow_ups: tuple[FollowUp, ...]
    sector_gap: SectorGap
    weekly_limits: tuple[WeeklyLimit, ...]
    quality: QualityFile
    bridges: BridgesFile
    territories: tuple[Territory, ...]
    national: National
    disagreements: tuple[Disagreement, ...]
    sources: tuple[Source, ...]
    labels: ReferralLabels
    occupation_words: Mapping[str, str]

    @property
    def titles(self) -> tuple[Title, ...]:
        return self.certifications.title

    @property
    def modules(self) -> tuple[Module, ...]:
        return self.training.module

    def occupation(self, code: str) -> Occupation:
        """Raises ProgrammeError for a code that is not one of the four."""
        return with_code(self.occupations, code, "occupations.toml")

    def title(self, code: str) -> Title:
        """Raises ProgrammeError for an unknown code."""
        return with_code(self.titles, code, "certifications.toml")

    def module(self, code: str) -> Module:
        """Raises ProgrammeError for an unknown code."""
        return with_code(self.modules, code, "modules.toml")

    def territory(self, code: str) -> Territory:
        """Raises ProgrammeError for an unknown code."""
        return with_code(self.territories, code, "territories/")

    def disagreement(self, code: str) -> Disagreement:
        """Raises ProgrammeError for an unknown code."""
        return with_code(self.disagreements, code, "disagreements.toml")

    def source(self, code: str) -> Source:
        """Raises ProgrammeError for an unknown code."""
        for source in self.sources:
            if source.code == code:
                return source
        raise ProgrammeError(f"sources.toml knows no '{code}'.")

    def eligibility_on(self, day: date) -> EligibilityRules:
        """The rules of that day; see Eligibility.rules_on."""
        return self.eligibility.rules_on(day)

    def follow_ups_on(self, day: date) -> tuple[FollowUp, ...]:
        """The contacts foreseen by the rules of that day, soonest first."""
        return tuple(sorted(in_force(self.follow_ups, day), key=lambda contact: contact.month))

    def weekly_limit_on(self, day: date, occupation: str) -> WeeklyLimit | None:
        """The weekly hours that hold on that day where the occupation is practised; None where none is known.

        Raises ProgrammeError for an unknown occupation.
        """
        workplace = self.occupation(occupation).workplace
        limits = (limit for limit in in_force(self.weekly_limits, day) if limit.workplace == workplace)
        return next(limits, None)


@lru_cache(maxsize=1)
def programme() -> Programme:
    """The programme of this installation: read once, then kept."""
    return load(FOLDER)


def referral_labels() -> ReferralLabels:
    """The words of referral files and their meaning."""
    return programme().labels


def occupation_from_label(label: str) -> str | None:
    """The code of the occupation that people call `label`, or None: an unknown word is not guessed."""
    return programme().occupation_words.get(normalise_label(label))


def load(folder: Path) -> Programme:
    """The programme described by the files of `folder`.

    Raises ProgrammeError, with the file and the key, for a file that is missing, unreadable or not TOML, and for
    everything that `decode` and the consistency rules refuse.
    """
    # All TOML files, also those that other readers interpret (positioning): the version covers the whole folder.
    bytes_by_file = toml_files(folder)
    sources_file = decoded_file(SourcesFile, "sources.toml", bytes_by_file)
    references.refuse_twice_cited(sources_file.source)
    sources = {source.code: source for source in sources_file.source}

    def read(kind: type[F], name: str) -> F:
        content = decoded_file(kind, name, bytes_by_file)
        refuse_bad_sources(name, content, sources)
        refuse_silent_gaps(name, content)
        return content

    occupations = read(OccupationsFile, "occupations.toml").occupation
    certifications = read(CertificationsFile, "certifications.toml")
    training = read(ModulesFile, "modules.toml")
    eligibility = read(Eligibility, "eligibility.toml")
    following = read(FollowUpFile, "follow_up.toml")
    weekly_limits = read(WorkingTimeFile, "working_time.toml").weekly_limit
    quality = read(QualityFile, "quality.toml")
    bridges = read(BridgesFile, "bridges.toml")
    disagreements = read(DisagreementsFile, "disagreements.toml").disagreement
    status_labels = read(StatusLabels, STATUS_FILE)
    column_labels = read(ColumnLabels, COLUMNS_FILE)
    national = read(National, "territories/france.toml")
    territories = tuple(
        references.refuse_misnamed(name, read(TerritoryFile, name).territory)
        for name in _territory_files(bytes_by_file)
    )

    references.check_certifications(certifications)
    references.check_occupations(occupations, certifications)
    references.check_training(training, occupations, certifications)
    references.check_eligibility(eligibility)
    references.check_follow_ups(following.follow_up)
    references.check_quality(quality)
    references.check_weekly_limits(weekly_limits)
    references.check_bridges(bridges, occupations)
    references.check_territories(territories, national, occupations)
    references.check_disagreements(disagreements)
    references.check_labels(status_labels, column_labels, eligibility)
    return Programme(
        version=content_version(bytes_by_file),
        occupations=occupations,
        certifications=certifications,
        training=training,
        eligibility=eligibility,
        follow_ups=following.follow_up,
        sector_gap=following.sector_gap,
        weekly_limits=weekly_limits,
        quality=quality,
        bridges=bridges,
        territories=tuple(
            sorted(territories, key=lambda territory: (territory.launched_on or date.max, territory.code))
        ),
        national=national,
        disagreements=disagreements,
        sources=sources_file.source,
        labels=lookup_tables(status_labels, column_labels),
        occupation_words=references.occupation_words(occupations),
    )


def _territory_files(bytes_by_file: Mapping[str, bytes]) -> Iterator[str]:
    for name in bytes_by_file:
        if name.startswith("territories/") and name != "territories/france.toml":
            yield name
