"""Steps done at one's own pace, kept once, shown to the other side only after an agreement of both."""

from datetime import date

import pytest
from django.urls import reverse

from labmigration import clock
from labmigration.access.actor import Actor
from labmigration.access.gate import Refused
from labmigration.civic import learning, queries
from labmigration.civic.content import HOUSEHOLD, WORKER, step, steps_of
from labmigration.civic.joined import concerned
from labmigration.civic.learner import learner_of
from labmigration.civic.models import StepTaken
from labmigration.civic.tests.scenes import answers, finish
from labmigration.timeline.models import Event

pytestmark = pytest.mark.usefixtures("on_a_tuesday")


def test_a_step_is_read_answered_again_and_gone_on_with_elsewhere(world, client):
    person = world.person("training", "training.enrol", with_account=True)
    client.force_login(person.candidate.user)
    address = reverse("civic:step", args=["worker_contract"])
    assert "Qui déclare votre travail" in client.get(address).content.decode()
    # One right, one wrong: why is told, what is found is kept, and nothing of what was wrong.
    page = client.post(address, answers("worker_contract", wrong=("undeclared",)))
    assert page.status_code == 422
    html = page.content.decode()
    assert "Pas encore" in html and "Vous avez trouvé" in html
    with world.advisor.at_work():
        taken = StepTaken.objects.get()
        assert (taken.right, taken.done_on) == (["who_declares"], None)
    # On another device, the next day: only the other check is asked, and the page of steps says that she began.
    client.logout()
    client.force_login(person.candidate.user)
    assert "Continuer" in client.get(reverse("civic:own")).content.decode()
    assert 'name="who_declares"' not in client.get(address).content.decode()
    with clock.at(date(2026, 3, 11)):
        done = client.post(address, {"undeclared": str(step("worker_contract").check[1].right)}, follow=True)
    assert "Cette étape est faite" in done.content.decode()
    with world.advisor.at_work():
        assert StepTaken.objects.get().done_on == date(2026, 3, 11)
        assert Event.objects.filter(verb="civic.finish_step", pathway_id=None).count() == 1
    assert client.post(address, answers("worker_contract")).status_code == 200  # again, after it was done
    with world.advisor.at_work():
        assert StepTaken.objects.get().done_on == date(2026, 3, 11)
        assert Event.objects.filter(verb="civic.finish_step").count() == 1
    assert client.get(reverse("civic:step", args=["household_contract"])).status_code == 404


def test_a_step_done_twice_is_one_and_another_side_has_no_part_in_it(world):
    person = world.person("training", "training.enrol", with_account=True)
    herself = Actor.of(person.candidate.user)
    with herself.at_work():
        first, second = finish(herself, "worker_hours"), finish(herself, "worker_hours")
        assert first.pk == second.pk and StepTaken.objects.count() == 1
        assert queries.progress_of([person.candidate])[person.candidate.pk] == queries.Progress(1, 5)
        learner = learner_of(herself)
        for code, found in (("household_hours", ["saturday"]), ("worker_hours", ["invented"])):
            with pytest.raises(Refused):
                learning.find(learner, step(code), found, actor=herself)
        with pytest.raises(Refused):
            learning.find(learner, step("worker_help"), ["danger"], actor=world.advisor)
        assert first.get_step_display() == "Mes heures et mon repos"


def test_the_territory_is_counted_of_those_concerned_and_elsewhere_is_another(world, elsewhere, client):
    person = world.person("training", "training.enrol", with_account=True)
    world.person("matching", "matching.introduce")
    early = world.person("orientation", "orientation.plan", with_account=True)
    home, _waiting = world.household(user=True), world.household(state="waiting")
    far = elsewhere.person("training", "training.enrol", with_account=True)
    for actor, codes in (
        (Actor.of(person.candidate.user), [each.code for each in steps_of(WORKER)]),
        (Actor.of(early.candidate.user), ["worker_contract"]),
        (Actor.of(home.user), ["household_help"]),
        (Actor.of(far.candidate.user), ["worker_contract"]),
    ):
        with actor.at_work():
            for code in codes:
                finish(actor, code)
    with world.placement_officer.at_work():
        workers, homes = queries.counts(concerned())
    assert (workers.side, workers.concerned, workers.begun, workers.whole) == (WORKER, 2, 1, 1)
    assert (homes.side, homes.concerned, homes.begun, homes.whole) == (HOUSEHOLD, 1, 1, 0)
    assert [(line.done, line.concerned) for line in workers.steps] == [(1, 2)] * 5
    client.force_login(world.user("territory_coordinator"))
    html = client.get(reverse("civic:counted")).content.decode()
    assert "à relire" in html and "Sur 2 personnes" in html


def test_a_household_reads_a_step_in_any_of_the_four_languages(world, client):
    client.force_login(world.household(user=True).user)
    address = reverse("civic:step", args=["household_contract"])
    assert "Être employeur chez soi" in client.get(address).content.decode()
    html = client.get(f"{address}?lire=ar").content.decode()
    assert "أن تكون صاحب عمل" in html and "Être employeur chez soi" in html
    done = client.post(f"{address}?lire=uk", answers("household_contract"), follow=True)
    assert "Бути роботодавцем" in done.content.decode()
