"""What the sittings of a positioning show, as plain values: what the result page draws and proposes to the advisor.

`profile_of(positioning)` of `sittings.profile` makes one from the answers. Nothing here is ever summed over skills.
Codes are those of the bank (`programme.positioning_bank`): read their words there, in the reader's language, with
`bank(profile.bank_version, content=profile.bank_content)`.
"""

from dataclasses import dataclass
from typing import Literal

#: Whether the target is reached, where one of the two holds at least 0.80 of the probability. Far fewer answers settle
#: this than settle a level: that is what the training needs to know.
Reaches = Literal["yes", "no", "open"]
#: ok: enough coherent answers. undetermined: too few of them. aberrant: answers that do not hold together (all within
#: an instant, or a pattern that is most unlikely at any level). The last two are results of their own: "to confirm".
Outcome = Literal["ok", "undetermined", "aberrant"]


@dataclass(frozen=True, slots=True, kw_only=True)
class SkillResult:
    """Where the person stands in one skill.

    axis, block: codes of the bank (`french`, `digital`, `occupational`, `setting`; no block outside the occupational
    axis). low..high: levels 1 to 4, the shortest run that holds 0.80 of the probability; level: the likeliest single
    one. decided: low equals high and the outcome is ok; everything else is "to confirm". target: the level asked at the
    end of the way. critical: work may not begin below it. grade: a value of `models.Grade`: "tested" where questions
    were answered, "declared" where only the pictures of experience speak, and for what no question asks (speaking and
    writing, instrument "rubric" in the bank), which somebody observes. answered: questions that told something (neither
    "no sound" nor left out). reaches: see `Reaches`; "open" unless the outcome is ok.
    """

    skill: str
    axis: str
    block: str | None
    low: int
    high: int
    level: int
    decided: bool
    target: int
    critical: bool
    grade: str
    answered: int
    outcome: Outcome
    reaches: Reaches = "open"


@dataclass(frozen=True, slots=True, kw_only=True)
class AssetShown:
    """Something that life or work has taught, from an experience card, or from a picture alone.

    activity: a code of the bank, with its own words and pictogram. skills: those that it shows. frequency: a value of
    `sittings.models.Frequency`. duration, autonomy, place, witness: values of the choices of the same names in
    `sittings.models`, empty where no card was filled in. grade: "declared", "described" or "attested" (`models.Grade`);
    an attestation is the person's word until the advisor has seen it: to_confirm.
    """

    activity: str
    skills: tuple[str, ...]
    frequency: int
    grade: str
    to_confirm: bool = False
    duration: str = ""
    autonomy: str = ""
    place: str = ""
    witness: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ConstraintTold:
    """One line of the checklist. It never lowers a level: it asks for an action.

    code: of `sittings.checklist.LINES`, which holds its words (`question`), its answers and the action that lifts it
    (`lifts`). answer: a value of `sittings.models.Hindrance`, or "unknown". hindering: an action is needed.
    """

    code: str
    answer: str
    hindering: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class InterestRank:
    """How often the person chose what is typical of an occupation, out of how many choices that offered it.

    rank: 1 for what she prefers; two occupations that she chose as often hold the same rank.
    """

    occupation: str
    rank: int
    chosen: int
    offered: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """Everything that the sittings show; empty tuples where a part was not done.

    skills: in the order of the bank. assets: best proven first, then the most often done. constraints: in the order of
    the checklist. interests: the preferred first. complete: both sittings are finished. questions: how many were
    answered in all, as a figure of the work done and never of the person.
    """

    bank_version: str = ""
    bank_content: str = ""
    occupations: tuple[str, ...] = ()
    skills: tuple[SkillResult, ...] = ()
    assets: tuple[AssetShown, ...] = ()
    constraints: tuple[ConstraintTold, ...] = ()
    interests: tuple[InterestRank, ...] = ()
    complete: bool = False
    questions: int = 0

    @property
    def to_confirm(self) -> tuple[SkillResult, ...]:
        """The skills whose level the interview settles."""
        return tuple(result for result in self.skills if not result.decided)

    @property
    def short_of_target(self) -> tuple[SkillResult, ...]:
        """The skills that may lie under their target, the critical ones first."""
        short = [result for result in self.skills if result.low < result.target]
        return tuple(sorted(short, key=lambda result: not result.critical))
