"""She reads and answers behind a link, in her language beside French, once; staff and others can't answer for her."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from labmigration import clock
from labmigration.access.gate import Refused
from labmigration.links.models import SignedLink
from labmigration.notices.letters import fits
from labmigration.notices.models import OutboxMessage
from labmigration.pathway.prescription import actions
from labmigration.pathway.prescription.tests.invented_plans import PLAN


@pytest.fixture
def link(world, proposed):
    """The path of a link that was given for the version that waits."""
    with world.advisor.at_work():
        return "/" + actions.give_link(proposed, actor=world.advisor).split("/", 3)[3]


@pytest.fixture
def telephone(link):
    """Her telephone, which has opened the link."""
    telephone = Client()
    assert telephone.get(link).status_code == 200
    assert telephone.post(link).status_code == 302
    return telephone


def fresh(world, prescription):
    with world.advisor.at_work():
        prescription.refresh_from_db()
        prescription.pathway.refresh_from_db()
    return prescription


def test_the_advisor_shows_a_square_and_an_address(world, proposed, client):
    client.force_login(world.user("advisor"))
    shown = client.post(reverse("prescription:give_link", args=[proposed.pk])).content.decode()
    assert "<svg" in shown
    assert "/l/" in shown or "lien" in shown
    with world.advisor.at_work():
        assert SignedLink.objects.get(subject_id=str(proposed.pk)).purpose == actions.LINK


def test_she_reads_then_signs_and_a_place_in_training_is_next(world, proposed, telephone, link):
    shown = telephone.get(link).content.decode()
    assert "Je suis d’accord, je signe" in shown
    assert "Parler et comprendre le français du travail" in shown
    telephone.post(link, {"answer": "yes"})
    after = telephone.get(link).content.decode()
    assert "Votre formation est signée" in after
    assert "Je suis d’accord, je signe" not in after
    signed = fresh(world, proposed)
    assert (signed.state, signed.pathway.next_step) == ("signed", "training.enrol")


def test_proposing_sends_the_link_and_the_advisor_sends_it_again_a_minute_later(world, proposed, client):
    client.force_login(world.user("advisor"))
    plan, send = (reverse(f"prescription:{name}", args=[proposed.pk]) for name in ("plan", "send_link"))
    assert "Le lien est parti" in client.post(send, follow=True).content.decode()
    first = OutboxMessage.objects.get(pathway_id=proposed.pathway_id)
    assert "/l/" in first.body and "Lab" not in first.body and fits(first.body)
    assert "pas encore ouvert" in client.get(plan).content.decode()
    assert client.post(send).status_code == 409
    opened = "/l/" + first.body.split("/l/")[1].split()[0]
    assert Client().get(opened).status_code == 200
    with clock.at(clock.now() + timedelta(minutes=2)):
        client.post(send)
        assert OutboxMessage.objects.filter(pathway_id=proposed.pathway_id).count() == 2
        assert Client().get(opened).status_code == 410
    with clock.at(clock.now() + timedelta(days=20)):
        second = OutboxMessage.objects.order_by("-written_at").first().body
        gone = Client().get("/l/" + second.split("/l/")[1].split()[0])
        assert gone.status_code == 410 and "trop ancien" in gone.content.decode()
        client.force_login(world.user("advisor"))
        assert "ne s’ouvre plus" in client.get(plan).content.decode()


def test_no_link_is_written_to_who_must_be_reached_with_care(world, proposed, client):
    with world.advisor.at_work():
        candidate = proposed.pathway.candidate
        candidate.safe_contact = True
        candidate.save()
    client.force_login(world.user("advisor"))
    answered = client.post(reverse("prescription:send_link", args=[proposed.pk]), follow=True).content.decode()
    assert "Aucun message ne peut lui porter un lien" in answered
    assert not OutboxMessage.objects.exists()


def test_she_may_say_no_with_words_or_without(world, proposed, telephone, link):
    telephone.post(link, {"answer": "no", "words": ""})
    assert fresh(world, proposed).state == "refused"
    assert "Vous n’avez pas été d’accord" in telephone.get(link).content.decode()


def test_looking_changes_nothing(world, proposed, telephone, link):
    telephone.get(link, {"answer": "yes"})
    assert fresh(world, proposed).state == "proposed"


def test_a_second_click_answers_nothing_anew(world, proposed, telephone, link):
    telephone.post(link, {"answer": "yes"})
    telephone.post(link, {"answer": "no", "words": "Non"})
    assert fresh(world, proposed).state == "signed"


def test_signing_behind_a_link_replaces_the_version_signed_before(world, proposed, herself):
    with herself.at_work():
        actions.sign(proposed, actor=herself)
    with world.advisor.at_work():
        second = actions.propose(actions.write(proposed.pathway, actor=world.advisor, plan=PLAN), actor=world.advisor)
        link = "/" + actions.give_link(second, actor=world.advisor).split("/", 3)[3]
    telephone = Client()
    telephone.post(link)
    telephone.post(link, {"answer": "yes"})
    assert (fresh(world, proposed).state, fresh(world, second).state) == ("superseded", "signed")


def test_a_version_taken_back_ends_its_link(world, proposed, telephone, link):
    with world.advisor.at_work():
        actions.take_back(proposed, actor=world.advisor)
    assert telephone.get(link).status_code == 410


def test_a_new_link_ends_the_one_before(world, proposed, telephone, link):
    with world.advisor.at_work():
        actions.give_link(proposed, actor=world.advisor)
    assert telephone.get(link).status_code == 410


def test_no_link_is_given_for_what_waits_for_nobody(world, proposed, herself):
    with herself.at_work():
        actions.sign(proposed, actor=herself)
    with world.advisor.at_work(), pytest.raises(Refused, match="n’attend pas de signature"):
        actions.give_link(proposed, actor=world.advisor)


def test_another_advisor_gives_no_link(world, proposed):
    other = world.actor("advisor", another=True)
    with other.at_work(), pytest.raises(Refused, match="n’attend pas de signature"):
        actions.give_link(proposed, actor=other)


def test_her_page_leads_to_another_advisor_and_to_a_contest(proposed, client):
    client.force_login(proposed.pathway.candidate.user)
    shown = client.get(reverse("prescription:own")).content.decode()
    assert reverse("privacy:ask", args=["other_advisor"]) in shown
    assert reverse("privacy:ask", args=["contest"]) in shown


@pytest.mark.parametrize("language", ["ar", "uk", "en"])
def test_she_reads_what_she_learns_in_her_language_beside_french(proposed, client, language):
    user = proposed.pathway.candidate.user
    user.language = language
    user.save()
    client.force_login(user)
    shown = client.get(reverse("prescription:own")).content.decode()
    words = {"ar": "الإسعافات الأولية في العمل", "uk": "Перша допомога на роботі", "en": "First aid at work"}
    assert words[language] in shown
    assert "Les premiers secours au travail" in shown


def test_her_paper_is_in_her_language_and_in_french(proposed, client):
    client.force_login(proposed.pathway.candidate.user)
    answer = client.get(reverse("prescription:own_pdf"))
    assert answer.content.startswith(b"%PDF")
    assert answer["Cache-Control"] == "no-store"


def test_there_is_no_paper_without_a_plan(pathway, client):
    client.force_login(pathway.candidate.user)
    assert client.get(reverse("prescription:own_pdf")).status_code == 404
