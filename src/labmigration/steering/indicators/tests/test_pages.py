"""Pages of indicators: who reads what, exact or hidden, from a figure to its people, each reading written down."""

from datetime import date

import pytest
from django.urls import reverse
from django_scopes import scope

from labmigration.jobs.queue import run_one
from labmigration.programme.indicators import catalogue
from labmigration.steering.indicators import computing, views
from labmigration.steering.indicators.queries import figures_of
from labmigration.steering.indicators.tests.invented_facts import HIRED_ON, People
from labmigration.timeline.models import FileOpening
from tests.world import TODAY

TERRITORY = reverse("indicators:territory", args=["marseille"])
STAYS = reverse("indicators:indicator", args=["marseille", "E3"])
BEHIND = reverse("indicators:people", args=["marseille", "E3"])
READERS = ("territory_coordinator", "training_coordinator", "partner_observer", "programme_admin", "researcher")


@pytest.fixture
def invented(monkeypatch, world, on_a_tuesday):
    """Pages read facts written by hand: three people of the world at work."""
    people = People(TODAY)
    with world.advisor.at_work():
        pathways = [world.person(stage="employment", next_step="follow_up.answer") for _each in range(3)]
    for _each in pathways:
        people.hired(HIRED_ON)
    facts = people.facts(pathways=tuple(pathway.pk for pathway in pathways))
    monkeypatch.setattr(views, "facts_of", lambda code, on: facts)
    return pathways


def test_each_reader_gets_the_pages_exact_only_for_the_coordination(invented, world, client):
    for role in READERS:
        client.force_login(world.user(role))
        content = client.get(TERRITORY).content.decode()
        assert all(each.name.fr in content for each in catalogue().indicators)
        assert ("3 sur 3" in content) is (role == "territory_coordinator")
        assert ("Les petits nombres ne sont pas montrés" in content) is (role != "territory_coordinator")
        national = role in ("programme_admin", "researcher")
        assert client.get(reverse("indicators:compare")).status_code == (200 if national else 404)
    for reader in catalogue().readers:
        page = client.get(reverse("indicators:dashboard", args=["marseille", reader.code]))
        assert [code for code, _group in page.context["groups"]] == list(reader.indicators)
    assert client.get(reverse("indicators:definitions")).status_code == 200
    # The reader who was signed in last is national; a training provider comes to her own page.
    assert list(client.get(reverse("indicators:home")).context["territories"])
    client.force_login(world.user("training_coordinator"))
    own = reverse("indicators:dashboard", args=["marseille", "provider"])
    assert client.get(reverse("indicators:home")).url == own
    client.force_login(world.user("territory_coordinator"))
    assert client.get(reverse("indicators:home")).url == TERRITORY


def test_an_indicator_tells_its_denominators_its_curve_and_its_definition(invented, world, client):
    client.force_login(world.user("territory_coordinator"))
    answer = client.get(STAYS, {"par": "sex"})
    content = answer.content.decode()
    definition = catalogue().indicator("E3").version[0]
    for told in ("personnes embauchées", "toutes celles qui ont commencé", definition.digest("E3"), "à confirmer"):
        assert told in content.lower() or told in content
    assert answer.context["curve"].marks and answer.context["groups"]
    assert "Femme" in content
    for unknown in (("marseille", "Z9"), ("nowhere", "E3")):
        assert client.get(reverse("indicators:indicator", args=unknown)).status_code == 404
    assert client.get(reverse("indicators:dashboard", args=["marseille", "nobody"])).status_code == 404
    for code in ("A1", "A3", "C1", "K1", "P2"):
        assert client.get(reverse("indicators:indicator", args=["marseille", code])).status_code == 200


def test_the_coordinator_goes_from_a_share_to_its_people_and_they_will_know(invented, world, client):
    client.force_login(world.user("territory_coordinator"))
    address = f"{BEHIND}?mesure=month_6&parmi=population&issue=yes"
    assert address.replace("&", "&amp;") in client.get(STAYS).content.decode()
    answer = client.get(address)
    assert {row.pathway.pk for row in answer.context["people"]} == {each.pk for each in invented}
    with scope(territory=["marseille"]):
        opened = FileOpening.objects.filter(page="indicators.people").values_list("pathway_id", flat=True)
        assert set(opened) == {each.pk for each in invented}
    assert client.get(f"{BEHIND}?mesure=month_6&parmi=population&issue=no").context["people"] == []
    for wrong in (
        "?mesure=month_7&parmi=population",
        "?mesure=month_6&parmi=me",
        "?mesure=month_6&parmi=population&issue=x",
    ):
        assert client.get(f"{BEHIND}{wrong}").status_code == 404


@pytest.mark.parametrize(
    "role", ["partner_observer", "training_coordinator", "programme_admin", "advisor", "candidate"]
)
def test_nobody_else_finds_the_people(role, invented, world, elsewhere, client):
    client.force_login(world.user(role))
    assert client.get(f"{BEHIND}?mesure=month_6&parmi=population").status_code == 404
    client.force_login(elsewhere.user("territory_coordinator"))
    assert client.get(TERRITORY).status_code == 404
    assert client.get(f"{BEHIND}?mesure=month_6&parmi=population").status_code == 404


def test_a_date_before_birth_is_counted_out_and_told_to_the_coordinator(world, client, on_a_tuesday):
    with world.advisor.at_work():
        world.person(opened_on=date(2026, 1, 5))
        world.person(candidate=world.candidate(birth_date=date(2026, 2, 1)), opened_on=date(2026, 1, 5))
    client.force_login(world.user("territory_coordinator"))
    answer = client.get(TERRITORY)
    assert "Des dates ne peuvent pas être vraies" in answer.content.decode()
    [referred] = [
        card for _code, cards in answer.context["themes"][0].groups for card in cards if card.value.code == "A1"
    ]
    assert (referred.value.value, referred.value.excluded) == (1, 1)


def test_the_figures_of_a_large_territory_are_computed_in_the_background(world, client, on_a_tuesday, monkeypatch):
    monkeypatch.setattr(computing, "AT_ONCE", 2)
    with world.advisor.at_work():
        for _each in range(3):
            world.person(opened_on=date(2026, 1, 5))
    client.force_login(world.user("partner_observer"))
    ask = reverse("indicators:compute", args=["marseille"])
    assert client.post(ask).status_code == 404
    client.force_login(world.user("territory_coordinator"))
    assert "Pas encore calculé" in client.get(TERRITORY).content.decode()
    for _twice in range(2):
        assert client.post(ask).status_code == 302
    with scope(territory=["marseille"]):
        [asked] = computing.Computation.objects.all()
    waiting = client.get(TERRITORY)
    assert waiting.context["under_way"] == asked and b'http-equiv="refresh"' in waiting.content
    while run_one():
        pass
    content = client.get(TERRITORY)
    [[referred]] = [cards for code, cards in content.context["themes"][0].groups if code == "A1"]
    assert referred.value.value == 3 and content.context["under_way"] is None
    kept = content.context["kept"]
    assert (kept.people, kept.done) == (3, kept.total)
    expected = figures_of(views.facts_of("marseille", TODAY), masked=False)
    assert [computing.read_back(each) for each in kept.values] == expected, "nothing is lost on the way"
    assert client.get(STAYS).status_code == 200
    client.force_login(world.user("programme_admin"))
    assert client.get(reverse("indicators:compare")).status_code == 200
