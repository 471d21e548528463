"""Texts: drafted by several hands, proposed, signed once each, in force, amended, left by a party."""

from datetime import date, timedelta

import pytest

from labmigration import clock
from labmigration.access.gate import Conflict, Refused
from labmigration.access.roles import Role
from labmigration.territories.agreements import commitment_actions, partner_actions, queries, signing, text_actions
from labmigration.territories.agreements.models import Agreement, Commitment, Signature
from labmigration.territories.agreements.tests.conftest import DAY


def test_two_people_who_edit_one_draft_do_not_overwrite_each_other(table):
    agreement = table.drafted()
    shown = agreement.version
    told = {"title": "Un", "purpose": "", "axes": ["Former"], "starts_on": DAY, "ends_on": None}
    text_actions.edit(agreement, actor=table.coordinator, version=shown, **told)
    with pytest.raises(Conflict):
        text_actions.edit(agreement, actor=table.coordinator, version=shown, **{**told, "title": "Deux"})
    # A commitment written meanwhile changes what the text says, too: it can't be proposed as it was read.
    read = Agreement.objects.get(pk=agreement.pk)
    commitment_actions.promise(read.parties.all()[0], actor=table.coordinator, text="Encore", due_on=DAY)
    with pytest.raises(Conflict):
        text_actions.propose(read, actor=table.coordinator)
    assert Agreement.objects.get(pk=agreement.pk).title == "Un"


def test_an_axis_that_carries_commitments_is_not_taken_away(table):
    agreement = table.drafted()
    party = agreement.parties.all()[0]
    commitment_actions.promise(party, actor=table.coordinator, text="Embaucher", axis=1, due_on=DAY)
    agreement.refresh_from_db()
    told = {"title": "Un", "purpose": "", "axes": ["Former"], "starts_on": DAY, "ends_on": None}
    with pytest.raises(Refused):
        text_actions.edit(agreement, actor=table.coordinator, version=agreement.version, **told)


def test_a_text_is_proposed_whole(table):
    alone = table.drafted(parties=1)
    with pytest.raises(Refused, match="deux parties"):
        text_actions.propose(alone, actor=table.coordinator)
    silent = table.drafted()
    Commitment.objects.filter(party=silent.parties.all()[1]).delete()
    with pytest.raises(Refused, match="Bêta"):
        text_actions.propose(silent, actor=table.coordinator)
    for day in ("starts_on", "ends_on"):
        undated = table.drafted(kind="protocol")
        Agreement.objects.filter(pk=undated.pk).update(**{day: None})
        undated.refresh_from_db()
        with pytest.raises(Refused, match="jusqu’à quand"):
            text_actions.propose(undated, actor=table.coordinator)


def test_each_party_signs_once_and_the_last_signature_concludes(table):
    agreement = table.proposed()
    alpha, beta = agreement.parties.all()
    observer = table.observer(table.partners[0])
    words = agreement.fingerprint
    signing.sign_on_screen(alpha, actor=observer, fingerprint=words)
    with pytest.raises(Conflict, match="déjà signé"):
        signing.sign_on_screen(alpha, actor=observer, fingerprint=words)
    with pytest.raises(Refused):
        signing.sign_on_screen(beta, actor=observer, fingerprint=words)
    paper = {"signed_by": "La direction", "kept_at": "Classeur"}
    with pytest.raises(Refused, match="à venir"):
        signing.record_paper_signature(
            beta, actor=table.coordinator, fingerprint=words, signed_on=DAY + timedelta(days=1), **paper
        )
    signing.record_paper_signature(beta, actor=table.coordinator, fingerprint=words, signed_on=DAY, **paper)
    agreement.refresh_from_db()
    assert (agreement.state, agreement.signed_on) == ("signed", DAY)


def test_words_taken_up_again_are_signed_anew_and_nobody_signs_what_changed_meanwhile(table):
    agreement = table.proposed()
    table.sign(agreement, but=1)
    words = agreement.fingerprint
    text_actions.reopen(agreement, actor=table.coordinator)
    party = agreement.parties.all()[1]
    commitment_actions.promise(party, actor=table.coordinator, text="Autre chose", due_on=DAY)
    agreement.refresh_from_db()
    text_actions.propose(agreement, actor=table.coordinator)
    assert agreement.fingerprint != words and queries.signatures_of(agreement) == []
    with pytest.raises(Conflict):
        signing.record_paper_signature(
            party, actor=table.coordinator, fingerprint=words, signed_on=DAY, signed_by="x", kept_at="y"
        )
    assert Signature.objects.count() == 1  # what was signed before is not forgotten


