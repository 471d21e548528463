"""People who said yes to research or not, a researcher, and the two who approve."""

from datetime import date, timedelta

import pytest
from django_scopes import scope

from labmigration import clock
from labmigration.people import consents
from labmigration.programme.consents import asked_on
from labmigration.steering.extracts import projects

#: The words of the consents are in force since November 2026.
TODAY = date(2026, 12, 1)
WANTED = {
    "title": "Rester en emploi",
    "question": "Qui reste en emploi à domicile ?",
    "why": "Les nombres publiés ne croisent pas l’âge et l’embauche.",
    "recipient": "Laboratoire inventé, Marseille",
    "columns": ["sex", "age", "occupation", "hired"],
    "first": date(2026, 1, 1),
    "last": TODAY,
    "ends_on": date(2027, 6, 30),
}


def says(world, pathway, yes):
    """She answers about research."""
    asked = next(each for each in asked_on(clock.today()) if each.code == "research")
    words = {"language": "fr", "channel": "oral", "by": world.user("advisor"), "version": asked.version}
    consents.answer(pathway.candidate, "research", yes, **words)


@pytest.fixture
def in_december():
    with clock.at(TODAY):
        yield TODAY


@pytest.fixture
def crowd(world, in_december):
    """Forty people; thirty-six said yes, two no, two nothing."""
    people = []
    with world.advisor.at_work():
        for number in range(40):
            candidate = world.candidate(sex="F" if number % 4 else "M")
            people.append(world.person(candidate=candidate, opened_on=TODAY - timedelta(days=30 + number)))
        for number, pathway in enumerate(people[:38]):
            says(world, pathway, number >= 2)
    return people


@pytest.fixture
def asked(world, in_december):
    with scope(territory=["marseille"]):
        return projects.ask("marseille", actor=world.researcher, told=WANTED)


@pytest.fixture
def approved(world, asked):
    with scope(territory=["marseille"]):
        projects.agree(asked, actor=world.dpo, role="dpo")
        projects.approve(asked, actor=world.programme_admin, role="programme_admin")
        asked.refresh_from_db()
    return asked
