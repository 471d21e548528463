"""Agreements and contracts with which the tests of employment begin."""

from datetime import date
from decimal import Decimal

from labmigration import clock
from labmigration.pathway.employment import actions
from labmigration.pathway.employment.licence_actions import note_licence
from labmigration.pathway.matching import actions as matching
from labmigration.pathway.matching.tests.scenes import DAY_AFTER, MORNINGS, a_need, a_pair, both, reach
from labmigration.pathway.reception.models import Referral

AFTERNOONS = [[day, start + 360, end + 360] for day, start, end in MORNINGS]
START = date(2026, 4, 1)
TERMS = {"kind": "cdi", "gross_hourly": Decimal("13.20"), "route": "pajemploi", "starts_on": START}


def refer(pathway, **papers):
    """An admitted referral with a residence permit that allows work until 2030, unless `papers` say otherwise."""
    told = {"state": "admitted", "allows_work": True, "valid_until": date(2030, 1, 1), "grounds": []} | papers
    told |= {"referred_on": clock.today(), "judged_on": clock.today(), "rules_version": "x", "verdict": "eligible"}
    return Referral.objects.create(pathway=pathway, **told)


def agree(world, *, pathway=None, papers=None, occupation="childcare_provider"):
    """An introduction on which both sides have agreed, for a person whose papers allow work."""
    if pathway is None:
        pathway, need = a_pair(world, occupation=occupation)
        refer(pathway, **(papers or {}))
        if need.occupation != occupation:
            need = a_need(world, need.household, occupation=occupation)
    else:
        need = a_need(world, world.household(user=True), occupation=occupation, slots=AFTERNOONS)
    introduction = matching.introduce(pathway, need, actor=world.placement_officer)
    reach(introduction, "interview", world)
    with clock.at(max(clock.today(), DAY_AFTER)):
        for actor in both(introduction):
            matching.confirm(introduction, actor=actor)
    return introduction


def drafted(world, introduction, **changes):
    """A contract drawn up by the placement officer."""
    return actions.draft(introduction, actor=world.placement_officer, **{**TERMS, **changes})


def licensed(world, pathway, until=date(2030, 1, 1)):
    """The childminder's licence and insurance were seen."""
    return note_licence(pathway, actor=world.placement_officer, valid_until=until)


def signed(world, introduction, contract=None):
    """A contract that is checked and signed on both sides."""
    contract = contract or drafted(world, introduction)
    actions.check_right_to_work(contract, actor=world.advisor)
    for actor in both(introduction):
        actions.sign(contract, actor=actor)
    return contract
