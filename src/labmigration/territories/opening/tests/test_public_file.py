"""The public file: sourced figures read-only, facts corrected by versions, contradictions kept side by side."""

from datetime import date, timedelta

import pytest
from django.db import DatabaseError, transaction
from django.urls import reverse

from labmigration import clock
from labmigration.access.gate import Conflict, Refused
from labmigration.territories.opening.fact_actions import choose_source, correct_fact, note_fact
from labmigration.territories.opening.models import NotedFact
from labmigration.territories.opening.queries import contests, fact_of, facts_of, jobs_to_fill, ringing
from labmigration.timeline.models import Event

DAY = date(2026, 3, 10)
FILE = reverse("opening:public_file", args=["lille"])


def test_the_figures_of_the_programme_stand_there_with_their_scope_and_cannot_be_corrected(lille, client):
    facts = facts_of("lille", DAY)
    assert [fact.ref for fact in facts] == ["p-retirements_region", "p-employers_region", "p-employees_region"]
    assert all(fact.read_only and fact.source and fact.licence for fact in facts)
    client.force_login(lille.user("territory_coordinator"))
    page = client.get(FILE + "?carte=p-retirements_region").content.decode()
    assert "plus de 58\u00a0000\u00a0emplois" in page
    assert "ne se compare pas aux 58 000 emplois de PACA" in page
    assert page.count('class="land lit"') + page.count('class="land here lit"') == 6, "five and the key"
    told = client.get(reverse("opening:fact", args=["lille", "p-retirements_region"])).content.decode()
    assert "Ce n’est pas le même périmètre : Hauts-de-France d’un côté, Provence-Alpes-Côte d’Azur de l’autre." in told
    assert client.get(reverse("opening:correct_fact", args=["lille", "p-retirements_region"])).status_code == 404


def test_jobs_to_fill_are_those_of_the_exact_perimeter_or_nobody_knows(lille, jobs):
    assert jobs_to_fill("lille", DAY) is None, "58,000 retirements of the region are not the perimeter's jobs"
    assert jobs_to_fill("marseille", DAY).value == 18_000
    assert jobs_to_fill("ile-de-france", DAY).value == 151_058
    actor = lille.territory_coordinator
    note_fact("lille", actor=actor, **jobs(9_000, area="D59"))
    note_fact("lille", actor=actor, **jobs(500, restricted_to="garde d’enfants"))
    assert jobs_to_fill("lille", DAY) is None
    note_fact("lille", actor=actor, **jobs(30_000))
    assert jobs_to_fill("lille", DAY).value == 30_000


def test_a_fact_is_corrected_by_a_version_once_and_never_overwritten(lille, jobs):
    actor = lille.territory_coordinator
    row = note_fact("lille", actor=actor, **jobs(30_000))
    with pytest.raises(Refused):
        correct_fact("lille", str(row.line), actor=actor, version=1, why=" ", value=31_000)
    correct_fact("lille", str(row.line), actor=actor, version=1, why="Total relu", value=31_000)
    with pytest.raises(Conflict):
        correct_fact("lille", str(row.line), actor=actor, version=1, why="Lu trop vite", value=32_000)
    assert fact_of("lille", str(row.line), DAY).value == 31_000
    assert list(NotedFact.objects.order_by("version").values_list("value", flat=True)) == [30_000, 31_000]
    with pytest.raises(DatabaseError), transaction.atomic():
        NotedFact.objects.filter(pk=row.pk).update(value=1)
    correct_fact("lille", str(row.line), actor=actor, version=2, why="Source retirée", withdrawn=True)
    assert fact_of("lille", str(row.line), DAY) is None
    assert NotedFact.objects.count() == 3
    assert Event.objects.filter(verb__startswith="opening.").count() == 3


def test_contradicting_sources_stand_side_by_side_until_a_person_chooses_with_a_reason(lille, jobs):
    actor = lille.territory_coordinator
    note_fact("lille", actor=actor, **jobs(30_000))
    other = note_fact("lille", actor=actor, **jobs(24_000, source="Autre étude inventée"))
    (contest,) = contests("lille", facts_of("lille", DAY))
    assert contest.kept is None and len(contest.facts) == 2
    assert jobs_to_fill("lille", DAY) is None, "nobody has chosen"
    keys = sorted((fact.key for fact in contest.facts), key=lambda key: str(other.line) in key)
    with pytest.raises(Refused):
        choose_source("lille", actor=actor, chosen=keys[1], among=keys, reason=" ")
    choose_source("lille", actor=actor, chosen=keys[1], among=keys, reason="Plus récente")
    assert jobs_to_fill("lille", DAY).value == 24_000
    assert len(facts_of("lille", DAY)) == 5, "the other stays in the file"
    correct_fact("lille", str(other.line), actor=actor, version=1, why="Relue", value=25_000)
    (again,) = ringing("lille", DAY).undecided
    assert again.stale and again.kept is None, "what was chosen has been corrected since"
    with pytest.raises(Conflict):
        choose_source("lille", actor=actor, chosen=again.facts[0].key, among=keys, reason="Lue avant la correction")


