"""The map: framed around the places where somebody waits, and no circle hides another."""

from labmigration.pathway.matching.placement.drawing import map_of

TOWNS = {
    ("Marseille", (43.30, 5.37)): (4, 2),
    ("Aubagne", (43.29, 5.57)): (1, 0),
    ("Vitrolles", (43.46, 5.25)): (0, 3),
}


def test_the_drawing_is_framed_around_the_places_and_not_around_the_whole_departement():
    drawn = map_of(["13"], TOWNS)
    assert drawn.paths
    for spot in drawn.spots:
        assert 0 < spot.needs_x < drawn.width and 0 < spot.people_x < drawn.width and 0 < spot.y < drawn.height
    across = max(spot.x for spot in drawn.spots) - min(spot.x for spot in drawn.spots)
    assert across > drawn.width / 2
    north, south = (next(spot for spot in drawn.spots if spot.name == name) for name in ("Vitrolles", "Aubagne"))
    assert (north.y < south.y, north.x < south.x) == (True, True)


def test_needs_and_people_of_one_commune_stand_side_by_side_and_alone_in_the_middle():
    spots = {spot.name: spot for spot in map_of(["13"], TOWNS).spots}
    assert spots["Marseille"].needs_x < spots["Marseille"].x < spots["Marseille"].people_x
    assert spots["Aubagne"].needs_x == spots["Aubagne"].x
    assert spots["Vitrolles"].people_x == spots["Vitrolles"].x


def test_without_any_place_the_departement_is_drawn():
    drawn = map_of(["13"], {})
    assert drawn.paths and not drawn.spots and drawn.height > 0
