"""What the thread shows of training."""

from django.utils.translation import gettext as _

from labmigration.access.actor import Actor
from labmigration.access.gate import may, visible
from labmigration.pathway.models import Pathway, Stage
from labmigration.pathway.panels import Panel
from labmigration.pathway.queries import of_pathway
from labmigration.pathway.training.filling.queries import newest_offer
from labmigration.pathway.training.models import Enrolment, SeatOffer
from labmigration.pathway.training.queries import days_waiting, ledger, seats_of
from labmigration.pathway.whereabouts import sees_whereabouts
from labmigration.pathway.written import Written


def panel(actor: Actor, pathway: Pathway, written: Written) -> Panel | None:
    """The seat, hours and absences. None for roles that see no seats, before anything is to be said, and for
    whoever may not know where a protected person is.
    """
    if not may(actor, "training.read_seats") or not sees_whereabouts(actor, pathway):
        return None
    seats = of_pathway(seats_of(actor, pathway), pathway, "cohort__provider") if Enrolment in written else []
    waits = pathway.next_step == "training.enrol"
    if not seats and not waits:
        return None
    named = visible(actor, "training.read_names").filter(pathway=pathway)
    return Panel(
        "training",
        "training/_panel.html",
        {
            "seat": seats[0] if seats else None,
            "line": ledger(seats[:1])[0] if seats else None,
            "earlier": seats[1:],
            "waits": waits,
            "days_waiting": days_waiting(pathway),
            "offer": newest_offer(actor, pathway) if waits and SeatOffer in written else None,
            "may_open": bool(seats) and named.exists(),
            "may_enrol": waits and may(actor, "training.enrol"),
        },
        _around(seats[0]) if seats and pathway.stage_number >= Stage.values.index(Stage.TRAINING) else [],
    )


def _around(seat: Enrolment) -> list[tuple[str, str]]:
    """Who teaches her, and where; one query."""
    trainers = ", ".join(sorted(trainer.name for trainer in seat.cohort.trainers.all()))
    rows = [(_("Organisme de formation"), seat.cohort.provider.name)]
    return [*rows, (_("Formatrices et formateurs"), trainers)] if trainers else rows
