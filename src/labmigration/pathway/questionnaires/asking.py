"""The only writer of what leaves: a message to her with a link, at most twice; one to each household at its wave."""

from collections.abc import Iterable
from datetime import date, timedelta

from django.db import IntegrityError, transaction

from labmigration import clock
from labmigration.access.actor import Actor
from labmigration.access.gate import claim
from labmigration.links import actions as links
from labmigration.pathway.employment.queries import Contract, contracts_running
from labmigration.pathway.follow_up.milestones import months_later
from labmigration.pathway.follow_up.queries import ContactTry
from labmigration.pathway.household_letters import end_of, write_to_household
from labmigration.pathway.orientation.messages import channels_of
from labmigration.pathway.orientation.one_message import Fate, Message, can_be_told, tell
from labmigration.pathway.orientation.words import language_for
from labmigration.pathway.questionnaires import states, words
from labmigration.pathway.questionnaires.models import AskedWave, HouseholdQuestionnaire
from labmigration.programme.codebook import HOUSEHOLD, Wave, codebook
from labmigration.timeline.models import Event

#: Days between two messages to one person, about questionnaires or a follow-up; and how many about one. Ours.
DAYS_BETWEEN, MESSAGES = 7, 2


def to_write_to() -> list[AskedWave]:
    """Questionnaires whose person may be written to today, one a person, the soonest to close first; four queries.

    Not to somebody who was written to in the last days, nor to somebody who refused another: she finds it on her page.
    """
    today = clock.today()
    rows = AskedWave.objects.filter(
        state=states.WAITING, opens_on__lte=today, closes_on__gte=today, messages__lt=MESSAGES
    )
    rows = rows.select_related("pathway__candidate", "pathway__lead_advisor").order_by("closes_on", "pk")
    lately = today - timedelta(days=DAYS_BETWEEN)
    quiet = set(AskedWave.objects.filter(written_on__gt=lately).values_list("pathway", flat=True))
    quiet |= set(AskedWave.objects.filter(state=states.REFUSED).values_list("pathway", flat=True))
    quiet |= set(ContactTry.objects.filter(tried_on__gt=lately).values_list("pathway", flat=True))
    found = {}
    for row in rows:
        if row.pathway_id not in quiet:
            found.setdefault(row.pathway_id, row)
    return list(found.values())


@transaction.atomic
def write_to_her(row: AskedWave, *, actor: Actor) -> bool:
    """Write to her about one questionnaire; whether a message left. With care: a number to call back, and no link."""
    person, advisor = row.pathway.candidate, row.pathway.lead_advisor
    if not channels_of(person, advisor):
        return False
    told = claim(actor, "questionnaires.set_aside", row, messages=row.messages, state=states.WAITING)
    if told.update(messages=row.messages + 1, written_on=clock.today()) != 1:  # another sweep was faster
        return False
    link = ""
    if can_be_told(row.pathway, advisor):
        links.withdraw(row, "questionnaire")
        language = language_for(person.contact_language)
        ends = end_of(row.closes_on)
        link = links.make(actor, "questionnaire", row, ends, once=True, birth_date=person.birth_date, language=language)
    key = f"questionnaire|{row.pk}|{row.messages + 1}"
    return tell(row.pathway, Message(words.ASK, lambda: {"link": link}), key=key, caller=advisor) == Fate.WRITTEN


def households_to_ask() -> list[tuple[Contract, Wave, date]]:
    """Contracts that run and whose household is to be asked now: contract, wave, last day to answer; a query a wave."""
    today = clock.today()
    found = []
    for wave in (each for each in codebook().waves if each.asked == HOUSEHOLD):
        before, after = timedelta(days=wave.opens_days_before), timedelta(days=wave.closes_days_after)
        running = contracts_running().filter(
            first_paid_on__gte=months_later(today - after, -wave.month) - timedelta(days=3),
            first_paid_on__lte=months_later(today + before, -wave.month) + timedelta(days=3),
        )
        asked = HouseholdQuestionnaire.objects.filter(wave=wave.code).order_by().values("contract")
        for contract in running.exclude(pk__in=asked):
            due = months_later(contract.first_paid_on, wave.month)
            if due - before <= today <= due + after:
                found.append((contract, wave, due + after))
    return found


@transaction.atomic
def ask_household(contract: Contract, wave: Wave, closes_on: date, *, actor: Actor) -> bool:
    """Ask one household once, by a message with a link where it can be reached; whether it was asked now."""
    household = contract.household
    row = HouseholdQuestionnaire(
        pathway=contract.pathway,
        contract=contract,
        household=household,
        wave=wave.code,
        asked_on=clock.today(),
        closes_on=closes_on,
    )
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError:
        return False
    Event.record(row, "ask_household", actor, {"wave": wave.code})
    write_to_household(
        household, row, actor=actor, purpose="household_questionnaire", says=words.ASK_HOUSEHOLD,
        subject=words.HOUSEHOLD_SUBJECT, closes_on=closes_on,
    )  # fmt: skip
    return True


def open_rows(rows: Iterable[AskedWave]) -> list[AskedWave]:
    """Those that may be answered today, the soonest to close first."""
    today = clock.today()
    waiting = [row for row in rows if row.state == states.WAITING and row.opens_on <= today <= row.closes_on]
    return sorted(waiting, key=lambda row: (row.closes_on, str(row.pk)))
