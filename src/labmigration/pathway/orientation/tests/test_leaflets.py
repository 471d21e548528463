"""Leaflets on pages and on paper: complete, in the reader's languages, open to everybody; the advisor explains one."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from labmigration import clock
from labmigration.pathway.orientation.leaflet_page import sheet, sheets
from labmigration.pathway.orientation.leaflet_paper import paper
from labmigration.timeline.models import FileOpening
from labmigration.ui.arguments import pictogram_names

SUMMER = date(2026, 7, 1)
OCCUPATIONS = ("childminder", "childcare_provider", "dependency_carer", "family_assistant")


def read_by(language: str) -> Client:
    client = Client()
    client.cookies["django_language"] = language
    return client


@pytest.mark.parametrize("code", OCCUPATIONS)
def test_every_drawing_of_a_leaflet_exists(code):
    told = sheet(code, SUMMER)
    drawn = {line.pictogram for section in (*told.before_pay, *told.after_pay) for line in section.lines}
    assert drawn <= set(pictogram_names())


def test_hours_of_training_are_those_of_the_programme():
    told = [str(line.words) for line in sheet("dependency_carer", SUMMER).training.lines]
    assert told[0].startswith("Environ 250 heures")
    assert "Les premiers secours (SST) : 14 heures." in told
    assert "La citoyenneté : 4 heures." in told


def test_the_weekly_hours_are_those_of_the_workplace():
    def told(code: str) -> list[str]:
        return [str(line.words) for line in sheet(code, SUMMER).rights.lines]

    assert "Une semaine normale : 40 heures." in told("family_assistant")
    assert "Jamais plus de 50 heures dans une même semaine." in told("family_assistant")
    assert "Une semaine normale : 45 heures." in told("childminder")
    assert not any("50 heures" in line for line in told("childminder"))


def test_a_level_below_the_minimum_wage_shows_the_minimum_wage_and_its_day():
    pay = sheet("family_assistant", SUMMER).pay
    assert [(row.level, str(row.base), str(row.with_title)) for row in pay.rows] == [
        ("I", "12,31\u00a0€", "12,73\u00a0€"),
        ("II", "12,37\u00a0€", "12,86\u00a0€"),
        ("III", "12,51\u00a0€", "13,01\u00a0€"),
    ]
    notes = [str(note) for note in pay.notes]
    assert "Grille du 25\u00a0novembre 2024. Une grille plus récente n’est pas vérifiée." in notes
    assert "Personne n’est payé sous le SMIC : 12,31\u00a0€ depuis le 1er\u00a0juin 2026." in notes


def test_a_childminder_is_paid_for_each_child_and_no_minimum_wage_is_promised():
    pay = sheet("childminder", SUMMER).pay
    assert [(str(row.base), str(row.with_title)) for row in pay.rows] == [("3,64\u00a0€", "3,79\u00a0€")]
    assert not any("SMIC" in str(note) for note in pay.notes)


def test_before_the_grid_the_page_says_that_no_pay_is_written():
    for code in ("childminder", "family_assistant"):
        pay = sheet(code, date(2024, 1, 1)).pay
        assert (pay.rows, [str(note) for note in pay.notes]) == (
            (),
            ["Le salaire de ce métier n’est pas encore écrit ici."],
        )


def test_a_text_follows_the_language_in_which_it_is_drawn():
    told = sheet("childminder", SUMMER).sentence
    with override("uk"):
        ukrainian = str(told)
    with override("fr"):
        french = str(told)
    assert ukrainian != french
    assert french == "Je garde de jeunes enfants chez moi, dans mon logement."


@pytest.mark.django_db
@pytest.mark.parametrize("code", OCCUPATIONS)
def test_anybody_may_read_a_leaflet_in_two_languages_with_ears(code):
    page = read_by("ar").get(reverse("orientation:leaflet", args=[code])).content.decode()
    told = sheet(code, clock.today())
    with override("ar"):
        assert str(told.sentence) in page
    with override("fr"):
        assert str(told.sentence) in page
    assert 'lang="ar" dir="rtl"' in page
    assert 'class="ear"' in page


@pytest.mark.django_db
def test_what_is_unsure_says_so_on_the_page():
    page = read_by("fr").get(reverse("orientation:leaflet", args=["childminder"])).content.decode()
    assert page.count("à confirmer") >= 2
    assert "Ce texte attend la relecture de personnes du métier." in page
    assert "avenant 9 du 25 novembre 2024" in page


@pytest.mark.django_db
def test_the_four_occupations_stand_side_by_side():
    page = read_by("fr").get(reverse("orientation:leaflets")).content.decode()
    for told in sheets(clock.today()):
        assert str(told.name) in page
        assert reverse("orientation:leaflet", args=[told.code]) in page


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/orientation/metiers/gardener/", "/orientation/metiers/gardener/fr.pdf"])
def test_an_unknown_occupation_does_not_exist(path):
    assert Client().get(path).status_code == 404


@pytest.mark.django_db
def test_a_language_that_is_none_of_ours_is_not_printed():
    assert Client().get("/orientation/metiers/childminder/de.pdf").status_code == 404


@pytest.mark.parametrize("language", ["fr", "ar"])
def test_a_leaflet_is_printed_in_a_language_with_the_french_beside(language):
    assert paper(sheet("childcare_provider", SUMMER), language).startswith(b"%PDF")


@pytest.mark.django_db
def test_the_paper_is_named_after_the_occupation_and_the_language():
    answer = Client().get(reverse("orientation:leaflet_pdf", args=["family_assistant", "uk"]))
    assert answer["Content-Type"] == "application/pdf"
    assert 'filename="employee-familiale-uk.pdf"' in answer["Content-Disposition"]


def test_the_advisor_explains_the_occupation_in_the_persons_language_beside_the_french(world, client: Client):
    with world.advisor.at_work():
        pathway = world.person("orientation", "orientation.plan", candidate=world.candidate(contact_language="uk"))
    client.force_login(world.user("advisor"))
    page = client.get(reverse("orientation:explain", args=[pathway.pk, "dependency_carer"])).content.decode()
    told = sheet("dependency_carer", clock.today())
    with override("uk"):
        assert str(told.sentence) in page
    assert str(told.sentence) in page
    assert reverse("orientation:hold", args=[pathway.pk]) in page
    assert reverse("orientation:leaflet_pdf", args=["dependency_carer", "uk"]) in page
    with world.advisor.at_work():
        assert FileOpening.objects.filter(pathway_id=pathway.pk, page="orientation.explain").exists()


def test_another_advisor_cannot_open_the_explanation_of_somebody_elses_person(world, client: Client):
    with world.advisor.at_work():
        pathway = world.person("orientation", "orientation.plan")
    client.force_login(world.user("advisor", another=True))
    assert client.get(reverse("orientation:explain", args=[pathway.pk, "childminder"])).status_code == 404
