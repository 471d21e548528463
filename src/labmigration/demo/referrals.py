"""Referral files of the pilot: written as agencies send them, imported as people import them."""

import csv
import io
from collections.abc import Iterable
from datetime import date

from labmigration import clock
from labmigration.demo.accounts import TERRITORY
from labmigration.demo.cast import COLUMNS, Extra
from labmigration.demo.scenes import Stage, played, working
from labmigration.jobs.queue import run_one
from labmigration.pathway.models import Pathway
from labmigration.pathway.reception import actions as reception
from labmigration.pathway.reception import file_actions
from labmigration.people.models import Candidate


def receive(stage: Stage, name: str, people: Iterable[Extra], day: date) -> list[Pathway]:
    """Send a file, look at its trial, import it for good; returns the pathways in the order of the file."""
    advisor = stage.company.actor("advisor")
    with played(working(day), 8, 30):
        file = file_actions.send(name, _as_file(people), actor=advisor, territory=TERRITORY, on=clock.today())
        _work_off()
        file_actions.import_for_good(file, actor=advisor)
        _work_off()
    found = Pathway.objects.filter(referrals__imported_rows__file=file).select_related("candidate")
    pathways = list(found.order_by("referrals__imported_rows__line"))
    Candidate.objects.filter(pathways__in=pathways).update(invented=True)
    for pathway in pathways:
        pathway.candidate.invented = True
    return pathways


def _work_off() -> None:
    """Every job that waits, the file's among them: other scenes leave work behind too."""
    while run_one():
        pass


def admit(stage: Stage, pathway: Pathway, day: date) -> None:
    """The person's advisor lets her in."""
    with played(working(day), 11):
        reception.admit(pathway.referrals.get(), actor=stage.advisor_of(pathway))
    pathway.refresh_from_db()


def _as_file(people: Iterable[Extra]) -> bytes:
    text = io.StringIO()
    writer = csv.DictWriter(text, COLUMNS, delimiter=";")
    writer.writeheader()
    writer.writerows(person.row for person in people)
    return text.getvalue().encode("utf-8-sig")
