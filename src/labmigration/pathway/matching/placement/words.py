"""Why, why not, and what would have to change: sentences for codes of the engine, with the names of the desk."""

from collections.abc import Iterable, Sequence
from datetime import time

from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from labmigration.decisions.placement import Hindrance, Worker
from labmigration.pathway.matching.placement.facts import Facts
from labmigration.pathway.matching.placement.needs import Need
from labmigration.pathway.matching.placement.persons import Person
from labmigration.pathway.matching.placement.resting import Slot
from labmigration.pathway.person import occupation
from labmigration.ui.spoken import clock_time, duration

LEFT_OUT = {
    "no_wishes": gettext_lazy("Ses souhaits ne sont pas encore notés."),
    "place_unknown": gettext_lazy("Le code postal manque ou n’est pas connu."),
    "paused": gettext_lazy("La recherche est en pause."),
    "no_rest": gettext_lazy("Ses contrats ne laissent pas le repos hebdomadaire."),
    "no_hours": gettext_lazy("Ses heures sont déjà prises."),
    "second_look": gettext_lazy("Le logement sur place attend l’accord d’une deuxième personne."),
    "alarm": gettext_lazy("Une alerte à propos de ce foyer attend."),
}
MIDNIGHT = 24 * 60


def slots_told(slots: Iterable[Slot]) -> str:
    """`lundi de 8 h à 12 h, mardi de 8 h à 12 h`."""
    return ", ".join(
        _("%(day)s de %(start)s à %(end)s") % {"day": WEEKDAYS[day], "start": _clock(start), "end": _clock(to)}
        for day, start, to in sorted(slots)
    )


def _clock(minutes: int) -> str:
    return _("minuit") if minutes == MIDNIGHT else clock_time(time(minutes // 60, minutes % 60))


def why(person: Person, need: Need, minutes: float) -> list[str]:
    """What speaks for the pair."""
    found = [_("Le métier demandé : %(name)s.") % {"name": occupation(need.occupation)}]
    found.append(_("Tous les créneaux tombent dans ses disponibilités."))
    if person.protected:
        found.append(_("Le trajet est dans la limite qu’elle accepte."))
    else:
        found.append(_("Environ %(minutes)s minutes de trajet.") % {"minutes": round(minutes)})
    wanted = len(need.tasks & person.wanted)
    if wanted:
        found.append(_("Elle aime %(number)s des tâches demandées.") % {"number": wanted})
    if person.language and person.language in need.languages:
        found.append(_("Une langue en commun."))
    if person.waiting_days:
        found.append(_("Elle attend depuis %(days)s jours.") % {"days": person.waiting_days})
    return found


def cautions(person: Person, need: Need) -> list[str]:
    """What is good to know before proposing; it keeps nobody apart."""
    found = []
    unwanted = len(need.tasks & person.unwanted)
    if unwanted:
        found.append(_("Elle ne veut pas faire %(number)s des tâches demandées.") % {"number": unwanted})
    if "car" in need.home_asks and person.means != "car":
        found.append(_("Le foyer demande une voiture."))
    if person.held + need.hours < person.hours_least:
        found.append(_("Avec ce foyer seul, elle reste sous ses %(hours)s.") % {"hours": duration(person.hours_least)})
    if person.rest_cut:
        found.append(_("Une partie de ses disponibilités est gardée pour le repos hebdomadaire."))
    if need.asked:
        found.append(_("Ce foyer attend déjà une réponse à une autre proposition."))
    return found


def why_not(facts: Facts, worker: Worker, person: Person, need: Need, hindrance: Hindrance) -> str:
    """One obstacle, and what would have to change."""
    code = hindrance.code
    if code == "occupation":
        return _("Le foyer demande « %(asked)s », elle cherche « %(hers)s ». Il faudrait l’accord écrit des deux.") % {
            "asked": occupation(need.occupation),
            "hers": occupation(person.occupation) or "–",
        }
    if code == "not_certified":
        return _("Le foyer demande une personne certifiée. Il faudrait finir la certification.")
    if code == "not_available":
        outside = [slot for slot in need.slots if not _inside(slot, worker.available)]
        return _("Elle n’est pas disponible %(slots)s. Il faudrait l’être, ou déplacer ces créneaux.") % {
            "slots": slots_told(outside)
        }
    if code == "too_far":
        if person.protected:
            return _("Le trajet dépasse ce qu’elle accepte.")
        return _(
            "Le trajet dépasse les %(most)s minutes qu’elle accepte. Un autre moyen de déplacement l’aiderait."
        ) % {"most": round(worker.travel.max_min)}
    if code == "too_many_hours":
        return _("Le besoin est de %(hours)s par semaine ; il lui reste %(left)s, tous employeurs réunis.") % {
            "hours": duration(need.hours),
            "left": duration(worker.hours_max),
        }
    if code == "forbidden":
        return _("Ce rapprochement est écarté : une réponse a été non, ou la mise en relation en a décidé ainsi.")
    return _against_week(facts, code, hindrance, need)


def _against_week(facts: Facts, code: str, hindrance: Hindrance, need: Need) -> str:
    names = ", ".join(sorted({facts.needs[one].household for one in hindrance.households}))
    if code == "overlaps":
        return _("Des créneaux tombent en même temps que ceux d’un autre foyer du plan : %(names)s.") % {"names": names}
    if code == "no_time_to_travel":
        return _("Le temps manque pour le trajet depuis un autre foyer du plan : %(names)s.") % {"names": names}
    return _("Sa semaine du plan est pleine : il faudrait %(hours)s de plus.") % {"hours": duration(need.hours)}


def _inside(slot: Slot, windows: Sequence[Slot]) -> bool:
    day, start, to = slot
    return any(day == on and begin <= start and to <= end for on, begin, end in windows)
