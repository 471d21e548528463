"""Research interviews of the pilot: a codebook, six invitations, four interviews read by two, one taken back.

Nobody said any of this: every word is invented.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from labmigration import clock
from labmigration.access.actor import Actor
from labmigration.demo.accounts import TERRITORY
from labmigration.demo.scenes import Stage
from labmigration.pathway.interviews import actions, codebook, coding, outputs
from labmigration.pathway.interviews.models import CodebookVersion, Interview, Paragraph, Reading
from labmigration.pathway.interviews.uses import choose
from labmigration.pathway.models import Pathway
from labmigration.people.models import Household
from labmigration.programme.interview_uses import USES, uses_asked_on

BUS, HOURS, PAPERS, TUTOR, GROUP, PRIDE = "bus", "hours", "papers", "tutor", "group", "pride"
CODES = {
    BUS: ("Contraintes", "Transports", "Durée, coût, absence de bus ou de train. Pas la distance seule."),
    HOURS: (
        "Contraintes",
        "Horaires morcelés",
        "Heures coupées dans la journée, plusieurs foyers, attente entre deux.",
    ),
    PAPERS: ("Contraintes", "Papiers et délais", "Titres, récépissés, attente d’une administration."),
    TUTOR: ("Conditions", "Appui du tuteur", "Ce que l’employeur tuteur montre, explique, défend."),
    GROUP: ("Conditions", "Le groupe", "Ce que les autres du groupe apportent : aide, langue, courage."),
    PRIDE: ("Conditions", "Reconnaissance", "Être payé, certifié, appelé par son nom, remercié."),
}


@dataclass(frozen=True)
class Talk:
    """What one person says: (words, codes of the first reader, codes of the second, worth quoting)."""

    said: tuple[tuple[str, str, str, bool], ...]

    @property
    def text(self) -> str:
        """As the researcher typed it."""
        return "\n\n".join(
            ["Q : Qu’est-ce qui a aidé, qu’est-ce qui a gêné ?", *(words for words, *_rest in self.said)]
        )


WORKERS = (
    Talk((
        ("Le matin je prends deux bus. Si le premier est en retard, tout est en retard.", BUS, BUS, True),
        ("Chez la première famille je finis à onze heures, l’autre commence à seize. Je marche.", HOURS, HOURS, True),
        ("Ma tutrice m’a montré une fois, deux fois, jamais fâchée. Après, je savais.", TUTOR, TUTOR, True),
        ("Je suis contente. C’est tout.", "", PRIDE, False),
    )),
    Talk((
        ("J’ai attendu mon récépissé sept semaines. La famille a attendu aussi.", PAPERS, PAPERS, True),
        ("Dans le groupe on parlait français entre nous, parce qu’on n’avait pas la même langue.", GROUP, GROUP, True),
        ("Le jour du certificat, ma fille a pris la photo. Elle l’a montrée à l’école.", PRIDE, PRIDE, True),
        ("Le soir il n’y a plus de bus. Alors je ne prends pas les heures du soir.", f"{BUS} {HOURS}", BUS, False),
    )),
    Talk((
        ("Au début je n’osais pas dire que je n’avais pas compris.", "", "", False),
        ("Les autres m’ont appelée quand j’ai manqué deux jours. Alors je suis revenue.", GROUP, GROUP, True),
        ("La tutrice a parlé à la famille pour mes horaires. Moi, je n’osais pas.", TUTOR, f"{TUTOR} {HOURS}", False),
    )),
)  # fmt: skip
HOUSEHOLD = Talk((
    ("Nous avions peur de ne pas savoir expliquer. La tutrice est venue la première semaine.", TUTOR, TUTOR, True),
    ("Elle arrive de loin. Quand il y a grève, ma mère attend.", BUS, BUS, False),
    ("Ma mère l’appelle par son prénom, et elle l’attend. C’est le plus important.", PRIDE, PRIDE, True),
))  # fmt: skip
TRAINER = Talk((
    ("Les absences, c’est presque toujours un rendez-vous en préfecture.", PAPERS, PAPERS, False),
    ("Un groupe de douze se tient. À huit, il se défait plus vite.", GROUP, GROUP, False),
))  # fmt: skip
EVERYTHING = frozenset(USES)


def play(stage: Stage) -> None:
    """Today, through the actions of the pages. Nothing where the pilot is played before the uses were written."""
    if not uses_asked_on(clock.today()):
        return
    study = _Study(stage.company.actor("researcher"), stage.company.actor("researcher", 1))
    study.write_codebook()
    coordinator = stage.company.actor("territory_coordinator")
    people = _people()
    if len(people) < len(WORKERS) + 2:
        return
    last: Interview | None = None
    for pathway, talk, allowed in zip(
        people, WORKERS, (EVERYTHING, EVERYTHING - {"quote_outside"}, EVERYTHING), strict=False
    ):
        last = actions.invite_person(pathway, actor=Actor.of(pathway.lead_advisor))
        study.read(last, talk, Actor.of(pathway.candidate.user), allowed)
    household = Household.objects.filter(user__isnull=False, state="vetted").order_by("name").first()
    if household is not None:
        row = actions.invite_household(household, actor=coordinator)
        study.read(row, HOUSEHOLD, Actor.of(household.user), EVERYTHING - {"recording"})
    outputs.make(TERRITORY, "report", actor=study.one)
    if last is not None:
        # She takes everything back: the next output says that one interview and its quote are gone.
        _say(last, Actor.of(last.pathway.candidate.user), EVERYTHING - {"analysis"})
        outputs.make(TERRITORY, "report", actor=study.one)
    trainer = stage.company.actor("trainer")
    row = actions.invite_staff(TERRITORY, trainer.user, actor=coordinator)
    study.hand_out(row, TRAINER, trainer, EVERYTHING)
    actions.invite_person(people[-1], actor=Actor.of(people[-1].lead_advisor))


def _people() -> list[Pathway]:
    rows = Pathway.objects.filter(
        stage__in=("employment", "follow_up"), state="open", candidate__user__isnull=False, lead_advisor__isnull=False
    )
    found = rows.select_related("candidate__user", "lead_advisor").order_by("opened_on", "candidate__search_name", "pk")
    return list(found[: len(WORKERS) + 2])


class _Study:
    """The two who read."""

    def __init__(self, one: Actor, two: Actor) -> None:
        self.one, self.two = one, two
        self.guids: dict[str, UUID] = {}

    def write_codebook(self) -> CodebookVersion:
        """Published once."""
        draft = codebook.begin(actor=self.one)
        for code, (theme, name, definition) in CODES.items():
            row = codebook.write_code(draft, actor=self.one, theme=theme, name=name, definition=definition)
            self.guids[code] = row.guid
        codebook.publish(draft, actor=self.one, note="Première version, après deux entretiens d’essai (inventés)")
        return draft

    def hand_out(self, interview: Interview, talk: Talk, speaker: Actor, allowed: frozenset[str]) -> None:
        """She answers, it is written, and both have it."""
        _say(interview, speaker, allowed)
        actions.write(interview, actor=self.one, text=talk.text, held_on=clock.today())
        actions.hand_out(interview, actor=self.one, first=self.one.user, second=self.two.user)

    def read(self, interview: Interview, talk: Talk, speaker: Actor, allowed: frozenset[str]) -> None:
        """As far as coded: what the first reader gave is what they retain."""
        self.hand_out(interview, talk, speaker, allowed)
        said = list(Paragraph.objects.filter(interview=interview, asks=False).order_by("number"))
        first = self._marks(said, [codes for _words, codes, _other, _quoted in talk.said])
        second = self._marks(said, [codes for _words, _first, codes, _quoted in talk.said])
        for kind, actor, marks in (("first", self.one, first), ("second", self.two, second)):
            coding.code(Reading.objects.get(interview=interview, kind=kind), actor=actor, marks=marks, finish=True)
        interview.refresh_from_db()
        quotes = {row.pk for row, (*_rest, quoted) in zip(said, talk.said, strict=True) if quoted}
        coding.settle(interview, actor=self.two, marks=first, quotes=quotes)

    def _marks(self, said: list[Paragraph], given: list[str]) -> Mapping[UUID, set[UUID]]:
        return {
            row.pk: {self.guids[code] for code in codes.split()}
            for row, codes in zip(said, given, strict=True)
            if codes
        }


def _say(interview: Interview, speaker: Actor, allowed: frozenset[str]) -> None:
    """She answers each of the four uses on her own page."""
    for each in uses_asked_on(clock.today()):
        language = speaker.user.language if speaker.user else "fr"
        choose(
            interview,
            each.code,
            each.code in allowed,
            actor=speaker,
            language=language,
            channel="screen",
            version=each.version,
        )
    interview.refresh_from_db()
