"""The terms of contracts: level and least pay, trial, rest over all homes, changes by both, a licence withdrawn."""

from datetime import date
from decimal import Decimal

import pytest
from django.test import Client
from django.urls import reverse

from labmigration import clock
from labmigration.access.gate import Conflict, Refused
from labmigration.pathway.employment import actions, change_actions, queries
from labmigration.pathway.employment.licence_actions import withdraw_licence
from labmigration.pathway.employment.models import Contract
from labmigration.pathway.employment.sweeping import apply_changes
from labmigration.pathway.employment.tests.scenes import START, TERMS, agree, drafted, licensed, signed
from labmigration.pathway.employment.working_time import first_overlap, longest_rest
from labmigration.pathway.matching.models import HouseholdNeed
from labmigration.pathway.matching.tests.scenes import both
from labmigration.pathway.reception.models import Referral

AUGUST = date(2026, 8, 31)


@pytest.fixture
def agreement(world, on_a_tuesday):
    with world.placement_officer.at_work():
        yield agree(world)


def running(world, agreement, **changes):
    """A contract that began on its first day."""
    contract = signed(world, agreement, contract=drafted(world, agreement, **changes))
    with clock.at(date(2026, 4, 2)):
        actions.start(contract, actor=world.placement_officer, first_paid_on=START)
    return contract


def test_who_is_cared_for_sets_the_level_and_the_least_pay(world, agreement):
    HouseholdNeed.objects.filter(pk=agreement.need_id).update(cared_for=["disabled_child"])
    agreement.need.refresh_from_db()
    with pytest.raises(Refused, match="ne peut pas être sous IV.*handicapé.*art. 2.3"):
        drafted(world, agreement, level="III", level_reason="Petites heures")
    with pytest.raises(Refused, match="12,70 € brut de l’heure, niveau IV"):
        drafted(world, agreement, gross_hourly=Decimal("12.69"))
    with pytest.raises(Refused, match="écrivez pourquoi"):
        drafted(world, agreement, level="V")
    contract = drafted(world, agreement, level="V", level_reason="Expérience longue")
    assert (contract.level, contract.level_why, contract.level_reason) == ("V", "disabled_child", "Expérience longue")
    actions.correct(contract, actor=world.placement_officer, version=1, **TERMS, weekly_hours=Decimal(12))
    contract.refresh_from_db()
    assert (contract.level, contract.level_reason) == ("IV", "")


def test_the_minimum_wage_lifts_the_lowest_level(world, agreement):
    HouseholdNeed.objects.filter(pk=agreement.need_id).update(occupation="family_assistant")
    agreement.need.refresh_from_db()
    terms = {"starts_on": date(2026, 6, 15), "route": "cesu"}
    with pytest.raises(Refused, match="12,31"):
        drafted(world, agreement, gross_hourly=Decimal("12.30"), **terms)
    assert drafted(world, agreement, gross_hourly=Decimal("12.31"), **terms).level == "I"


def test_a_trial_period_ends_counts_from_the_first_paid_day_and_renews_once(world, agreement):
    contract = drafted(world, agreement)
    assert contract.trial_ends_on == date(2026, 4, 30)
    signed(world, agreement, contract=contract)
    with clock.at(date(2026, 4, 7)):
        actions.start(contract, actor=world.placement_officer, first_paid_on=date(2026, 4, 6))
        assert contract.trial_ends_on == date(2026, 5, 5)
        assert list(queries.trials_ending(world.placement_officer, date(2026, 5, 5))) == [contract]
        actions.renew_trial(contract, actor=world.placement_officer)
        assert contract.trial_ends_on == date(2026, 6, 5)
        with pytest.raises(Conflict, match="déjà renouvelée"):
            actions.renew_trial(contract, actor=world.placement_officer)


def test_a_fixed_term_has_no_trial_that_we_would_invent(world, agreement):
    contract = drafted(world, agreement, kind="cdd")
    assert contract.trial_ends_on is None
    with pytest.raises(Refused, match="ne se renouvelle pas"):
        actions.renew_trial(contract, actor=world.placement_officer)


