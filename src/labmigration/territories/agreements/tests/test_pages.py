"""The pages: from what the sources say to a text in force, signed on screen by a partner; what an observer reads."""

import pytest
from django.urls import reverse

from labmigration.access.roles import Role
from labmigration.territories.agreements.models import Agreement, Commitment, Contact, Partner

CODE = "marseille"


def url(name: str, *args: object) -> str:
    return reverse(f"agreements:{name}", args=[CODE, *args])


def test_a_coordinator_writes_a_text_that_a_partner_signs_on_screen(table, world, client):
    client.force_login(world.user(Role.TERRITORY_COORDINATOR))
    assert "Reprendre des sources" in client.get(url("home")).content.decode()
    assert client.post(url("take_from_sources")).status_code == 302
    html = client.get(url("home")).content.decode()
    assert "Reprendre des sources" not in html and "Protocole d’intention du 18/10/2022" in html
    protocol = Agreement.objects.get(source="S2")
    assert "rien de plus" in client.get(url("agreement", protocol.pk)).content.decode()
    assert client.get(url("agreement_file", protocol.pk, "fr")).status_code == 404

    assert client.post(url("add_partner"), {"name": "", "sort": "other"}).status_code == 422
    assert client.post(url("add_partner"), {"name": "Delta", "sort": "other", "roles": ["funds"]}).status_code == 302
    delta = Partner.objects.get(organisation__name="Delta")
    page = url("partner", delta.pk)
    assert client.post(page, {"name": "Léa Petit", "email": "pas une adresse"}).status_code == 422
    assert client.post(page, {"name": "Léa Petit", "email": "lea@example.org"}).status_code == 302
    assert "lea@example.org" in client.get(page).content.decode()

    sent = {"kind": "framework", "title": "Convention", "axes": "Former\nEmployer", "starts_on": "2026-03-10"}
    assert client.post(url("begin"), {**sent, "ends_on": "2026-01-01"}).status_code == 422
    assert client.post(url("begin"), {**sent, "ends_on": "2028-03-09"}).status_code == 302
    text = Agreement.objects.get(title="Convention")
    alpha = table.partners[0]
    chosen = {f"party_{delta.pk}": "on", f"party_{alpha.pk}": "on", f"signatory_{delta.pk}": "Léa Petit, directrice"}
    assert client.post(url("parties", text.pk), {**chosen, "version": text.version}).status_code == 302
    assert client.post(url("parties", text.pk), {**chosen, "version": text.version}).status_code == 409
    for party in text.parties.all():
        sent = {"party": party.pk, "text": f"{party} agit", "axis": "1", "indicator": "E3", "due_on": "2026-06-01"}
        assert client.post(url("promise", text.pk), {**sent, "indicator": "XX9"}).status_code == 422
        assert client.post(url("promise", text.pk), sent).status_code == 302
    promise = Commitment.objects.filter(party__agreement=text).first()
    assert promise.text in client.get(url("rewrite", promise.pk)).content.decode()
    assert client.get(url("agreement_file", text.pk, "en")).content.startswith(b"%PDF")
    assert client.post(url("propose", text.pk)).status_code == 302
    assert client.get(url("edit", text.pk)).status_code == 404
    text.refresh_from_db()

    party = text.parties.get(partner=delta)
    observer = table.observer(delta)
    client.force_login(observer.user)
    page = url("sign", party.pk)
    html = client.get(page).content.decode()
    assert "Léa Petit, directrice" in html and "Delta agit" in html
    assert client.post(page, {"fingerprint": text.fingerprint}).status_code == 422
    assert client.post(page, {"fingerprint": "autre", "agreed": "on"}).status_code == 409
    assert client.post(page, {"fingerprint": text.fingerprint, "agreed": "on"}).status_code == 302
    other = text.parties.get(partner=alpha)
    assert client.get(url("sign", other.pk)).status_code == 404
    assert client.post(url("propose", text.pk)).status_code == 404

    client.force_login(world.user(Role.TERRITORY_COORDINATOR))
    paper = {"signed_by": "M. Roux", "signed_on": "2026-03-10", "kept_at": "Classeur", "fingerprint": text.fingerprint}
    assert client.post(url("paper_signature", other.pk), paper).status_code == 302
    assert client.post(url("take_effect", text.pk)).status_code == 302
    assert client.post(url("close_commitment", promise.pk), {"words": "Fait"}).status_code == 302
    html = client.get(url("agreement", text.pk)).content.decode()
    assert "en vigueur" in html and "à l’écran" in html and "Fait" in html
    pdf = client.get(url("agreement_file", text.pk, "fr"))
    assert pdf["Content-Type"] == "application/pdf" and pdf["Cache-Control"] == "no-store"


def test_an_observer_reads_what_the_organisation_signed_and_nothing_else(table, elsewhere, client):
    text, draft = table.in_force(), table.drafted()
    party, outside = table.observer(table.partners[0]), table.observer(table.partners[2])
    Contact.objects.create(territory_id=CODE, partner=table.partners[0], name="Léa Petit", email="lea@example.org")
    client.force_login(party.user)
    html = client.get(url("home")).content.decode()
    assert str(text.pk) in html and str(draft.pk) not in html and "Commencer un texte" not in html
    assert client.get(url("agreement", draft.pk)).status_code == 404
    assert "Léa Petit" not in client.get(url("partner", table.partners[0].pk)).content.decode()
    client.force_login(outside.user)
    assert str(text.pk) not in client.get(url("home")).content.decode()
    assert client.get(url("agreement", text.pk)).status_code == 404
    client.force_login(elsewhere.user(Role.PARTNER_OBSERVER))
    assert client.get(url("home")).status_code == 404
    client.force_login(elsewhere.user(Role.PROGRAMME_ADMIN))  # national: reads everywhere, writes nowhere
    assert client.get(url("agreement", text.pk)).status_code == 200
    assert client.post(url("amend", text.pk)).status_code == 404


@pytest.mark.parametrize("text", ["protocol", "framework"])
@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_empty_templates_print_in_both_languages(world, on_a_tuesday, client, text, language):
    client.force_login(world.user(Role.TERRITORY_COORDINATOR))
    answer = client.get(url("empty_template", text, language))
    assert answer.content.startswith(b"%PDF") and b"pdfuaid" in answer.content
    assert client.get(url("empty_template", text, "uk")).status_code == 404
