"""The typical week: every slot is drawn and written out, and a slot that no week has is refused."""

import pytest

from labmigration.ui.components.typical_week import typical_week


def test_a_slot_is_drawn_at_its_hours_and_written_out():
    drawn = typical_week(slots=[(0, 480, 720)], label="Semaine type")
    monday = drawn["days"][0]
    assert monday["bars"] == [{"x": "12.50%", "width": "25.00%"}]
    assert monday["told"] == "8\u00a0h – 12\u00a0h"
    assert drawn["total"] == "4\u00a0h"


def test_a_night_widens_the_drawing_to_midnight():
    drawn = typical_week(slots=[(4, 1380, 1440)], label="Semaine type")
    assert drawn["days"][4]["told"] == "23\u00a0h – minuit"
    assert drawn["days"][4]["bars"][0]["x"] == "94.44%"


@pytest.mark.parametrize("slot", [(7, 480, 720), (0, 720, 480), (0, 480, 1500)])
def test_a_slot_that_no_week_has_stops_the_page(slot):
    with pytest.raises(ValueError, match="lies in no day"):
        typical_week(slots=[slot], label="Semaine type")