@pytest.mark.parametrize(
    ("slots", "hours"),
    [
        ([], 168),
        ([[0, 480, 720]], 164),
        ([[day, 480, 1080] for day in range(7)], 14),
        ([[day, 480, 1080] for day in range(6)], 38),
        ([[5, 1320, 1440], [6, 0, 360], [0, 480, 720]], 130),
    ],
)
def test_the_longest_rest_runs_over_sunday_night(slots, hours):
    assert longest_rest(slots) == hours * 60


def test_two_homes_at_the_same_hour_and_a_week_without_rest_are_told(world, agreement):
    contract = drafted(world, agreement)
    every_day = [[day, 600, 660] for day in range(7)]
    week = queries.week_with(contract.pathway, occupation="childcare_provider", on=START, slots=every_day)
    assert "35\u00a0h de repos" in week.says
    assert "même heure : lundi, 10\u00a0h à 11\u00a0h" in week.says
    own_home = queries.week_with(contract.pathway, occupation="childminder", on=START, slots=every_day)
    assert "même heure" not in own_home.says, "a childminder receives several children at once"
    assert first_overlap([[0, 480, 720], [0, 720, 800]]) is None


def test_a_change_holds_from_its_day_once_both_have_agreed(world, agreement):
    contract = running(world, agreement)
    person, household = both(agreement)
    new = {"weekly_hours": Decimal(20), "gross_hourly": Decimal("13.50"), "effective_on": date(2026, 5, 1)}
    with clock.at(date(2026, 4, 10)):
        with pytest.raises(Refused, match="Au moins 12,51"):
            change_actions.propose_change(contract, actor=household, **{**new, "gross_hourly": Decimal(12)})
        with pytest.raises(Refused, match="art. 134"):
            change_actions.propose_change(contract, actor=household, **{**new, "weekly_hours": Decimal(51)})
        with pytest.raises(Refused, match="passé"):
            change_actions.propose_change(contract, actor=household, **{**new, "effective_on": date(2026, 4, 9)})
        change = change_actions.propose_change(contract, actor=household, words="Rentrée", **new)
        with pytest.raises(Conflict, match="attend déjà"):
            change_actions.propose_change(contract, actor=person, **{**new, "weekly_hours": Decimal(18)})
        with pytest.raises(Refused, match="Seuls"):
            change_actions.agree_change(change, actor=world.placement_officer)
        change_actions.agree_change(change, actor=person)
        with pytest.raises(Conflict, match="déjà répondu"):
            change_actions.agree_change(change, actor=household)
        assert change.state == "agreed"
        assert apply_changes() == 0, "its day has not come"
    assert Contract.objects.get(pk=contract.pk).weekly_hours == 12
    with clock.at(date(2026, 5, 1)):
        assert (apply_changes(), apply_changes()) == (1, 0)
    contract.refresh_from_db()
    assert (contract.weekly_hours, contract.gross_hourly) == (20, Decimal("13.50"))
    change.refresh_from_db()
    assert (change.state, change.hours_before) == ("applied", 12)


def test_a_change_refused_or_overtaken_by_the_end_leaves_the_contract_as_it_is(world, agreement):
    contract = running(world, agreement)
    person, household = both(agreement)
    new = {"weekly_hours": Decimal(20), "gross_hourly": Decimal("13.20")}
    with clock.at(AUGUST):
        first = change_actions.propose_change(contract, actor=household, effective_on=AUGUST, **new)
        change_actions.refuse_change(first, actor=person)
        second = change_actions.propose_change(contract, actor=person, effective_on=date(2026, 9, 15), **new)
        actions.end(contract, actor=world.placement_officer, ended_on=AUGUST, cause="resigned")
        second.refresh_from_db()
        assert second.state == "refused"
        with pytest.raises(Conflict):
            change_actions.agree_change(second, actor=household)
    assert Contract.objects.get(pk=contract.pk).weekly_hours == 12


