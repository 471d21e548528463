"""Pictograms: drawn alike, inlined, and refused when there is none."""

import re
from xml.etree import ElementTree

import pytest
from django.template import Context, Template

from labmigration.programme.positioning_bank import bank
from labmigration.ui.arguments import PICTOGRAMS, pictogram_names

SVG = "{http://www.w3.org/2000/svg}"


def drawn(markup: str, **context: object) -> str:
    return Template("{% load ui %}" + markup).render(Context(context))


def test_a_pictogram_is_inlined_and_hidden_from_those_who_listen():
    svg = drawn('{% pictogram name size="large" %}', name="iron")
    assert svg.startswith('<svg class="pictogram large" aria-hidden="true" focusable="false" viewBox="0 0 48 48"')
    assert "xmlns" not in svg


@pytest.mark.parametrize("markup", ['{% pictogram "unicorn" %}', '{% pictogram "iron" size="huge" %}'])
def test_an_unknown_name_or_size_stops_the_page(markup):
    with pytest.raises(ValueError, match="is none of"):
        drawn(markup)


@pytest.mark.parametrize("name", sorted(pictogram_names()))
def test_all_are_drawn_alike(name):
    root = ElementTree.parse(PICTOGRAMS / f"{name}.svg").getroot()
    assert root.attrib["viewBox"] == "0 0 48 48"
    assert (root.attrib["stroke"], root.attrib["stroke-width"], root.attrib["fill"]) == ("currentColor", "2.25", "none")
    assert (root.attrib["stroke-linecap"], root.attrib["stroke-linejoin"]) == ("round", "round")
    assert [shape.attrib.get("class") for shape in root].count("soft") == 1
    tags = {shape.tag.removeprefix(SVG) for shape in root.iter()}
    assert tags <= {"svg", "g", "path", "circle", "rect", "ellipse", "line", "polyline", "polygon"}
    assert len((PICTOGRAMS / f"{name}.svg").read_bytes()) < 1_500


def test_every_drawing_says_whose_it_is():
    listed = re.sub(r"\([a-z0-9-]+\)", "", (PICTOGRAMS / "README.md").read_text("utf-8"))
    from_lucide, own = listed.split("## From lucide")[1].split("## Drawn for the Lab")
    lucide = set(re.findall(r"`([a-z-]+)`", from_lucide.split("Parts of our own")[0]))
    ours = set(re.findall(r"`([a-z-]+)`", own))
    assert lucide | ours == pictogram_names()
    assert not lucide & ours


def test_every_name_used_by_the_bank_exists():
    held = bank()
    used = {item.pictogram for item in held.items} | {activity.pictogram for activity in held.activities}
    used |= {side.pictogram for pair in held.pairs for side in (pair.left, pair.right)}
    assert used - pictogram_names() == set()
