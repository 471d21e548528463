"""A component draws what it is told, and stops the page when it is told something wrong."""

from datetime import date, datetime
from types import SimpleNamespace
from zoneinfo import ZoneInfo

import pytest
from django.template import Context, Template, TemplateSyntaxError
from django.utils.translation import override

from labmigration import clock
from labmigration.ui.arguments import SPRITE, icon_names


@pytest.fixture(autouse=True)
def _french_on_a_known_day():
    with override("fr"), clock.at(date(2026, 3, 11)):
        yield


def drawn(source: str, **context: object) -> str:
    return Template("{% load ui %}" + source).render(Context(context))


UNKNOWN_ARGUMENTS = [
    '{% icon "calendar" colour="red" %}',
    '{% button "Signer" style="big" %}',
    "{% link_button 'Ouvrir' %}",
    '{% badge "En attente" tone="info" %}',
    "{% card heading='x' %}{% endcard %}",
    "{% next_step title='x' %}{% endnext_step %}",
    "{% notice tone='info' %}{% endnotice %}",
    "{% empty %}{% endempty %}",
    "{% hours_bar done=3 prescribed=9 label='x' %}",
    "{% progress value=3 label='x' %}",
    "{% stage_line %}",
    "{% timeline rows=x %}",
    "{% form_fields %}",
]


@pytest.mark.parametrize("source", UNKNOWN_ARGUMENTS)
def test_a_wrong_or_missing_argument_is_refused_when_the_template_is_read(source: str) -> None:
    with pytest.raises(TemplateSyntaxError):
        Template("{% load ui %}" + source)


WRONG_VALUES = [
    ('{% icon "unicorn" %}', {}, "unicorn"),
    ('{% button "" %}', {}, "label"),
    ("{% button not_in_the_context %}", {}, "label"),
    ('{% button "Signer" tone="purple" %}', {}, "purple"),
    ('{% link_button "Ouvrir" href="" %}', {}, "href"),
    ('{% badge "En attente" tone="red" icon="clock" %}', {}, "red"),
    ('{% badge "En attente" icon="" %}', {}, "icon"),
    ('{% notice tone="neutral" title="x" %}{% endnotice %}', {}, "neutral"),
    ('{% card href="/x" %}{% endcard %}', {}, "title"),
    ('{% next_step title="x" who="y" href="/x" %}{% endnext_step %}', {}, "action"),
    ('{% next_step title="x" who="" %}{% endnext_step %}', {}, "who"),
    ("{% stage_line stages=s %}", {"s": [{"label": "Accueil", "state": "finished"}]}, "finished"),
    ("{% stage_line stages=s %}", {"s": [{"state": "done"}]}, "label"),
    ("{% hours_bar signed=gone prescribed=9 label='x' %}", {}, "signed"),
    ("{% hours_bar signed=-1 prescribed=9 label='x' %}", {}, "signed"),
    ("{% progress value=10 max=9 label='x' %}", {}, "more than"),
    ("{% seats taken=1 capacity=0 %}", {}, "capacity"),
    ("{% funnel rows=r label='x' %}", {"r": [{"label": "a", "count": 5, "of": 4}]}, "of 4"),
    ("{% figure_card label='x' value=gone %}", {}, "value"),
    ("{% timeline events=e %}", {"e": [{"at": date(2026, 3, 1), "sentence": "x"}]}, "moment"),
    ("{% facts rows=r %}", {"r": [("", 1)]}, "label"),
    ("{% form_fields gone %}", {}, "not a form"),
]


@pytest.mark.parametrize(("source", "context", "named"), WRONG_VALUES)
def test_a_wrong_value_is_refused_and_named(source: str, context: dict[str, object], named: str) -> None:
    with pytest.raises((ValueError, TypeError), match=named):
        drawn(source, **context)


def test_a_decorative_icon_is_hidden_and_a_meaningful_one_is_named() -> None:
    assert 'aria-hidden="true"' in drawn('{% icon "calendar" %}')
    assert 'role="img" aria-label="Rendez-vous"' in drawn('{% icon "calendar" label="Rendez-vous" %}')


def test_what_people_wrote_is_escaped_everywhere() -> None:
    bad = "<script>alert(1)</script>"
    sources = [
        "{% button bad %}",
        "{% badge bad icon='clock' %}",
        "{% card title=bad %}{{ bad }}{% endcard %}",
        "{% next_step title=bad who=bad %}{{ bad }}{% endnext_step %}",
        "{% notice title=bad %}{{ bad }}{% endnotice %}",
        "{% person_row name=bad line=bad badge=bad %}",
        "{% facts rows=rows %}",
        "{% initials bad %}",
    ]
    for source in sources:
        assert "<script" not in drawn(source, bad=bad, rows=[(bad, bad)])


def test_the_next_step_says_who_and_by_when() -> None:
    page = drawn(
        '{% next_step title="Entretien" who="Claire Morel" by=day href="/e" action="Préparer" %}<p>Pourquoi</p>'
        "{% endnext_step %}",
        day=date(2026, 3, 14),
    ).replace("\u00a0", " ")
    assert "samedi 14 mars 2026, dans 3 jours" in page
    assert "Claire Morel" in page and "<p>Pourquoi</p>" in page and 'href="/e"' in page


def test_the_present_stage_is_the_current_step() -> None:
    stages = [SimpleNamespace(label="Accueil", state="done", href="/a"), {"label": "Orientation", "state": "present"}]
    page = drawn("{% stage_line stages=stages %}", stages=stages)
    assert page.count('aria-current="step"') == 1
    assert "Étape 2 sur 2" in page and 'href="/a"' in page


def test_hours_beyond_what_is_prescribed_are_told_and_the_target_is_marked() -> None:
    page = drawn("{% hours_bar signed=260 planned=0 prescribed=250 label='Parcours' %}").replace("\u00a0", " ")
    assert "10 h au-delà" in page and 'x="96.15%"' in page


def test_a_bar_keeps_a_decimal_point_in_french() -> None:
    assert 'width="12.50%"' in drawn("{% hours_bar signed=1 prescribed=8 label='Parcours' %}")


def test_the_timeline_is_drawn_newest_first() -> None:
    paris = ZoneInfo("Europe/Paris")
    events = [
        {"at": datetime(2026, 3, 1, 9, tzinfo=paris), "sentence": "Premier"},
        {"at": datetime(2026, 3, 2, 9, tzinfo=paris), "sentence": "Second"},
    ]
    page = drawn("{% timeline events=events %}", events=events)
    assert page.index("Second") < page.index("Premier")


def test_an_unknown_fact_is_said_to_be_unknown_and_a_zero_is_kept() -> None:
    page = drawn("{% facts rows=rows %}", rows=[("Permis", None), ("Enfants", 0)])
    assert "pas encore connu" in page and "<dd>0</dd>" in page


def test_seats_tell_free_full_and_too_many() -> None:
    assert "3 places libres" in drawn("{% seats taken=9 capacity=12 %}")
    assert "complet" in drawn("{% seats taken=12 capacity=12 %}")
    assert "1 de trop" in drawn("{% seats taken=13 capacity=12 %}")


def test_every_icon_of_the_sprite_stands_in_the_readme_and_the_reverse() -> None:
    readme = (SPRITE.parents[3] / "README.md").read_text(encoding="utf-8").split("## Icons")[1]
    assert {name.strip("`") for name in readme.split()} == icon_names()
