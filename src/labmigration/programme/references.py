"""What each file must hold beyond its types: unique codes, histories without overlap, references that exist."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from .areas import area, area_of
from .consistency import refuse_duplicates, refuse_overlaps, refuse_unknown
from .eligibility import Eligibility
from .files import BridgesFile, CertificationsFile, ModulesFile, QualityFile
from .geography import Figure, National, Territory
from .labels import COLUMNS_FILE, STATUS_FILE, ColumnLabels, StatusLabels, normalise_label
from .records import Disagreement, FollowUp, Occupation, Source, WeeklyLimit
from .values import ProgrammeError


def refuse_twice_cited(sources: Sequence[Source]) -> None:
    """A source has one code, used once."""
    seen = set()
    for source in sources:
        if source.code in seen:
            raise ProgrammeError(f"sources.toml, source '{source.code}', key 'code': stands twice.")
        seen.add(source.code)


def refuse_misnamed(file: str, territory: Territory) -> Territory:
    """The territory itself, where its code is the name of its file."""
    if file != f"territories/{territory.code}.toml":
        raise ProgrammeError(f"{file}, territory, key 'code': '{territory.code}' is not the name of the file.")
    return territory


def check_quality(quality: QualityFile) -> None:
    file = "quality.toml"
    refuse_duplicates(file, "indicator", quality.indicator)
    days = quality.answers
    if not 0 < days.acknowledge_days <= days.answer_days:
        raise ProgrammeError(f"{file}, answers: a complaint is acknowledged before it is answered.")


def check_certifications(certifications: CertificationsFile) -> None:
    file = "certifications.toml"
    refuse_duplicates(file, "title", certifications.title)
    refuse_duplicates(file, "specialised", certifications.specialised)
    refuse_overlaps(file, "term", certifications.term)
    for title in certifications.title:
        where = f"{file}, title '{title.code}'"
        refuse_overlaps(where, "registration", title.registration)
        refuse_duplicates(where, "block", title.block)


def check_occupations(occupations: Sequence[Occupation], certifications: CertificationsFile) -> None:
    file = "occupations.toml"
    refuse_duplicates(file, "occupation", occupations)
    titles = {title.code for title in certifications.title}
    for occupation in occupations:
        where = f"{file}, occupation '{occupation.code}'"
        refuse_unknown(where, "title", [occupation.title], titles)
        refuse_duplicates(where, "rule", occupation.rule)


def occupation_words(occupations: Sequence[Occupation]) -> Mapping[str, str]:
    """Normalised word → code of the occupation; one word may not name two occupations."""
    meanings: dict[str, str] = {}
    for occupation in occupations:
        for word in occupation.labels:
            known = meanings.setdefault(normalise_label(word), occupation.code)
            if known != occupation.code:
                where = f"occupations.toml, occupation '{occupation.code}', key 'words'"
                raise ProgrammeError(f"{where}: '{word}' already names '{known}'.")
    return MappingProxyType(meanings)


def check_training(
    training: ModulesFile, occupations: Sequence[Occupation], certifications: CertificationsFile
) -> None:
    file = "modules.toml"
    refuse_duplicates(file, "lever", training.lever)
    refuse_duplicates(file, "module", training.module)
    levers = {lever.code for lever in training.lever}
    served = {occupation.code for occupation in occupations}
    blocks = {block.code for title in certifications.title for block in title.block}
    for module in training.module:
        where = f"{file}, module '{module.code}'"
        refuse_unknown(where, "lever", [module.lever], levers)
        refuse_unknown(where, "serves", module.serves, served)
        refuse_unknown(where, "block", [module.block] if module.block else [], blocks)
        if module.group_min is not None and module.group_max is not None and module.group_min > module.group_max:
            raise ProgrammeError(f"{where}, key 'group_min': {module.group_min} is more than {module.group_max}.")
    core_hours = [module.hours for module in training.module if module.kind == "core" and module.hours is not None]
    if sum(core_hours) > training.core.hours:
        raise ProgrammeError(f"{file}, core, key 'hours': its parts have {sum(core_hours)}, more than the whole.")


def check_eligibility(eligibility: Eligibility) -> None:
    file = "eligibility.toml"
    refuse_overlaps(file, "minimum_age", eligibility.minimum_age)
    refuse_overlaps(file, "minimum_french", eligibility.minimum_french)
    refuse_overlaps(file, "ground", eligibility.ground)
    refuse_overlaps(file, "document", eligibility.document)
    refuse_overlaps(file, "french_proof", eligibility.french_proof)
    refuse_overlaps(file, "recheck", eligibility.recheck)
    # Read now what a decision will ask for, so that a missing rule is found when the product starts.
    eligibility.rules_on(eligibility.begins)


def check_follow_ups(follow_ups: Sequence[FollowUp]) -> None:
    refuse_overlaps("follow_up.toml", "follow_up", follow_ups)


def check_weekly_limits(weekly_limits: Sequence[WeeklyLimit]) -> None:
    refuse_overlaps("working_time.toml", "weekly_limit", weekly_limits)


def check_bridges(bridges: BridgesFile, occupations: Sequence[Occupation]) -> None:
    file = "bridges.toml"
    refuse_duplicates(file, "career", bridges.career)
    refuse_duplicates(file, "bridge", bridges.bridge)
    known = {occupation.code for occupation in occupations} | {career.code for career in bridges.career}
    for bridge in bridges.bridge:
        where = f"{file}, bridge '{bridge.code}'"
        refuse_unknown(where, "origins", bridge.origins, known)
        refuse_unknown(where, "destinations", bridge.destinations, known)


def check_territories(territories: Sequence[Territory], national: National, occupations: Sequence[Occupation]) -> None:
    known = {occupation.code for occupation in occupations}
    refuse_duplicates("territories/france.toml", "figure", national.figure)
    refuse_duplicates("territories/france.toml", "partner", national.partner)
    _check_areas("territories/france.toml", national.figure)
    for territory in territories:
        file = f"territories/{territory.code}.toml"
        area_of(territory.departements)
        _check_areas(file, territory.figure)
        refuse_duplicates(file, "figure", territory.figure)
        refuse_duplicates(file, "partner", territory.partner)
        refuse_duplicates(file, "milestone", territory.milestone)
        for cohort in territory.cohort:
            refuse_unknown(f"{file}, cohort '{cohort.named_fr}'", "occupation", [cohort.occupation], known)
        if territory.stage == "launched" and territory.launched_on is None:
            raise ProgrammeError(f"{file}, territory, key 'launched_on': is missing for a launched territory.")
        if territory.stage == "planned" and territory.launched_on is not None:
            raise ProgrammeError(f"{file}, territory, key 'launched_on': a planned territory has no start.")


def _check_areas(file: str, figures: Sequence[Figure]) -> None:
    """Where a figure holds is a code of `areas`, so that two scopes can be told apart."""
    for figure in figures:
        try:
            area(figure.area)
        except ProgrammeError as error:
            raise ProgrammeError(f"{file}, figure '{figure.code}', key 'area': {error}") from None


def check_disagreements(disagreements: Sequence[Disagreement]) -> None:
    refuse_duplicates("disagreements.toml", "disagreement", disagreements)
    for disagreement in disagreements:
        if len(disagreement.reading) < 2:
            where = f"disagreements.toml, disagreement '{disagreement.code}'"
            raise ProgrammeError(f"{where}, key 'reading': it takes two readings to disagree.")


def check_labels(status: StatusLabels, columns: ColumnLabels, eligibility: Eligibility) -> None:
    grounds = {ground.code for ground in eligibility.ground}
    documents = {document.code for document in eligibility.document}
    proofs = {proof.code for proof in eligibility.french_proof}
    refuse_duplicates(STATUS_FILE, "uncovered", status.uncovered)
    refuse_unknown(f"{STATUS_FILE}, ground", "means", [entry.means for entry in status.ground], grounds)
    for either in status.either_ground:
        refuse_unknown(f"{STATUS_FILE}, either_ground", "means", either.means, grounds)
    refuse_unknown(f"{COLUMNS_FILE}, document", "means", [entry.means for entry in columns.document], documents)
    refuse_unknown(f"{COLUMNS_FILE}, french_proof", "means", [entry.means for entry in columns.french_proof], proofs)
