"""Research and outsiders in the invented pilot: a project approved by two with its file, one that waits, two tables."""

from datetime import date, timedelta

from labmigration import clock
from labmigration.demo.accounts import TERRITORY
from labmigration.demo.scenes import Stage
from labmigration.steering.extracts import given, projects
from labmigration.steering.extracts.building import build_extract
from labmigration.steering.extracts.memory import Wanted

ASKED_BEFORE = timedelta(days=20)
WAITING_SINCE = timedelta(days=3)
PROJECT = {
    "title": "Rester en emploi à domicile (projet inventé)",
    "question": "Les personnes embauchées le sont-elles à tout âge ?",
    "why": "Les nombres publiés ne croisent pas l’âge et l’embauche.",
    "recipient": "Laboratoire inventé, Marseille",
    "columns": ["sex", "age", "started", "hired"],
}
WAITING = {
    **PROJECT,
    "title": "Le français à l’entrée et l’embauche (projet inventé)",
    "question": "Le niveau de français à l’entrée change-t-il l’embauche ?",
    "columns": ["french_oral", "hired", "months_to_hired"],
}


def play(stage: Stage, today: date) -> None:
    """Everything through the actions of the pages."""
    researcher, officer = stage.company.actor("researcher"), stage.company.actor("dpo")
    days = {"first": today - timedelta(days=900), "ends_on": today + timedelta(days=300)}
    with clock.at(today - ASKED_BEFORE):
        told = {**PROJECT, **days, "last": today - ASKED_BEFORE}
        project = projects.ask(TERRITORY, actor=researcher, told=told)
        projects.agree(project, actor=officer, role="dpo")
        projects.approve(project, actor=stage.company.actor("programme_admin"), role="programme_admin")
        coordinator = stage.company.actor("territory_coordinator")
        for wanted in (Wanted("sex"), Wanted("age", "hired")):
            asked = given.ask(TERRITORY, actor=coordinator, wanted=wanted, made_for="Préfecture (inventée)")
            given.make_table(TERRITORY, str(asked.pk), renew=lambda: None)
    with clock.at(today - WAITING_SINCE):
        projects.ask(TERRITORY, actor=researcher, told={**WAITING, **days, "last": today - WAITING_SINCE})
    project.refresh_from_db()
    row = projects.prepare(project, actor=researcher)
    build_extract(TERRITORY, str(row.pk), renew=lambda: None)
