"""What training hears of the whole way, later stages included: a pathway that ends gives its seat back."""

from typing import Any

from labmigration import clock
from labmigration.pathway.models import Pathway
from labmigration.pathway.training import states
from labmigration.pathway.training.models import Enrolment, SeatOffer
from labmigration.timeline.models import Event

#: Why she left the training, from why her way ended. Where it says nothing of the training, nothing is guessed.
CAUSES = {"other_job": "job", "lasting_job": "job", "moved": "moved"}


def hear_of_closing(*, sender: Any, subject: Any, verb: str, actor: Any, event: Event, **_: Any) -> None:
    """Receiver of every move, in its transaction: free the seat of someone whose pathway was closed.

    Whoever may close a pathway need not be named for departures: nobody is judged here, a seat is freed.
    """
    if sender is not Pathway or verb != "close":
        return
    cause = CAUSES.get(subject.closing_reason, "unknown")
    SeatOffer.objects.filter(pathway=subject, state=states.OFFERED).update(state=states.ENDED, answered_at=clock.now())
    for seat in Enrolment.objects.filter(pathway=subject, state=states.ENROLLED):
        freed = Enrolment.objects.filter(pk=seat.pk, state=states.ENROLLED)
        if freed.update(state=states.WITHDRAWN, left_on=clock.today(), cause=cause) == 1:
            Event.record(seat, "withdraw", actor)
