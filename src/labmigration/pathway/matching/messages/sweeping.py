"""Messages whose time is over, forgotten. Part of the sweep."""

from datetime import timedelta

from django.db.models import Q

from labmigration import clock
from labmigration.access.actor import Actor
from labmigration.pathway.matching import states as matching
from labmigration.pathway.matching.messages import states
from labmigration.pathway.matching.messages.models import Exchange, RelayedMessage
from labmigration.territories.models import Territory

#: After the last message of an introduction that is over, and after any message at all. Ours.
AFTER_THE_END, AT_MOST = timedelta(days=92), timedelta(days=366)


def forget_messages() -> int:
    """Delete the messages whose time is over in every territory; returns how many.

    Those of a report that waits are kept until it is answered.
    """
    return sum(_forget_in(Actor.system(code)) for code in Territory.objects.values_list("pk", flat=True))


def _forget_in(system: Actor) -> int:
    now = clock.now()
    with system.at_work():
        reported = Exchange.objects.filter(reports__state=states.RAISED).values("pk")
        ended = Q(exchange__introduction__state=matching.DECLINED) | Q(exchange__state=states.CLOSED)
        over = Q(ended, exchange__last_at__lt=now - AFTER_THE_END) | Q(written_at__lt=now - AT_MOST)
        rows = RelayedMessage.objects.filter(over).exclude(exchange__in=reported)
        return rows.delete()[0] if rows.exists() else 0
