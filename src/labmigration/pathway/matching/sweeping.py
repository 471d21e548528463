"""Cards of introductions that came to nothing, forgotten when their time is over. Part of the sweep."""

from datetime import datetime

from labmigration import clock
from labmigration.access.actor import Actor
from labmigration.pathway.matching import states
from labmigration.pathway.matching.models import Introduction
from labmigration.people.consents import allowed_among
from labmigration.territories.models import Territory
from labmigration.timeline.models import Event

#: Months after which a card is forgotten: as the consent `keep_profile` promises, without a yes and with one.
WITHOUT_CONSENT, WITH_CONSENT = 3, 24
PURPOSE = "keep_profile"
ENDED = ("matching.decline", "matching.fall_through")
#: What the two sides told of themselves, and what was written of them; that they were introduced stays.
ON_THE_CARD = ("because", "availability", "interview_place", "decline_reason")


def forget_cards() -> int:
    """Empty the cards that are over in every territory; returns how many."""
    return sum(_forget_in(Actor.system(code)) for code in Territory.objects.values_list("pk", flat=True))


def _forget_in(system: Actor) -> int:
    with system.at_work():
        rows = Introduction.objects.filter(state=states.DECLINED, proposed_on__lt=_months_ago(WITHOUT_CONSENT))
        # What has nothing left on its card is forgotten already.
        kept = [row for row in rows.select_related("pathway") if any(getattr(row, name) for name in ON_THE_CARD)]
        ended = _last_ended(kept)
        agreed = allowed_among([row.pathway.candidate_id for row in kept], PURPOSE)
        over = [
            row
            for row in kept
            if row.pk in ended
            and ended[row.pk] < _months_ago(WITH_CONSENT if row.pathway.candidate_id in agreed else WITHOUT_CONSENT)
        ]
        for row in over:
            for name in ON_THE_CARD:
                setattr(row, name, "")
            row.save(update_fields=ON_THE_CARD)
    return len(over)


def _last_ended(rows: list[Introduction]) -> dict[object, datetime]:
    """When each introduction last ended."""
    keys = {str(row.pk): row.pk for row in rows}
    events = Event.objects.filter(subject_model=Introduction._meta.label_lower, subject_id__in=keys, verb__in=ENDED)
    return {keys[subject]: at for subject, at in events.order_by("id").values_list("subject_id", "at")}


def _months_ago(months: int) -> datetime:
    now = clock.now()
    year, month = divmod(now.year * 12 + now.month - 1 - months, 12)
    return now.replace(year=year, month=month + 1, day=min(now.day, 28))
