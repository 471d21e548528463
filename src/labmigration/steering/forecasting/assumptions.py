"""What a forecast supposes where nobody has counted yet: illustrative, and labelled so wherever it is shown.

The chances are those of the reference "Evaluation, indicators", section (d): "illustrative assumptions (not Lab data)".
Each is drawn as if a pilot of 48 places had shown it, as the reference does: of 80 people referred 56 are eligible,
48 come, 43 finish, 37 pass, 28 are hired. What a territory has counted itself takes its place one by one.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from django.utils.translation import gettext_lazy as _

#: From so many people on, a territory's own count takes the place of an assumption.
OWN_FROM: Final = 20
#: A share nobody has counted never is quite 0 or 1: half a person on either side (Jeffreys).
HALF: Final = 0.5


@dataclass(frozen=True)
class Chance:
    """One chance of the pathway. `share` is the illustrative one, `people` how much it is trusted.

    `of` says in words of whom it is a share; `counted` how a territory's own is counted.
    """

    code: str
    label: Any
    of: Any
    counted: Any
    share: float
    people: int


CHANCES: Final = (
    Chance(
        "eligible",
        _("Admises"),
        _("des personnes orientées"),
        _("admissions prononcées, parmi les dossiers décidés"),
        0.70,
        80,
    ),
    Chance(
        "attends",
        _("Viennent à l’entretien"),
        _("des personnes admises"),
        _("entretiens tenus, parmi les personnes admises depuis 60 jours au moins"),
        0.85,
        56,
    ),
    Chance(
        "finish",
        _("Vont au bout de la formation"),
        _("des personnes qui commencent"),
        _("formations terminées, parmi les formations terminées ou quittées"),
        0.90,
        48,
    ),
    Chance(
        "pass",
        _("Obtiennent au moins un bloc"),
        _("des personnes formées"),
        _("au moins un bloc acquis, parmi les personnes formées depuis 180 jours au moins"),
        0.86,
        43,
    ),
    Chance(
        "match",
        _("Trouvent un foyer"),
        _("des personnes certifiées"),
        _("premier jour payé, parmi les personnes certifiées depuis 180 jours au moins"),
        0.75,
        37,
    ),
    Chance(
        "after_6",
        _("Encore en emploi à 6 mois"),
        _("des personnes embauchées"),
        _("suivis à 6 mois qui disent « toujours en emploi à domicile », parmi les suivis répondus"),
        0.80,
        28,
    ),
    Chance(
        "after_18",
        _("Encore en emploi à 18 mois"),
        _("des personnes embauchées"),
        _("suivis à 18 mois qui disent « toujours en emploi à domicile », parmi les suivis répondus"),
        0.60,
        28,
    ),
)
#: The match takes so long on average; an advisor's time for one person, and what she has in a month, in hours.
MATCH_MONTHS: Final = 2.0
HOURS_A_PERSON: Final = 5.0
HOURS_A_MONTH: Final = 100.0
#: The first support pathway lasted four months (S4); a cohort has twelve places (S2).
TRAINING_MONTHS: Final = 4.0
COHORT_SIZE: Final = 12
#: The year that the jobs to fill look to.
HORIZON: Final = 2030


@dataclass(frozen=True)
class Counted:
    """What a territory has counted itself: `successes` of `people`, told from one day to another."""

    successes: int
    people: int
    since: date | None
    until: date | None

    @property
    def enough(self) -> bool:
        return self.people >= OWN_FROM


@dataclass(frozen=True)
class Supposed:
    """One chance as a forecast uses it: the share, what it is drawn from (Beta), and where it comes from."""

    chance: Chance
    share: float
    beta: tuple[float, float]
    counted: Counted | None
    own: bool


def supposed(chance: Chance, counted: Counted | None, *, own_allowed: bool) -> Supposed:
    """The territory's own count where enough people stand behind it, the illustrative assumption otherwise."""
    if own_allowed and counted is not None and counted.enough:
        a, b = counted.successes + HALF, counted.people - counted.successes + HALF
        return Supposed(chance, a / (a + b), (a, b), counted, own=True)
    beta = (chance.share * chance.people, (1 - chance.share) * chance.people)
    return Supposed(chance, chance.share, beta, counted, own=False)
