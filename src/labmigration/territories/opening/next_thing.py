"""The one thing to do next in a territory's preparation, for the top of its page."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from labmigration.territories.opening import states
from labmigration.territories.opening.models import OpeningDecision, ReadinessTask
from labmigration.territories.opening.queries import Readiness, Ringing


@dataclass(frozen=True)
class NextThing:
    """What, who, by when, and where it is done."""

    title: str
    why: str
    who: str
    by: date | None
    href: str
    action: str


def next_thing(code: str, ready: Readiness, rings: Ringing, decision: OpeningDecision | None) -> NextThing | None:
    """Begin, then what is late, what has expired, what contradicts itself, the next task, the decision; else None."""
    coordination = _("La coordination du territoire")
    if not ready.begun:
        return None
    if rings.late:
        return _task(code, rings.late[0], _("Cette tâche est en retard : c’est la plus ancienne."))
    if rings.expired:
        fact = rings.expired[0]
        href = reverse("opening:fact", args=[code, fact.ref])
        why = _("Ce fait était à revoir : il vaut peut-être encore, quelqu’un doit le dire.")
        return NextThing(fact.title, why, fact.owner, fact.expires_on, href, _("Revoir ce fait"))
    if rings.undecided:
        fact = rings.undecided[0].facts[0]
        href = reverse("opening:choose", args=[code, fact.ref])
        why = _("Deux sources se contredisent. Une personne choisit, avec sa raison.")
        return NextThing(fact.name, why, coordination, None, href, _("Choisir entre les sources"))
    waiting = ReadinessTask.objects.filter(territory=code, state=states.OPEN).select_related("owner")
    task = waiting.exclude(due_on=None).order_by("due_on", "step", "rank").first() or waiting.first()
    if task is not None:
        return _task(code, task, task.asked)
    if decision is None:
        why = _("Toutes les tâches sont faites ou sans objet. Reste à décider.")
        href = reverse("opening:decide", args=[code])
        return NextThing(_("Décider d’ouvrir ou non"), why, coordination, ready.aims_at, href, _("Décider"))
    return None


def _task(code: str, task: ReadinessTask, why: Any) -> NextThing:
    who = task.owner.name if task.owner else _("Personne encore")
    return NextThing(
        task.name, str(why), who, task.due_on, reverse("opening:task", args=[code, task.code]), _("Ouvrir la tâche")
    )
