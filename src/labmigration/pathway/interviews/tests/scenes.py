"""A codebook, an interview accepted, written, read by two: as tests need it, through the actions of the pages."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from labmigration import clock
from labmigration.access.actor import Actor
from labmigration.access.roles import Role
from labmigration.pathway.interviews import actions, codebook, coding, queries
from labmigration.pathway.interviews.models import CodebookVersion, Interview, Paragraph, Reading
from labmigration.pathway.interviews.uses import choose
from labmigration.programme.interview_uses import USES, uses_asked_on

SAID = """Q : Qu’est-ce qui a été difficile ?

Le bus. Deux heures par jour, et le soir il n’y en a plus.

Q : Et qu’est-ce qui a aidé ?

Ma tutrice. Elle m’a montré les gestes, sans se moquer de mon français.

Rien d’autre."""

#: By number of a paragraph: the name of the one code given to it.
Given = Mapping[int, str]


class Study:
    """Two researchers, one person with an account and her interview, as far as `up_to` takes it."""

    def __init__(self, world: Any) -> None:
        self.world = world
        self.one: Actor = world.researcher
        self.two: Actor = Actor.of(world.user(Role.RESEARCHER, another=True))
        self.advisor: Actor = world.advisor

    def book(self) -> CodebookVersion:
        """Two codes, published."""
        draft = codebook.begin(actor=self.one)
        codebook.write_code(draft, actor=self.one, theme="Freins", name="Transports", definition="Bus, train, durée.")
        codebook.write_code(draft, actor=self.one, theme="Appuis", name="Tutorat", definition="Ce que fait la tutrice.")
        codebook.publish(draft, actor=self.one, note="Première version")
        return draft

    def code(self, name: str) -> UUID:
        """The guid of a code in force."""
        return queries.published().codes.get(name=name).guid

    def invited(self, pathway: Any = None) -> Interview:
        pathway = pathway or self.world.person("orientation", "orientation.hold", with_account=True)
        return actions.invite_person(pathway, actor=self.advisor)

    def says(self, interview: Interview, **answers: bool) -> Actor:
        """She answers on her own telephone; returns her."""
        her = Actor.of(interview.pathway.candidate.user)
        version = uses_asked_on(clock.today())[0].version
        for use in USES:
            if use in answers:
                yes = answers[use]
                choose(interview, use, yes, actor=her, language="uk", channel="screen", version=version)
        interview.refresh_from_db()
        return her

    def written(self, pathway: Any = None, text: str = SAID, **answers: bool) -> Interview:
        interview = self.invited(pathway)
        self.says(interview, **{"analysis": True, **answers})
        actions.write(interview, actor=self.one, text=text, held_on=clock.today())
        return interview

    def coded(
        self, interview: Interview, first: Mapping[int, str], second: Mapping[int, str], quotes: Any = ()
    ) -> None:
        """Given to both, read by both, settled on what the first said; paragraphs by their number."""
        actions.hand_out(interview, actor=self.one, first=self.one.user, second=self.two.user)
        self.read(interview, "first", self.one, first)
        self.read(interview, "second", self.two, second)
        interview.refresh_from_db()
        chosen = {self.paragraph(interview, number).pk for number in quotes}
        coding.settle(interview, actor=self.one, marks=self.marks(interview, first), quotes=chosen)

    def read(self, interview: Interview, kind: str, actor: Actor, given: Given, *, finish: bool = True) -> None:
        reading = Reading.objects.get(interview=interview, kind=kind)
        coding.code(reading, actor=actor, marks=self.marks(interview, given), finish=finish)

    def marks(self, interview: Interview, given: Given) -> dict[UUID, set[UUID]]:
        return {self.paragraph(interview, number).pk: {self.code(name)} for number, name in given.items()}

    def paragraph(self, interview: Interview, number: int) -> Paragraph:
        return Paragraph.objects.get(interview=interview, number=number)