def test_without_a_licence_seen_no_childminder_has_a_contract_and_its_withdrawal_ends_them(world, on_a_tuesday):
    with world.placement_officer.at_work():
        agreement = agree(world, occupation="childminder")
        with pytest.raises(Refused, match="agrément"):
            drafted(world, agreement)
        licensed(world, agreement.pathway, until=date(2026, 4, 15))
        with pytest.raises(Refused, match="finit avant le premier jour"):
            drafted(world, agreement, starts_on=date(2026, 4, 16))
        contract = running(world, agreement)
        assert (contract.level, contract.trial_ends_on) == ("", date(2026, 6, 30))
        licence = licensed(world, agreement.pathway)
        second = agree(world, pathway=agreement.pathway, occupation="childminder")
        draft = drafted(world, second, starts_on=date(2026, 9, 7))
        with clock.at(AUGUST):
            with pytest.raises(Refused, match="pas encore venu"):
                withdraw_licence(licence, actor=world.placement_officer, withdrawn_on=date(2026, 9, 1))
            assert withdraw_licence(licence, actor=world.placement_officer, withdrawn_on=AUGUST) == 2
        contract.refresh_from_db()
        draft.refresh_from_db()
        assert (contract.state, contract.end_cause, contract.ended_on) == ("ended", "licence_withdrawn", AUGUST)
        assert draft.state == "cancelled"
        second.need.refresh_from_db()
        assert second.need.state == "open"


def test_a_title_that_ends_between_proposal_and_contract_is_told_without_its_reason_to_the_household(
    world, client: Client, on_a_tuesday
):
    with world.placement_officer.at_work():
        agreement = agree(world, papers={"valid_until": date(2026, 4, 10)})
        contract = drafted(world, agreement)
        actions.check_right_to_work(contract, actor=world.advisor)
        for actor in both(agreement):
            actions.sign(contract, actor=actor)
        Referral.objects.filter(pathway=agreement.pathway).update(valid_until=date(2026, 3, 20))
        with clock.at(date(2026, 4, 2)), pytest.raises(Refused, match="vérification du droit au travail manque"):
            actions.start(contract, actor=world.placement_officer, first_paid_on=START)
    client.force_login(both(agreement)[1].user)
    with clock.at(date(2026, 4, 2)):
        path = reverse("employment:start", args=[contract.pk])
        page = client.post(path, {"first_paid_on": "2026-04-01"}).content.decode()
    assert "le conseil s’en occupe" in page
    assert "2026-03-20" not in page
    assert "titre" not in page.split("<main")[1]


def test_each_side_has_its_copy_and_answers_a_change_on_its_telephone(world, agreement, client: Client):
    contract = running(world, agreement)
    person, household = both(agreement)
    client.force_login(household.user)
    sent = {"effective_on": "2026-05-01", "weekly_hours": "14", "gross_hourly": "13.20", "words": "Mercredi"}
    with clock.at(date(2026, 4, 10)):
        path = reverse("employment:propose_change", args=[contract.pk])
        assert client.post(path, {**sent, "effective_on": "2026-04-01"}).status_code == 422
        assert client.post(path, sent).url == reverse("matching:own_household")
        copy = client.get(reverse("employment:copy", args=[contract.pk]))
        client.force_login(person.user)
        page = client.get(reverse("employment:own")).content.decode()
        assert "heures par semaine : 12\u00a0h → 14\u00a0h" in page
        change = queries.changes_of(person, [contract])[contract.pk][0]
        client.post(reverse("employment:agree_change", args=[change.pk]))
        assert "accord des deux côtés" in client.get(reverse("employment:own")).content.decode()
        hers = client.get(reverse("employment:copy", args=[contract.pk]))
    for answer in (copy, hers):
        assert answer["Content-Type"] == "application/pdf"
        assert answer.content.startswith(b"%PDF")
    client.force_login(world.user("advisor", another=True))
    assert client.get(reverse("employment:copy", args=[contract.pk])).status_code == 404


def test_after_the_agreement_the_household_is_reminded_of_what_to_do_before_hiring(world, agreement, client: Client):
    client.force_login(both(agreement)[1].user)
    with clock.at(date(2026, 3, 20)):
        page = client.get(reverse("matching:own_household")).content.decode()
        assert "Ouvrir mon compte d’employeur" in page
        assert reverse("matching:employ", args=[agreement.need_id]) in page
    with clock.at(AUGUST):
        assert "Ouvrir mon compte" not in client.get(reverse("matching:own_household")).content.decode()
