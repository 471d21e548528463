"""The directory: no partner twice, two files put together with all that hangs on them, contacts sealed."""

import pytest
from django.db import connection

from labmigration.access.gate import Conflict, Refused
from labmigration.access.models import RoleGrant
from labmigration.territories.agreements import partner_actions, queries, text_actions
from labmigration.territories.agreements.models import Contact, Partner


def test_a_partner_stands_once_and_an_organisation_at_work_here_is_taken_up(table, world):
    with pytest.raises(Refused, match="déjà"):
        partner_actions.add_partner("marseille", actor=table.coordinator, name="  alpha ", sort="other")
    provider = world.organisation("training_provider")
    taken = partner_actions.add_partner("marseille", actor=table.coordinator, name=provider.name, sort="company")
    assert taken.organisation_id == provider.pk


def test_two_people_who_correct_one_file_do_not_overwrite_each_other(table):
    alpha = table.partners[0]
    told = {"sort": "state", "roles": ["funds"], "note": ""}
    partner_actions.edit_partner(alpha, actor=table.coordinator, version=1, name="Alpha A", **told)
    with pytest.raises(Conflict):
        partner_actions.edit_partner(alpha, actor=table.coordinator, version=1, name="Alpha B", **told)
    with pytest.raises(Refused, match="réunissez"):
        partner_actions.edit_partner(alpha, actor=table.coordinator, version=2, name="Gamma", **told)
    assert Partner.objects.get(pk=alpha.pk).name == "Alpha A"


def test_two_files_of_one_partner_become_one_with_texts_contacts_and_observers(table):
    alpha, beta, gamma = table.partners
    observer = table.observer(beta)
    partner_actions.add_contact(beta, actor=table.coordinator, name="Léa Petit", email="lea@example.org")
    apart = text_actions.draft("marseille", actor=table.coordinator, kind="protocol", title="P", parties=[beta, gamma])
    both = text_actions.draft("marseille", actor=table.coordinator, kind="protocol", title="Q", parties=[alpha, gamma])
    with pytest.raises(Refused):
        partner_actions.merge_partners(gamma, into=alpha, actor=table.coordinator)
    partner_actions.merge_partners(beta, into=alpha, actor=table.coordinator)
    assert {party.partner.name for party in apart.parties.all()} == {"Alpha", "Gamma"}
    assert both.parties.count() == 2 and alpha.contacts.get().email == "lea@example.org"
    assert [each.name for each in queries.observers_of([alpha])[alpha.pk]] == [observer.user.name]
    assert RoleGrant.objects.get(user=observer.user).organisation_id == alpha.organisation_id
    assert [each.name for each in queries.partners_of("marseille")] == ["Alpha", "Gamma"]
    with pytest.raises(Conflict):
        partner_actions.merge_partners(beta, into=gamma, actor=table.coordinator)


def test_a_contact_is_sealed_and_goes_when_taken_away(table):
    contact = partner_actions.add_contact(
        table.partners[0], actor=table.coordinator, name="Léa Petit", email="lea@example.org", phone="+33639980001"
    )
    with connection.cursor() as cursor:
        cursor.execute("SELECT email, phone FROM agreements_contact")
        assert "lea" not in str(cursor.fetchall())
    partner_actions.remove_contact(contact, actor=table.coordinator)
    assert not Contact.objects.exists()
    with pytest.raises(Conflict):
        partner_actions.remove_contact(contact, actor=table.coordinator)
