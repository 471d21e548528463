"""The pilot can be played on any day: weekends and Mondays are where its days are moved about."""

from datetime import date, datetime, time

import pytest
from django.utils import timezone
from django_scopes import scope

from labmigration import clock
from labmigration.demo.pilot import play
from labmigration.timeline.models import Event


@pytest.mark.once
@pytest.mark.django_db
@pytest.mark.parametrize("today", [date(2026, 11, 22), date(2027, 3, 1)], ids=["Sunday", "Monday"])
def test_nothing_of_the_pilot_lies_in_the_future(today):
    with clock.at(timezone.make_aware(datetime.combine(today, time(7, 30)))):
        play()
        with scope(territory=["marseille"]):
            late = Event.objects.filter(at__gt=clock.now())
            assert list(late.values_list("verb", "at")) == []