def test_an_amendment_leaves_the_old_text_in_force_until_it_takes_effect(table):
    old = table.in_force()
    kept = Commitment.objects.filter(party__agreement=old).first()
    new = text_actions.amend(old, actor=table.coordinator)
    with pytest.raises(Conflict):
        text_actions.amend(Agreement.objects.get(pk=old.pk), actor=table.coordinator)
    commitment_actions.keep(kept, actor=table.coordinator, proof="Liste d’émargement")
    text_actions.propose(new, actor=table.coordinator)
    table.sign(new)
    assert {each.pk for each in queries.in_force("marseille", DAY)} == {old.pk}
    text_actions.take_effect(new, actor=table.coordinator)
    old.refresh_from_db()
    assert (old.state, new.state, new.edition) == ("replaced", "in_force", 2)
    carried = Commitment.objects.get(party__agreement=new, taken_from=kept)
    assert (carried.state, carried.proof) == ("kept", "Liste d’émargement")
    with clock.at(DAY + timedelta(days=1)):
        assert {each.pk for each in queries.in_force("marseille", clock.today())} == {new.pk}


def test_a_text_takes_effect_on_its_day_and_an_abandoned_amendment_may_be_begun_again(table):
    agreement = table.proposed()
    table.sign(agreement)
    Agreement.objects.filter(pk=agreement.pk).update(starts_on=DAY + timedelta(days=3))
    agreement.refresh_from_db()
    with pytest.raises(Refused):
        text_actions.take_effect(agreement, actor=table.coordinator)
    with clock.at(DAY + timedelta(days=3)):
        text_actions.take_effect(agreement, actor=table.coordinator)
        agreement.refresh_from_db()
        first = text_actions.amend(agreement, actor=table.coordinator)
        text_actions.abandon(first, actor=table.coordinator, reason="Trop tôt")
        agreement.refresh_from_db()
        assert text_actions.amend(agreement, actor=table.coordinator).edition == 2


def test_a_party_that_withdraws_takes_its_open_commitments_with_it(table):
    agreement = table.in_force(parties=3)
    alpha, beta, _gamma = agreement.parties.all()
    done = beta.commitments.get()
    commitment_actions.keep(done, actor=table.coordinator, proof="Fait")
    more = {"actor": table.coordinator, "reason": "Plus de budget"}
    signing.withdraw_party(beta, **more)
    signing.withdraw_party(alpha, **more)
    with pytest.raises(Conflict):
        signing.withdraw_party(alpha, **more)
    assert alpha.commitments.get().state == "released" and "budget" in alpha.commitments.get().proof
    assert beta.commitments.get().state == "kept"
    agreement.refresh_from_db()
    new = text_actions.amend(agreement, actor=table.coordinator)
    assert [party.partner.name for party in new.parties.all()] == ["Gamma"]


def test_what_is_late_is_of_texts_in_force_and_says_so_from_the_day_after(table):
    table.proposed()
    table.in_force()
    with clock.at(date(2026, 6, 1)):
        assert queries.late_commitments("marseille") == []
    with clock.at(date(2026, 6, 2)):
        late = queries.late_commitments("marseille")
        assert len(late) == 2 and all(each.late for each in late)
        commitment_actions.release(late[0], actor=table.coordinator, reason="Autre priorité")
        assert len(queries.late_commitments("marseille")) == 1


def test_a_text_whose_last_day_has_passed_says_so_while_nobody_ended_it(table):
    agreement = table.in_force()
    agreement.ends_on = DAY
    assert not agreement.over
    with clock.at(DAY + timedelta(days=1)):
        assert agreement.over
        text_actions.end(agreement, actor=table.coordinator, reason="Arrivée à son terme")
        assert not agreement.over and agreement.ended_on == clock.today()


def test_the_protocol_of_the_sources_has_its_day_and_its_parties_and_nothing_more(table):
    taken = partner_actions.take_sourced_partners("marseille", actor=table.coordinator)
    assert len(taken) == 9 and partner_actions.take_sourced_partners("marseille", actor=table.coordinator) == []
    protocol = text_actions.take_protocol_from_sources("marseille", actor=table.coordinator)
    assert (protocol.signed_on, protocol.source, protocol.state) == (date(2022, 10, 18), "S2", "signed")
    assert protocol.parties.count() == 9 and protocol.axes == [] and protocol.in_force_on is None
    assert not Commitment.objects.filter(party__agreement=protocol).exists() and queries.signatures_of(protocol) == []
    with pytest.raises(Refused):
        text_actions.take_effect(protocol, actor=table.coordinator)
    with pytest.raises(Refused):
        text_actions.take_protocol_from_sources("marseille", actor=table.coordinator)


def test_nobody_of_elsewhere_writes_or_reads_here(table, elsewhere):
    agreement = table.in_force()
    stranger = elsewhere.territory_coordinator
    with pytest.raises(Conflict):
        text_actions.end(agreement, actor=stranger, reason="x")
    with pytest.raises(Refused):
        partner_actions.add_partner("marseille", actor=stranger, name="Delta", sort="other")
    with pytest.raises(Refused):
        signing.sign_on_screen(
            agreement.parties.all()[0], actor=elsewhere.actor(Role.PARTNER_OBSERVER), fingerprint=agreement.fingerprint
        )
