"""An order drawn by lot among people who wait for a seat, when there are fewer seats; drawn again by whoever asks."""

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from labmigration import clock
from labmigration.access.actor import Actor
from labmigration.access.gate import Refused, visible
from labmigration.decisions.evaluation import draw_order
from labmigration.pathway.models import Pathway
from labmigration.steering.evaluation.models import Lots, LotsPlace
from labmigration.timeline.models import Event


def waiting(actor: Actor, territory: str) -> "QuerySet[Pathway]":
    """Everybody of the territory who is ready and waits for a seat."""
    rows: QuerySet[Pathway] = visible(actor, "evaluation.waiting").filter(
        territory=territory, state="open", next_step="training.enrol"
    )
    return rows.select_related("candidate").order_by("stage_since", "pk")


@transaction.atomic
def draw(territory: str, *, actor: Actor, title: str, seats: int, seed: str, ethics: str) -> Lots:
    """Draw the order of everybody who waits. Raises `Refused` where there are seats enough, or a word is missing."""
    if not visible(actor, "evaluation.draw").filter(pk=territory).exists():
        raise Refused(_("Vous ne tirez pas d’ordre au sort dans ce territoire."))
    if not seed.strip() or not ethics.strip():
        raise Refused(_("Donnez la graine, et qui a donné son accord."))
    people = {str(row.pk): row for row in waiting(actor, territory)}
    if len(people) <= seats:
        raise Refused(_("Il y a assez de places : personne n’est tiré au sort."))
    row = Lots(
        territory_id=territory,
        title=title.strip(),
        seats=seats,
        seed=seed.strip(),
        ethics=ethics.strip(),
        drawn_by=actor.user,
        drawn_at=clock.now(),
    )
    row.save(force_insert=True)
    for each in draw_order(people, row.seed):
        LotsPlace(lots=row, pathway=people[each.name], place=each.place, digest=each.digest).save(force_insert=True)
    Event.record(row, "draw", actor, {"people": len(people), "seats": seats, "seed": row.seed})
    return row


def holds(lots: Lots, places: list[LotsPlace]) -> bool:
    """Whether the same people and the same seed still give that very order."""
    again = draw_order((str(each.pathway_id) for each in places), lots.seed)
    return [(each.place, each.name) for each in again] == [(each.place, str(each.pathway_id)) for each in places]
