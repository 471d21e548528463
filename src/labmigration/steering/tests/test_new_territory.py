"""A territory that does not exist yet: opened on screen, then there for everything, without a line of TOML."""

import pytest
from django.urls import reverse
from django_scopes import scope

from labmigration.access.actor import Actor
from labmigration.access.gate import Conflict, Refused
from labmigration.pathway.models import Pathway
from labmigration.pathway.reception.command import main
from labmigration.programme import ProgrammeError
from labmigration.territories.loading import load_territories
from labmigration.territories.models import Territory
from labmigration.territories.opening.actions import confide, describe, open_territory
from labmigration.territories.opening.description import description_of, without_communes
from labmigration.territories.opening.models import OpenedTerritory
from labmigration.territories.opening.queries import facts_of, jobs_to_fill, readiness_of
from tests.world import TODAY, World

ONE_REFERRAL = (
    "nom;prenom;date_naissance;sexe;telephone;statut;titre_sejour;fin_validite;autorise_travail;francais_oral;"
    "francais_ecrit;preuve_francais;langue_contact;metier_souhaite;orienteur;date_orientation\n"
    "Diallo;Aminata;03/05/1990;F;06 39 98 77 01;Réfugiée;carte de résident;01/01/2030;oui;A2;A2;DELF;fr;"
    "assistant de vie;Association (inventée);08/03/2026\n"
)


@pytest.fixture
def lyon(world, on_a_tuesday) -> Territory:
    return open_territory(actor=world.programme_admin, name="Lyon", departements=["69"])


def test_it_exists_for_everything_from_the_first_minute(world, on_a_tuesday, client, tmp_path, capsys):
    client.force_login(world.user("programme_admin"))
    url = reverse("opening:open")
    assert client.post(url, {"name": "Lyon", "departements": "99"}).status_code == 422
    assert client.post(url, {"name": "Lyon", "departements": "69"}).status_code == 302
    assert client.post(url, {"name": "lyon", "departements": "69"}).status_code == 422
    page = client.get(reverse("opening:home", args=["lyon"])).content.decode()
    assert "Auvergne-Rhône-Alpes" in page
    assert "Codes postaux inconnus ici" in page and "Rhône" in page
    for page in ("steering:overview", "opening:public_file", "opening:preparation", "quality:home"):
        assert client.get(reverse(page, args=["lyon"])).status_code == 200, page
    assert "Lyon" in client.get(reverse("steering:territories")).content.decode()
    load_territories()  # an update of the programme leaves it alone
    there = World("lyon")
    client.force_login(there.user("territory_coordinator"))
    for page in ("opening:home", "steering:overview"):
        assert "Lyon" in client.get(reverse(page, args=["lyon"])).content.decode()
    assert client.get(reverse("steering:overview", args=["marseille"])).status_code == 404
    client.force_login(there.user("placement_officer"))
    for page in ("desk:placement", "matching:households", "matching:weeks"):
        assert client.get(reverse(page)).status_code == 200, page
    file = tmp_path / "orientations.csv"
    file.write_text(ONE_REFERRAL, encoding="utf-8")
    assert main(["import", str(file), "--territory", "lyon", "--on", "2026-03-10"]) == 0, capsys.readouterr()
    with scope(territory=["lyon"]):
        assert Pathway.objects.count() == 1
        assert facts_of("lyon", TODAY) == [] and jobs_to_fill("lyon", TODAY) is None
        assert readiness_of("lyon", TODAY).share is None
    with scope(territory=["marseille"]):
        assert not Pathway.objects.exists()


def test_a_coordinator_opens_and_prepares_it_and_somebody_else_gives_her_the_role(world, on_a_tuesday, client):
    opener = world.territory_coordinator
    client.force_login(opener.user)
    assert client.post(reverse("opening:open"), {"name": "Nantes", "departements": "44"}).status_code == 302
    assert client.post(reverse("opening:preparation", args=["nantes"]), {"aims_at": "2027-01-04"}).status_code == 302
    assert "Nantes" in client.get(reverse("opening:listed")).content.decode()
    assert client.get(reverse("steering:overview", args=["nantes"])).status_code == 404, "no role there yet"
    assert "nantes" not in Actor.of(opener.user).territories
    nantes = Territory.objects.get(pk="nantes")
    with pytest.raises(Refused):
        confide(nantes, actor=opener)
    another = World("lille").territory_coordinator
    client.force_login(another.user)
    assert client.get(reverse("opening:home", args=["nantes"])).status_code == 404
    client.force_login(world.user("programme_admin"))
    assert "Lui confier la coordination" in client.get(reverse("opening:home", args=["nantes"])).content.decode()
    assert client.post(reverse("opening:confide", args=["nantes"])).status_code == 302
    assert "nantes" in Actor.of(opener.user).territories
    assert "Lui confier" not in client.get(reverse("opening:home", args=["nantes"])).content.decode()


def test_names_and_codes_are_taken_once_and_départements_exist(world, lyon):
    for told in (
        {"name": "Marseille", "departements": ["13"]},
        {"name": "Autre", "code": "lyon", "departements": ["69"]},
        {"name": "Autre", "code": "Où ?", "departements": ["69"]},
        {"name": " ", "departements": ["69"]},
        {"name": "Nulle part", "departements": ["99"]},
    ):
        with pytest.raises(Refused):
            open_territory(actor=world.programme_admin, **told)
    with pytest.raises(Refused):
        open_territory(actor=world.advisor, name="Nice", departements=["06"])
    with pytest.raises(ProgrammeError):
        description_of("nulle-part")


def test_its_perimeter_is_changed_by_one_person_at_a_time(world, lyon):
    row = OpenedTerritory.objects.get(pk="lyon")
    told = {"name": "Lyon et l’Isère", "departements": ["69", "38"], "version": 1}
    describe(row, actor=world.programme_admin, **told)
    with pytest.raises(Conflict):
        describe(row, actor=world.programme_admin, **told)
    known = description_of("lyon")
    assert (known.name_fr, known.departements, known.region_code) == ("Lyon et l’Isère", ("38", "69"), "84")
    assert without_communes(["38", "59"]) == ["Isère"]
