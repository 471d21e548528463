"""Someone whose training is over, made through the actions that people use."""

from datetime import date
from typing import Any

import pytest

from labmigration.access.actor import Actor
from labmigration.pathway.certification import actions
from labmigration.pathway.certification.blocks import Block, known_blocks
from labmigration.pathway.certification.models import CertificationFile
from labmigration.pathway.models import Pathway
from labmigration.pathway.training import actions as training

JURY_DAY = date(2026, 3, 10)


class Exam:
    """A provider and its jury at work in one world."""

    def __init__(self, world: Any) -> None:
        self.world = world
        self.coordinator: Actor = world.training_coordinator
        self.trainer = world.user("trainer")
        self.jurors = [world.user("jury"), world.user("jury", another=True)]
        self.cohort = training.form(
            actor=self.coordinator,
            provider=world.organisation("training_provider"),
            name="Cohorte 1",
            starts_on=date(2026, 1, 5),
            ends_on=date(2026, 3, 6),
            trainers=[self.trainer],
        )

    def trained(self, **fields: Any) -> Pathway:
        """Someone who held a seat to the end and waits for her file."""
        pathway = self.world.person("training", "training.enrol", occupation="dependency_carer", **fields)
        seat = training.enrol(pathway, self.cohort, actor=self.coordinator)
        training.complete(seat, actor=self.coordinator)
        return pathway

    def file(self, pathway: Pathway | None = None, blocks: list[Block] | None = None) -> CertificationFile:
        """A file for the title of dependency carers."""
        return actions.open(
            pathway or self.trained(),
            actor=self.coordinator,
            certification="advd",
            blocks=blocks or known_blocks("advd"),
        )

    def presented(self, pathway: Pathway | None = None, blocks: list[Block] | None = None) -> CertificationFile:
        """A file before its jury of two, today."""
        file = self.file(pathway, blocks)
        actions.present(file, actor=self.coordinator, jury_on=JURY_DAY, jurors=self.jurors)
        return file

    def presented_on(self, day: date, pathway: Pathway) -> CertificationFile:
        """A file before its jury of two, another day."""
        file = self.file(pathway)
        actions.present(file, actor=self.coordinator, jury_on=day, jurors=self.jurors)
        return file

    def says(self, juror: int, file: CertificationFile, **retake: bool) -> None:
        """One juror's opinion, with what she saw: all blocks acquired but those named as to be retaken."""
        codes = [block["code"] for block in file.blocks]
        outcomes = {code: "retake" if retake.get(code) else "acquired" for code in codes}
        seen = dict.fromkeys(codes, "A préparé un repas et nettoyé le plan de travail.")
        actions.give_opinion(file, actor=Actor.of(self.jurors[juror]), outcomes=outcomes, seen=seen)

    def decided(self, pathway: Pathway | None = None, **retake: bool) -> CertificationFile:
        """A file on which its jury of two has decided."""
        file = self.presented(pathway)
        for juror in (0, 1):
            self.says(juror, file, **retake)
        actions.decide(file, actor=Actor.of(self.jurors[0]))
        file.refresh_from_db()
        return file


@pytest.fixture
def exam(world: Any, on_a_tuesday: date) -> Any:
    """Marseille on Tuesday 10 March 2026, its territories open."""
    with world.training_coordinator.at_work():
        yield Exam(world)
