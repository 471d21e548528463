"""The scenes of the pilot: each is what people do at one stage, through the stage's own actions, on its day."""

import random
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from decimal import Decimal

from django.utils import timezone

from labmigration import clock
from labmigration.access.actor import Actor
from labmigration.demo.accounts import Company
from labmigration.pathway import actions as pathway_actions
from labmigration.pathway.models import Pathway
from labmigration.pathway.orientation import actions as orientation
from labmigration.pathway.orientation.models import Reason
from labmigration.pathway.positioning import actions as positioning
from labmigration.pathway.positioning.facts import AssetFound, Findings, Level, NeedFound
from labmigration.pathway.prescription import actions as prescription
from labmigration.pathway.prescription.facts import Plan, PlannedModule

#: Hours typed by the pilot's invented coordinator: the sources give the total of 250 h, not its three parts.
CORE_HOURS = {"core_employers": 70, "core_safety": 80, "core_home_and_laundry": 100}
OPTION_HOURS = 21
OPTIONS = {
    "childcare_provider": "option_childcare",
    "childminder": "option_childcare",
    "dependency_carer": "option_dependency",
    "family_assistant": "option_family_management",
}
ASSETS = (
    ("A élevé trois enfants", "experience"),
    ("S’est occupée d’une parente âgée pendant deux ans", "experience"),
    ("Cuisine pour huit personnes tous les jours", "occupational"),
    ("A travaillé deux ans dans un hôtel", "experience"),
    ("Parle trois langues", "experience"),
    ("Sait organiser sa semaine et arriver à l’heure", "home_setting"),
    ("Envoie des photos et des messages, prend rendez-vous sur le téléphone", "digital"),
)
NEEDS = (
    ("Gestes de premiers secours", "occupational", True),
    ("Connaître ses droits chez plusieurs employeurs", "home_setting", True),
    ("Produits d’entretien : lire les étiquettes", "occupational", False),
    ("Écrire un message court à la famille", "french_writing", False),
    ("Trouver un mode de garde pour le soir", "mobility", False),
)
#: Why people say yes to the occupation at their meeting.
REASONS = (
    (Reason.TASKS, Reason.PEOPLE),
    (Reason.EXPERIENCE,),
    (Reason.HOURS, Reason.PLACE, Reason.TRAINING),
    (Reason.PEOPLE, Reason.EXPERIENCE),
)
SATURDAY = 5
PLACES = ("CEP Marseille, 2e étage", "par téléphone", "Maison de l’emploi, bureau 4")


@dataclass
class Stage:
    """Where the scenes are played: who acts, one source of chance, how far everyone got."""

    company: Company
    draw: random.Random = field(default_factory=lambda: random.Random(7))

    def advisor_of(self, pathway: Pathway) -> Actor:
        """The person's own advisor."""
        return Actor.of(pathway.lead_advisor)

    def herself(self, pathway: Pathway) -> Actor:
        """The person."""
        return Actor.of(pathway.candidate.user)


def moment(day: date, hour: int = 9, minute: int = 0) -> datetime:
    """A time of a day in Marseille."""
    return timezone.make_aware(datetime.combine(day, time(hour, minute)))


@contextmanager
def played(day: date, hour: int = 9, minute: int = 0) -> Iterator[None]:
    """Play a scene at a time of a day, but never later than now: the pilot has no future events."""
    with clock.at(min(moment(day, hour, minute), clock.now())):
        yield


def working(day: date) -> date:
    """The day itself; for a weekend the Monday after, or the Friday before when that Monday has not come yet."""
    if day.weekday() < SATURDAY:
        return day
    monday = day + timedelta(days=7 - day.weekday())
    return monday if day > clock.today() or monday <= clock.today() else monday - timedelta(days=3)


