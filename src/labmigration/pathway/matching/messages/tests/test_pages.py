"""The pages of messages: hers in her language, the household's, the officer's only while a report waits."""

import pytest
from django.test import Client
from django.urls import reverse

from labmigration.pathway.matching.messages import actions
from labmigration.pathway.matching.messages.models import Exchange, MessageReport, RelayedMessage
from labmigration.pathway.matching.messages.tests.scenes import speaking
from labmigration.pathway.matching.placement.tests.test_wishes import signed_in
from labmigration.pathway.matching.tests.scenes import both
from labmigration.timeline.models import FileOpening

pytestmark = pytest.mark.usefixtures("on_a_tuesday")


@pytest.fixture
def introduction(world):
    with world.placement_officer.at_work():
        yield speaking(world)


def test_she_chooses_a_sentence_fills_it_in_and_the_household_reads_answers_and_says_that_it_has_read(introduction):
    her, home = both(introduction)
    hers, theirs = signed_in(her.user), signed_in(home.user)
    thread = reverse("matching:messages", args=[introduction.pk])
    assert thread in hers.get(reverse("matching:own")).content.decode()
    phrase = reverse("matching:write_message", args=[introduction.pk, "meet_can"])
    assert phrase in hers.get(thread).content.decode()
    wrong = hers.post(phrase, {"day": "2026-03-01", "time": "10:00"})
    assert wrong.status_code == 422 and "Ce jour est passé" in wrong.content.decode()
    assert hers.post(phrase, {"day": "2026-03-12", "time": "10:00"}).url == thread
    assert "Un message vous attend" in theirs.get(reverse("matching:own_household")).content.decode()
    page = theirs.get(thread).content.decode()
    assert "Je peux vous rencontrer le jeudi 12" in page and "Amina" in page and "Zyxname" not in page
    assert not FileOpening.objects.exists()
    until = Exchange.objects.get().last_at.isoformat()
    theirs.post(reverse("matching:note_read", args=[introduction.pk]), {"until": until})
    assert "Un message vous attend" not in theirs.get(reverse("matching:own_household")).content.decode()
    assert theirs.get(reverse("matching:write_message", args=[introduction.pk, "cannot_ill"])).status_code == 404
    assert theirs.get(reverse("matching:write_message", args=[introduction.pk, "gone"])).status_code == 404


def test_free_words_that_are_held_back_stay_in_the_form_with_the_reason_at_the_place(introduction):
    her, home = both(introduction)
    path = reverse("matching:write_message", args=[introduction.pk, "libre"])
    page = signed_in(her.user).post(path, {"words": "Mon numéro : 06 39 98 12 34"})
    told = page.content.decode()
    assert page.status_code == 422
    assert "un numéro de téléphone" in told and "06 39 98 12 34" in told
    assert not RelayedMessage.objects.exists()
    assert signed_in(her.user).post(path, {"words": "<b>Salut</b>"}).status_code == 302
    thread = signed_in(home.user).get(reverse("matching:messages", args=[introduction.pk])).content.decode()
    assert "&lt;b&gt;Salut" in thread and "pas traduit" in thread


def test_only_a_report_opens_the_messages_to_the_officer_and_her_reading_is_written_down(
    world, elsewhere, introduction
):
    her, home = both(introduction)
    said = actions.write(introduction, actor=home, words="Zyxsaid")
    officer = Client()
    officer.force_login(world.user("placement_officer"))
    assert officer.get(reverse("matching:messages", args=[introduction.pk])).status_code == 404
    assert "Zyxsaid" not in officer.get(reverse("matching:of_pathway", args=[introduction.pathway_id])).content.decode()
    form = reverse("matching:report_messages", args=[introduction.pk])
    client = signed_in(her.user)
    assert "Zyxsaid" in client.get(f"{form}?message={said.pk}").content.decode()
    assert client.post(form, {"words": "Zyxwhy"}).status_code == 422
    client.post(form, {"reason": "disrespect", "words": "Zyxwhy", "message": str(said.pk)})
    theirs = signed_in(home.user).get(reverse("matching:messages", args=[introduction.pk])).content.decode()
    assert "en pause" in theirs and "Zyxwhy" not in theirs and "La mise en relation lit ces messages" not in theirs
    path = reverse("matching:handle_report", args=[MessageReport.objects.get().pk])
    assert path in officer.get(reverse("desk:placement")).content.decode()
    for user in (world.user("advisor"), elsewhere.user("placement_officer"), her.user, home.user):
        other = Client()
        other.force_login(user)
        assert other.get(path).status_code == 404
    page = officer.get(path).content.decode()
    assert "Zyxsaid" in page and "Zyxwhy" in page
    assert FileOpening.objects.filter(page="matching.handle_report", reader=world.user("placement_officer")).exists()
    assert officer.post(path, {"answer": "Appelé."}).status_code == 422
    officer.post(path, {"answer": "Appelé.", "then": "open"})
    assert "Zyxsaid" not in officer.get(path).content.decode()
    assert "Appelé." in client.get(reverse("matching:messages", args=[introduction.pk])).content.decode()


def test_a_stranger_finds_nothing_and_who_comes_too_early_or_too_late_is_told(world, introduction):
    her, home = both(introduction)
    stranger = world.household(user=True)
    routes = ("messages", "report_messages")
    for name in routes:
        assert signed_in(stranger.user).get(reverse(f"matching:{name}", args=[introduction.pk])).status_code == 404
    actions.write(introduction, actor=home, words="Zyxsaid")
    client = signed_in(her.user)
    client.post(reverse("matching:close_messages", args=[introduction.pk]))
    page = client.get(reverse("matching:messages", args=[introduction.pk])).content.decode()
    assert "Rouvrir les messages" in page and "Zyxsaid" in page
    client.post(reverse("matching:reopen_messages", args=[introduction.pk]))
    client.post(reverse("matching:decline", args=[introduction.pk]))
    page = client.get(reverse("matching:messages", args=[introduction.pk])).content.decode()
    assert "terminée" in page and "Zyxsaid" not in page
    write = reverse("matching:write_message", args=[introduction.pk, "thanks"])
    assert client.post(write).url == reverse("matching:messages", args=[introduction.pk])
