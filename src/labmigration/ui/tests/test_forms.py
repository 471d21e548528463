"""How a form is drawn, and what its widgets hand to their fields."""

from datetime import date

import pytest
from django import forms
from django.template import Context, Template
from django.utils.translation import override

from labmigration.ui.forms import BigChoices, DayInput, DayMonthYearInput, HouseRenderer


class PersonForm(forms.Form):
    default_renderer = HouseRenderer

    name = forms.CharField(label="Nom", help_text="Comme sur le titre de séjour.")
    phone = forms.CharField(label="Téléphone", required=False)
    born_on = forms.DateField(label="Date de naissance", widget=DayMonthYearInput)
    occupation = forms.ChoiceField(label="Métier", widget=BigChoices, choices=[("a", "Employé familial")])
    ticket = forms.CharField(widget=forms.HiddenInput, required=False)


@pytest.fixture(autouse=True)
def _french():
    with override("fr"):
        yield


def drawn(source: str, form: forms.Form) -> str:
    return Template("{% load ui %}" + source).render(Context({"form": form}))


def filled(**answers: str) -> PersonForm:
    return PersonForm({"name": "Amina", "occupation": "a", **answers})


def born(day: str, month: str, year: str) -> PersonForm:
    return filled(born_on_day=day, born_on_month=month, born_on_year=year)


def test_only_what_may_stay_empty_is_marked() -> None:
    page = drawn("{% form_fields form %}", PersonForm())
    assert page.count("(facultatif)") == 1
    assert page.index("Téléphone") < page.index("(facultatif)") < page.index("Date de naissance")


def test_an_error_stands_beside_its_field_and_in_the_summary_with_a_link() -> None:
    page = drawn("{% form_errors form %}{% form_fields form %}", filled(name="", born_on_day="1"))
    assert '<a href="#id_name">Nom' in page
    assert 'id="id_name_error"' in page
    assert 'aria-describedby="id_name_helptext id_name_error"' in page


def test_a_form_without_error_has_no_summary() -> None:
    assert drawn("{% form_errors form %}", born("8", "3", "1990")).strip() == ""


def test_each_link_of_the_summary_has_its_target_on_the_page() -> None:
    import re

    page = drawn("{{ form }}", PersonForm({}))
    targets = re.findall(r'href="#([^"]+)"', page)
    assert len(targets) == 3
    assert all(f'id="{target}"' in page for target in targets)


def test_a_day_typed_in_three_boxes_becomes_a_date() -> None:
    form = born(" 8", "3", "1990")
    assert form.is_valid(), form.errors
    assert form.cleaned_data["born_on"] == date(1990, 3, 8)


@pytest.mark.parametrize("typed", [("31", "2", "1990"), ("8", "", "1990"), ("a", "b", "c"), ("", "", "")])
def test_an_impossible_or_missing_day_is_refused_and_what_was_typed_is_kept(typed: tuple[str, str, str]) -> None:
    form = born(*typed)
    assert "born_on" in form.errors
    page = drawn("{% form_fields form only='born_on' %}", form)
    assert all(f'value="{box}"' in page for box in typed if box)


def test_a_known_date_fills_the_three_boxes() -> None:
    page = drawn("{% form_fields form only='born_on' %}", PersonForm(initial={"born_on": date(1990, 3, 8)}))
    assert all(f'value="{box}"' in page for box in ("8", "3", "1990"))
    assert "Jour" in page and "Mois" in page and "Année" in page


def test_a_day_is_handed_to_the_calendar_of_the_device_in_its_own_format() -> None:
    assert 'type="date"' in DayInput().render("on", date(2026, 3, 14), renderer=HouseRenderer())
    assert 'value="2026-03-14"' in DayInput().render("on", date(2026, 3, 14), renderer=HouseRenderer())


def test_fields_may_be_drawn_in_part_and_an_unknown_name_is_refused() -> None:
    page = drawn("{% form_fields form only='name, phone' %}", PersonForm())
    assert "Nom" in page and "Métier" not in page
    with pytest.raises(KeyError):
        drawn("{% form_fields form only='nom' %}", PersonForm())


def test_a_hidden_field_is_drawn_without_a_label() -> None:
    assert 'type="hidden"' in drawn("{% form_fields form only='ticket' %}", PersonForm())
    assert "<label" not in drawn("{% form_fields form only='ticket' %}", PersonForm())


def test_radios_are_large_choices_in_a_fieldset() -> None:
    page = drawn("{% form_fields form only='occupation' %}", PersonForm())
    assert "<fieldset" in page and "<legend>Métier" in page and 'class="choice"' in page