def orient(stage: Stage, pathway: Pathway, day: date, *, occupation: str, missed_first: bool = False) -> None:
    """A meeting is fixed, perhaps missed and fixed again, then held: the job explained, the interest confirmed."""
    advisor = stage.advisor_of(pathway)
    day = working(day)
    if missed_first:
        plan_meeting(stage, pathway, day - timedelta(days=9), day - timedelta(days=5))
        with played(working(day - timedelta(days=5)), 17):
            orientation.miss(pathway.meetings.get(state="planned"), actor=advisor)
        pathway.refresh_from_db()
    meeting = plan_meeting(stage, pathway, day - timedelta(days=4), day)
    with played(day, 11):
        orientation.hold(
            meeting,
            actor=advisor,
            occupation=occupation,
            interest="confirmed",
            notes="Veut travailler près de chez elle. Pose des questions sur les horaires.",
            reasons=REASONS[day.toordinal() % len(REASONS)],
        )


def plan_meeting(stage: Stage, pathway: Pathway, on: date, day: date):
    """Fix a meeting, some days before it."""
    with played(working(on), 14):
        return orientation.plan(
            pathway,
            actor=stage.advisor_of(pathway),
            starts_at=moment(working(day), stage.draw.choice((9, 10, 14, 15)), stage.draw.choice((0, 30))),
            place=stage.draw.choice(PLACES),
        )


def findings(stage: Stage) -> Findings:
    """What an advisor may find: every French skill, assets, needs, some levels still to be confirmed."""
    draw = stage.draw
    french = [
        Level(
            axis,
            low := draw.choice((2, 3, 3)),
            min(4, low + draw.choice((0, 0, 1))),
            draw.choice(("tested", "attested")),
        )
        for axis in ("french_listening", "french_reading", "french_speaking", "french_writing")
    ]
    others = [
        Level(axis, low := draw.choice((1, 2, 2, 3)), low + draw.choice((0, 1)), draw.choice(("declared", "described")))
        for axis in ("digital", "occupational", "home_setting")
    ]
    assets = [
        AssetFound(what, axis, draw.choice(("declared", "described", "attested")))
        for what, axis in draw.sample(ASSETS, 3)
    ]
    needs = [NeedFound(what, axis, critical) for what, axis, critical in draw.sample(NEEDS, 3)]
    return Findings(tuple(french + others), tuple(assets), tuple(needs))


def position(stage: Stage, pathway: Pathway, day: date) -> None:
    """A positioning as it was before the tool: an interview, and what the advisor finds."""
    advisor = stage.advisor_of(pathway)
    with played(working(day), 9):
        draft = positioning.begin(pathway, actor=advisor)
        draft = positioning.fill_in(
            draft, actor=advisor, version=draft.version, findings=findings(stage), opinion="Prête pour la formation."
        )
    with played(working(day + timedelta(days=3)), 10):
        positioning.finish(draft, actor=advisor)


def plan_for(occupation: str) -> Plan:
    """The mandatory modules and the option of the occupation, with the hours of the pilot's coordinator."""
    hours = {**CORE_HOURS, "sst": 14, "citizenship": 4, OPTIONS[occupation]: OPTION_HOURS}
    because = {"sst": "Obligatoire pour travailler au domicile", "citizenship": "Connaître ses droits et ses devoirs"}
    modules = tuple(PlannedModule(code, Decimal(count), because.get(code, "")) for code, count in hours.items())
    return Plan(occupation, modules, "Le socle, puis une option choisie ensemble.")


def prescribe(stage: Stage, pathway: Pathway, day: date, *, occupation: str, signed: bool = True) -> None:
    """The advisor writes and signs; the person signs two days later, unless it still waits for her."""
    advisor = stage.advisor_of(pathway)
    with played(working(day), 15):
        draft = prescription.write(pathway, actor=advisor, plan=plan_for(occupation))
        prescription.propose(draft, actor=advisor)
    if signed:
        with played(day + timedelta(days=2), 19):
            prescription.sign(draft, actor=stage.herself(pathway))


def assign_all(stage: Stage, pathways: Sequence[Pathway], day: date) -> None:
    """Each person is taken in charge by one of the advisors."""
    with played(working(day), 10):
        for number, pathway in enumerate(pathways):
            advisor = stage.company.actor("advisor", number % 2 if number % 3 else 0)
            pathway_actions.assign(pathway, advisor.user, actor=advisor, instead_of=None)


def refreshed(pathways: Iterable[Pathway]) -> list[Pathway]:
    """The same pathways as they stand now."""
    found = []
    for pathway in pathways:
        pathway.refresh_from_db()
        found.append(pathway)
    return found