def test_an_expired_fact_asks_its_owner(lille, jobs, client):
    row = note_fact("lille", actor=lille.territory_coordinator, **jobs(30_000))
    with clock.at(DAY + timedelta(days=201)):
        assert [fact.ref for fact in ringing("lille", clock.today()).expired] == [str(row.line)]
        client.force_login(lille.user("territory_coordinator"))
        page = client.get(reverse("opening:home", args=["lille"])).content.decode()
        assert "à revoir" in page and lille.user("territory_coordinator").name in page
        assert (
            "Ce fait est à revoir"
            in client.get(reverse("opening:fact", args=["lille", str(row.line)])).content.decode()
        )
    assert ringing("lille", DAY).expired == ()


def sent(lille, **changes):
    told = {
        "subject": "jobs_to_fill",
        "value": "30000",
        "precision": "as_stated",
        "area": "D59+D62",
        "kind": "plan",
        "horizon": "2030",
        "source": "Étude inventée",
        "licence": "non lue",
        "owner": str(lille.user("territory_coordinator").pk),
        "expires_on": "2027-03-01",
    }
    return told | changes


#: What is sent wrongly, and what is told.
WRONG = [
    ({"source": ""}, "Ce champ est obligatoire"),
    ({"licence": ""}, "Ce champ est obligatoire"),
    ({"value": ""}, "Cet objet se compte"),
    ({"subject": "funder", "value": ""}, "Cet objet se dit en mots"),
    ({"horizon": ""}, "Une prévision dit pour quelle année"),
    ({"kind": "fact", "year": "2031"}, "n’est pas d’une année à venir"),
    ({"expires_on": "2026-03-10"}, "Choisissez un jour à venir"),
    ({"area": "other"}, "Nommez ce lieu"),
    ({"area": "D13"}, "Sélectionnez un choix valide"),
    ({"value": "58000"}, "Le même nombre est déjà celui d’un autre périmètre"),
]


def test_what_lacks_or_belongs_elsewhere_is_told_and_nothing_is_kept(lille, client):
    client.force_login(lille.user("territory_coordinator"))
    for changes, says in WRONG:
        answer = client.post(reverse("opening:add_fact", args=["lille"]), sent(lille, **changes))
        assert answer.status_code == 422, changes
        assert says in answer.content.decode(), changes
    assert not NotedFact.objects.exists()


def test_a_number_that_is_also_another_scopes_is_kept_once_somebody_has_looked(lille, client):
    client.force_login(lille.user("territory_coordinator"))
    url = reverse("opening:add_fact", args=["lille"])
    asked = client.post(url, sent(lille, value="58 000")).content.decode()
    assert 'type="checkbox" name="other_scope_seen"' in asked
    assert client.post(url, sent(lille, value="58 000", other_scope_seen="on")).status_code == 302
    place = sent(
        lille, value="", subject="actor", kind="fact", area="other", place="Métropole de Lille", words="Reçoit"
    )
    assert client.post(url, place).status_code == 302
    told = {row.subject: row for row in NotedFact.objects.all()}
    assert (told["jobs_to_fill"].area, told["actor"].area) == ("D59+D62", "Xmétropole de lille")
    page = client.get(FILE).content.decode()
    assert "Métropole de Lille" in page and "Reçoit" in page
    ref = str(told["actor"].line)
    correct = reverse("opening:correct_fact", args=["lille", ref])
    assert "Métropole de Lille" in client.get(correct).content.decode()
    body = place | {"words": "Reçoit et oriente", "why": "Complété", "version": "1"}
    assert client.post(correct, body).status_code == 302
    page = client.get(reverse("opening:fact", args=["lille", ref])).content.decode()
    assert "Reçoit et oriente" in page and "Complété" in page


def test_somebody_of_another_territory_neither_reads_nor_writes_it(lille, world, jobs, client):
    with pytest.raises(Refused):
        note_fact("lille", actor=world.territory_coordinator, **jobs(1))
    client.force_login(world.user("territory_coordinator"))
    assert client.get(FILE).status_code == 404
    client.force_login(world.user("partner_observer"))
    assert client.get(reverse("opening:public_file", args=["marseille"])).status_code == 200
    assert client.get(reverse("opening:add_fact", args=["marseille"])).status_code == 404
