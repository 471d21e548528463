"""A household says at three months whether it is satisfied: asked once, answered once, by link or in its space."""

from datetime import date
from decimal import Decimal

from django.test import Client
from django.urls import reverse

from labmigration import clock
from labmigration.notices.models import OutboxMessage
from labmigration.pathway.employment.models import Contract
from labmigration.pathway.matching.models import HouseholdNeed, Introduction
from labmigration.pathway.questionnaires import queries
from labmigration.pathway.questionnaires.models import AskedWave, HouseholdQuestionnaire
from labmigration.pathway.questionnaires.sweeping import ask_in
from labmigration.pathway.questionnaires.tests.test_answering import signed_in

PAID, THREE = date(2026, 1, 31), date(2026, 4, 30)


def employed(world, pathway, household):
    need = HouseholdNeed.objects.create(
        territory_id="marseille", household=household, occupation="childcare_provider", starts_on=PAID
    )
    introduction = Introduction.objects.create(pathway=pathway, need=need, state="agreed", proposed_on=PAID)
    return Contract.objects.create(
        pathway=pathway,
        introduction=introduction,
        household=household,
        occupation="childcare_provider",
        weekly_hours=Decimal(20),
        gross_hourly=Decimal(13),
        route="pajemploi",
        starts_on=PAID,
        first_paid_on=PAID,
        state="active",
    )


def test_a_household_is_asked_at_three_months_and_answers_once(world, system):
    with world.advisor.at_work(), clock.at(PAID):
        pathway = world.person("employment", "employment.start")
        household = world.household(phone="+33639981277", user=True)
        contract = employed(world, pathway, household)
    for day in (date(2026, 4, 22), THREE, date(2026, 5, 3)):
        with clock.at(day):
            ask_in(system)
    with system.at_work(), clock.at(THREE):
        [row] = HouseholdQuestionnaire.objects.filter(contract=contract)
        # Her own waves at work are planned from the same first paid day.
        waves = AskedWave.objects.filter(pathway=pathway).values_list("wave", "counted_from")
        assert set(waves) == {("work_6", PAID), ("work_18", PAID)}
        body = OutboxMessage.objects.get(key=f"household_questionnaire|{row.pk}").body
        address = "/l/" + body.partition("/l/")[2].split()[0]
        owner = signed_in(household.user)
        assert "Êtes-vous satisfait" in owner.get(reverse("matching:own_household")).content.decode()
        phone = Client()
        phone.post(address)
        assert "du travail fait chez vous" in phone.get(address).content.decode()
        assert phone.post(address, {}).status_code in (200, 403)
        done = phone.post(address, {"satisfied": "very", "again": "yes"})
        assert "Nous lisons votre réponse" in done.content.decode()
        assert phone.get(address).status_code == 410
        again = owner.get(reverse("questionnaires:household", args=[row.pk])).content.decode()
        assert "déjà répondu" in again
        rows = queries.household_answers_of("marseille", THREE)
        assert [(each.wave, each.question, each.answer) for each in rows] == [
            ("household_3", "again", "yes"),
            ("household_3", "satisfied", "very"),
        ]
        assert queries.asked_of("marseille", THREE)["household_3"] == 1
