"""The writer of what a person wishes: when, where from, how, how much; and of the pause she takes."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils.translation import gettext as _

from labmigration import clock
from labmigration.access.actor import Actor
from labmigration.access.gate import Conflict, Refused, visible
from labmigration.pathway import states as pathway_states
from labmigration.pathway.matching.placement.models import WorkWishes
from labmigration.pathway.models import Pathway
from labmigration.programme.placing import placing
from labmigration.timeline.models import Event


@transaction.atomic
def wish(pathway: Pathway, *, actor: Actor, version: int, halves: Sequence[str], **told: Any) -> WorkWishes:
    """Note the wishes as they stood at `version` (0 before anything was noted).

    `told`: postcode, means, max_minutes, hours_least, hours_most, tasks_wanted, tasks_unwanted. Raises `Conflict` where
    somebody was faster.
    """
    _refuse_others(pathway, actor)
    placing().means_of(told["means"])
    if told["hours_least"] > told["hours_most"]:
        raise Refused(_("Le moins d’heures est plus grand que le plus d’heures."))
    if not halves:
        raise Refused(_("Cochez au moins une case dans la semaine."))
    told |= {"halves": sorted(halves)}
    wishes = WorkWishes.objects.filter(pathway=pathway).first()
    if wishes is None:
        wishes = WorkWishes(pathway=pathway, **told)
        try:
            with transaction.atomic():
                wishes.save(force_insert=True)
        except IntegrityError:
            raise _changed() from None
    else:
        _update(wishes, version, **told)
    Event.record(wishes, "wish", actor, {"version": wishes.version})
    return wishes


def wishes_of(pathway: Pathway) -> WorkWishes | None:
    """What the person wishes; None before it was noted."""
    found: WorkWishes | None = WorkWishes.objects.filter(pathway=pathway).first()
    return found


@transaction.atomic
def pause(wishes: WorkWishes, *, actor: Actor, version: int, until: date | None) -> None:
    """Propose nobody to her for a while: until a day, or until she says so. Introductions under way go on."""
    _refuse_others(wishes.pathway, actor)
    if until is not None and until <= clock.today():
        raise Refused(_("Choisissez un jour à venir, ou laissez vide."))
    _update(wishes, version, paused=True, paused_until=until)
    Event.record(wishes, "pause_search", actor, {"until": until.isoformat()} if until else {})


@transaction.atomic
def resume(wishes: WorkWishes, *, actor: Actor, version: int) -> None:
    """End the pause."""
    _refuse_others(wishes.pathway, actor)
    _update(wishes, version, paused=False, paused_until=None)
    Event.record(wishes, "resume_search", actor)


def _refuse_others(pathway: Pathway, actor: Actor) -> None:
    if not visible(actor, "matching.wish").filter(pk=pathway.pk, state=pathway_states.OPEN).exists():
        raise Refused(_("Vous ne notez pas les souhaits de cette personne, ou son parcours est terminé."))


def _update(wishes: WorkWishes, version: int, **changes: Any) -> None:
    rows = WorkWishes.objects.filter(pk=wishes.pk, version=version)
    if rows.update(version=F("version") + 1, **changes) != 1:
        raise _changed()
    wishes.refresh_from_db()


def _changed() -> Conflict:
    return Conflict(_("Ces souhaits ont changé pendant ce temps : relisez-les, rien n’a été écrasé."))
