"""May this person enter the Lab today? Reasons, never a bare boolean.

The rules themselves (age, French, grounds) are dated data of the programme and come in as an argument; this module
holds only how they are applied. The semantics and the order of the reasons are those of the command-line contract.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Final, Literal, get_args

FrenchLevel = Literal["pre-A1", "A1", "A1+", "A2", "A2+", "B1", "B1+", "B2", "C1", "C2"]
GroundCode = Literal[
    "refugee",
    "subsidiary_protection",
    "temporary_protection_ukraine",
    "cir_signatory",
    "cai_signatory",
    "european_citizen",
    "european_resident",
]
RefusingReason = Literal[
    "under_age",
    "ground_not_covered",
    "no_right_to_work",
    "right_to_work_expired",
    "french_oral_too_low",
    "french_written_too_low",
]
IncompleteReason = Literal[
    "ground_unproven",
    "right_to_work_unproven",
    "french_proof_missing",
    "french_level_missing",
]
Reason = RefusingReason | IncompleteReason
Outcome = Literal["eligible", "refused", "incomplete"]

LEVELS: Final[tuple[FrenchLevel, ...]] = get_args(FrenchLevel)  # from the lowest to the highest
GROUNDS: Final[tuple[GroundCode, ...]] = get_args(GroundCode)
REFUSING: Final[tuple[RefusingReason, ...]] = get_args(RefusingReason)  # in the order in which they are told
INCOMPLETE: Final[tuple[IncompleteReason, ...]] = get_args(IncompleteReason)

_RANK: Final = {level: rank for rank, level in enumerate(LEVELS)}


@dataclass(frozen=True, slots=True)
class Ground:
    """Why the Lab is open to this person, and whether a document shows it."""

    code: GroundCode
    proven: bool


@dataclass(frozen=True, slots=True)
class RightToWork:
    """A document as it was shown. `valid_until` is its last valid day; None where it has no end."""

    document: str
    allows_work: bool
    valid_until: date | None
    renewal_receipt: bool


@dataclass(frozen=True, slots=True)
class French:
    """Levels of the European framework, oral and written judged apart; `proof` names the certificate, None without."""

    oral: FrenchLevel | None
    written: FrenchLevel | None
    proof: str | None


@dataclass(frozen=True, slots=True)
class Facts:
    """All that eligibility looks at, and nothing else. `right_to_work` is None where no document was shown."""

    birth_date: date
    grounds: tuple[Ground, ...]
    right_to_work: RightToWork | None
    french: French


@dataclass(frozen=True, slots=True)
class Rules:
    """What the programme asks on the day of the decision. Age in whole years, levels inclusive."""

    minimum_age: int
    minimum_oral: FrenchLevel
    minimum_written: FrenchLevel
    covered_grounds: frozenset[str]


@dataclass(frozen=True, slots=True)
class Verdict:
    """`reasons` in the order of REFUSING or INCOMPLETE, never mixed.

    `recheck_on` is the last day on which the verdict surely holds; None where nothing expires.
    """

    verdict: Outcome
    reasons: tuple[Reason, ...]
    recheck_on: date | None


@dataclass(frozen=True, slots=True)
class Change:
    """What would lift one reason, as facts that a screen turns into a sentence.

    `had` what the person has today and `needed` what the programme asks (any one of them), as codes; `day` the day
    that matters: the birthday from which the person is of age, or the last valid day of the document.
    """

    reason: Reason
    had: tuple[str, ...] = ()
    needed: tuple[str, ...] = ()
    day: date | None = None


def decide(facts: Facts, rules: Rules, on: date) -> Verdict:
    """Judge `facts` by `rules` on the day `on`.

    Every reason that refuses is told, not the first only. What is merely missing is told where nothing refuses:
    nobody should fetch a certificate for a file that is refused anyway.
    """
    refusing = _refusing(facts, rules, on)
    if refusing:
        return Verdict("refused", refusing, None)
    incomplete = _incomplete(facts, rules)
    return Verdict("incomplete" if incomplete else "eligible", incomplete, _recheck_on(facts, on))


def birthday(birth_date: date, years: int) -> date:
    """The day on which someone turns `years`; born on 29 February, it is 1 March of a common year.

    Raises ValueError where that day lies beyond the calendar (year 9999).
    """
    try:
        return birth_date.replace(year=birth_date.year + years)
    except ValueError:
        return date(birth_date.year + years, 3, 1)


def is_at_least(level: FrenchLevel, minimum: FrenchLevel) -> bool:
    """Whether `level` reaches `minimum` on the ordered scale."""
    return _RANK[level] >= _RANK[minimum]


def what_would_change_it(verdict: Verdict, facts: Facts, rules: Rules) -> tuple[Change, ...]:
    """One `Change` for each reason of `verdict`, in the same order. `facts` and `rules` are those of the verdict."""
    return tuple(_CHANGES[reason](facts, rules) for reason in verdict.reasons)


def _age(birth_date: date, on: date) -> int:
    return on.year - birth_date.year - ((on.month, on.day) < (birth_date.month, birth_date.day))


def _document_that_counts(facts: Facts) -> RightToWork | None:
    """European citizens work freely: whatever document they show is no condition and has no end that matters."""
    if any(ground.code == "european_citizen" for ground in facts.grounds):
        return None
    return facts.right_to_work


def _is_past(document: RightToWork, on: date) -> bool:
    return document.valid_until is not None and document.valid_until < on


def _refusing(facts: Facts, rules: Rules, on: date) -> tuple[RefusingReason, ...]:
    document, french = _document_that_counts(facts), facts.french
    holds: dict[RefusingReason, bool] = {
        "under_age": _age(facts.birth_date, on) < rules.minimum_age,
        "ground_not_covered": not any(ground.code in rules.covered_grounds for ground in facts.grounds),
        "no_right_to_work": document is not None and not document.allows_work,
        "right_to_work_expired": document is not None and _is_past(document, on) and not document.renewal_receipt,
        "french_oral_too_low": french.oral is not None and not is_at_least(french.oral, rules.minimum_oral),
        "french_written_too_low": french.written is not None and not is_at_least(french.written, rules.minimum_written),
    }
    return tuple(reason for reason in REFUSING if holds[reason])


def _incomplete(facts: Facts, rules: Rules) -> tuple[IncompleteReason, ...]:
    is_european = any(ground.code == "european_citizen" for ground in facts.grounds)
    covered = [ground for ground in facts.grounds if ground.code in rules.covered_grounds]
    holds: dict[IncompleteReason, bool] = {
        "ground_unproven": not any(ground.proven for ground in covered),
        "right_to_work_unproven": facts.right_to_work is None and not is_european,
        "french_proof_missing": facts.french.proof is None,
        "french_level_missing": facts.french.oral is None or facts.french.written is None,
    }
    return tuple(reason for reason in INCOMPLETE if holds[reason])


def _recheck_on(facts: Facts, on: date) -> date | None:
    document = _document_that_counts(facts)
    if document is None or document.valid_until is None or _is_past(document, on):
        return None
    return document.valid_until


def _levels_missing(french: French) -> tuple[str, ...]:
    return tuple(name for name, level in (("oral", french.oral), ("written", french.written)) if level is None)


def _document_named(facts: Facts) -> tuple[str, ...]:
    return (facts.right_to_work.document,) if facts.right_to_work else ()


def _covered(rules: Rules) -> tuple[str, ...]:
    return tuple(code for code in GROUNDS if code in rules.covered_grounds)


_CHANGES: Final[dict[Reason, Callable[[Facts, Rules], Change]]] = {
    "under_age": lambda facts, rules: Change("under_age", day=birthday(facts.birth_date, rules.minimum_age)),
    "ground_not_covered": lambda facts, rules: Change(
        "ground_not_covered", had=tuple(ground.code for ground in facts.grounds), needed=_covered(rules)
    ),
    "no_right_to_work": lambda facts, rules: Change("no_right_to_work", had=_document_named(facts)),
    "right_to_work_expired": lambda facts, rules: Change(
        "right_to_work_expired",
        had=_document_named(facts),
        needed=("renewed_document", "renewal_receipt"),
        day=facts.right_to_work.valid_until if facts.right_to_work else None,
    ),
    "french_oral_too_low": lambda facts, rules: Change(
        "french_oral_too_low", had=(facts.french.oral or "",), needed=(rules.minimum_oral,)
    ),
    "french_written_too_low": lambda facts, rules: Change(
        "french_written_too_low", had=(facts.french.written or "",), needed=(rules.minimum_written,)
    ),
    "ground_unproven": lambda facts, rules: Change(
        "ground_unproven", needed=tuple(g.code for g in facts.grounds if g.code in rules.covered_grounds)
    ),
    "right_to_work_unproven": lambda facts, rules: Change("right_to_work_unproven", needed=("document",)),
    "french_proof_missing": lambda facts, rules: Change("french_proof_missing", needed=("proof",)),
    "french_level_missing": lambda facts, rules: Change("french_level_missing", needed=_levels_missing(facts.french)),
}
