"""The map: framed around the places where somebody waits; no circle hides another, no name stands on anything."""

from itertools import combinations

import pytest

from labmigration.pathway.matching.placement.map_drawing import LETTER_HIGH, LETTER_WIDE, NUMBERED, map_of

TOWNS = {
    ("Marseille", (43.30, 5.37)): (4, 2),
    ("Aubagne", (43.29, 5.57)): (1, 0),
    ("Vitrolles", (43.46, 5.25)): (0, 3),
}
QUARTERS = {
    (f"Marseille {one}e Arrondissement", (43.28 + 0.006 * one, 5.37 + 0.002 * one)): (one, 3) for one in range(16)
}
CROWDED = {
    (f"Commune {one}", (48.6 + 0.01 * (one % 40), 2.1 + 0.013 * (one // 40))): (one * one, one) for one in range(1, 900)
}


def meet(one, other):
    return one[0] < other[2] - 0.2 and other[0] < one[2] - 0.2 and one[1] < other[3] - 0.2 and other[1] < one[3] - 0.2


def name_box(spot):
    wide = LETTER_WIDE * len(spot.short_name) / 2
    label = spot.label
    return (label.x - wide, label.y - LETTER_HIGH / 2, label.x + wide, label.y + LETTER_HIGH / 2)


def test_the_drawing_is_framed_around_the_places_and_not_around_the_whole_departement():
    drawn = map_of(["13"], TOWNS)
    assert drawn.inside
    across = max(spot.x for spot in drawn.spots) - min(spot.x for spot in drawn.spots)
    assert across > drawn.width / 2
    north, south = (next(spot for spot in drawn.spots if spot.name == name) for name in ("Vitrolles", "Aubagne"))
    assert (north.y < south.y, north.x < south.x) == (True, True)
    assert not any(spot.is_aside for spot in drawn.spots)


def test_needs_and_people_of_one_commune_stand_side_by_side_and_alone_in_the_middle():
    spots = {spot.name: spot for spot in map_of(["13"], TOWNS).spots}
    both = spots["Marseille"]
    assert round(both.people_x - both.needs_x, 1) == round(both.needs_radius + both.people_radius, 1)
    assert spots["Aubagne"].needs_x == spots["Aubagne"].at_x
    assert spots["Vitrolles"].people_x == spots["Vitrolles"].at_x
    assert both.needs_radius > both.people_radius


@pytest.mark.parametrize("numbers", [TOWNS, QUARTERS, CROWDED, dict([*QUARTERS.items()][:1])])
def test_nothing_that_is_numbered_or_named_is_hidden_or_cut(numbers):
    drawn = map_of(["13", "75"], numbers)
    numbered = [spot for spot in drawn.spots if spot.numbered]
    assert len(numbered) == min(NUMBERED, len(numbers))
    if len(numbers) < NUMBERED:
        assert not any(meet(one.box, other.box) for one, other in combinations(numbered, 2))
    boxes = [name_box(spot) for spot in drawn.spots if spot.label]
    assert not any(meet(one, other) for one, other in combinations(boxes, 2))
    assert not any(meet(box, spot.box) for box in boxes for spot in drawn.spots)
    for box in [*boxes, *(spot.box for spot in numbered)]:
        assert box[0] >= 0 and box[1] >= 0 and box[2] <= drawn.width and box[3] <= drawn.height
    assert sum(spot.needs for spot in drawn.spots) == sum(needs for needs, _people in numbers.values())


def test_a_territory_along_a_line_is_neither_a_ribbon_nor_a_tower():
    for place in ((43.3, 9.0), (49.0, 5.4)):
        drawn = map_of(["13"], {("A", (43.3, 5.4)): (1, 0), ("B", place): (1, 0)})
        assert 0.4 < drawn.height / drawn.width < 0.95


def test_without_any_place_the_departement_is_drawn():
    drawn = map_of(["13"], {})
    assert drawn.inside and drawn.around and not drawn.spots and drawn.height > 0
