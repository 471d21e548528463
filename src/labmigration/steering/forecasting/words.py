"""A forecast in words: where people are held up, what it would take, and what part of the jobs that is."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from labmigration.decisions.forecast import Spread
from labmigration.steering.forecasting.playing import Played
from labmigration.territories.opening.facts import Fact


@dataclass(frozen=True)
class Bottleneck:
    """`title` and `told` in sentences; `changes` of levers that would lift it, with what they are called."""

    title: str
    told: str
    changes: dict[str, int]
    change_told: str


def bottleneck(played: Played) -> Bottleneck:
    """Where people are held up, and the next thing to try."""
    found, question = played.forecast, played.question
    rooms, advisors = question["cohort"]["rooms"], question["advisors"]["count"]
    used = found.utilisation
    if found.bottleneck == "rooms":
        return Bottleneck(
            _("Ce qui retient les personnes : les salles"),
            _("Les salles sont occupées %(share)s %% du temps. Pour rester sous 90 %%, il en faudrait %(needed)s.")
            % {"share": _percent(used.rooms), "needed": found.needed.rooms},
            {"rooms": found.needed.rooms} if found.needed.rooms > rooms else {},
            ngettext("Essayer avec %(n)s salle", "Essayer avec %(n)s salles", found.needed.rooms)
            % {"n": found.needed.rooms},
        )
    if found.bottleneck == "advisors":
        return Bottleneck(
            _("Ce qui retient les personnes : le temps des conseillères"),
            _("Leur temps est pris à %(share)s %%. Pour rester sous 90 %%, il en faudrait %(needed)s.")
            % {"share": _percent(used.advisors), "needed": found.needed.advisors},
            {"advisors": found.needed.advisors} if found.needed.advisors > advisors else {},
            ngettext(
                "Essayer avec %(n)s personne au conseil",
                "Essayer avec %(n)s personnes au conseil",
                found.needed.advisors,
            )
            % {"n": found.needed.advisors},
        )
    if found.bottleneck == "cohort":
        split = question["cohort"]["tracks"] > 1
        return Bottleneck(
            _("Ce qui retient les personnes : attendre d’être assez nombreuses"),
            _("On attend %(months)s mois qu’un groupe se forme.") % {"months": number(found.waits.cohort)}
            + " "
            + (
                _("Des cohortes séparées par métier attendent chacune leur groupe : mélanger les heures communes aide.")
                if split
                else _("Commencer à moins, après une attente au plus, raccourcit ce temps et remplit moins les salles.")
            ),
            {"tracks": 1} if split else {},
            _("Essayer avec des cohortes mélangées"),
        )
    if found.bottleneck == "room":
        return Bottleneck(
            _("Le plus long : attendre une salle"),
            _("Un groupe formé attend une salle %(months)s mois. Les salles ne sont pourtant pas pleines sur la durée.")
            % {"months": number(found.waits.room)},
            {"rooms": rooms + 1},
            ngettext("Essayer avec %(n)s salle", "Essayer avec %(n)s salles", rooms + 1) % {"n": rooms + 1},
        )
    if found.bottleneck == "advisor":
        return Bottleneck(
            _("Le plus long : attendre l’entretien"),
            _("On attend une conseillère %(months)s mois.") % {"months": number(found.waits.advisor)},
            {"advisors": advisors + 1},
            ngettext("Essayer avec %(n)s personne au conseil", "Essayer avec %(n)s personnes au conseil", advisors + 1)
            % {"n": advisors + 1},
        )
    if found.bottleneck == "match":
        return Bottleneck(
            _("Rien ne retient vraiment les personnes"),
            _("Le plus long est de trouver un foyer : %(months)s mois en moyenne. Salles et conseil suffisent.")
            % {"months": number(found.waits.match)},
            {},
            "",
        )
    return Bottleneck(_("Personne ne vient"), _("Sans personne orientée, il n’y a rien à prévoir."), {}, "")


@dataclass(frozen=True)
class JobsShare:
    """What part of the jobs to fill the hired would be; `low` and `high` in percent as told."""

    jobs: int
    scope: str
    source: str
    low: str
    high: str


def jobs_share(known: Fact | None, hired: Spread) -> JobsShare | None:
    """Beside the jobs to fill of the very perimeter of the territory; None where no source gives them."""
    if known is None or not known.value:
        return None
    low, high = (number(100 * value / float(known.value), 2) for value in (hired.p5, hired.p95))
    return JobsShare(int(known.value), known.scope_words, known.source, low, high)


def number(value: float | None, digits: int = 1) -> str:
    """As French writes it: a comma, no decimals that say nothing."""
    if value is None:
        return "–"
    return f"{value:.{digits}f}".rstrip("0").rstrip(".").replace(".", ",") if digits else str(round(value))


def _percent(share: float) -> str:
    return number(100 * share, 0)
