"""The scenes of training and certification: a cohort is formed, its sessions held and signed, its jury decides."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from labmigration import clock
from labmigration.access.actor import Actor
from labmigration.demo.scenes import CORE_HOURS, OPTION_HOURS, OPTIONS, Stage, moment, played, working
from labmigration.pathway import actions as pathway_actions
from labmigration.pathway.certification import actions as certification
from labmigration.pathway.certification.blocks import known_blocks, title_of_occupation, typed_blocks
from labmigration.pathway.models import Pathway
from labmigration.pathway.training import queries as training_queries
from labmigration.pathway.training.actions import SheetLine, attendance, cohorts, evaluations, presence, seats, sessions
from labmigration.pathway.training.filling.actions import note_call
from labmigration.pathway.training.weekly_pattern import ModuleHours
from labmigration.territories.models import Organisation

HALF_DAY = Decimal("3.5")
#: Monday morning, Tuesday, Thursday, Friday morning: six half-days, so that childcare stays possible.
WEEK = ((0, "am"), (1, "am"), (1, "pm"), (3, "am"), (3, "pm"), (4, "am"))
FIRST_AID_DAY = ((2, "am"), (2, "pm"))
SEEN_BY_JURY = (
    "A expliqué un contrat et un planning à deux employeurs.",
    "A repéré trois dangers dans la cuisine et dit quoi faire.",
    "A nettoyé la salle de bains avec deux produits, dans le bon ordre.",
)
COMMENTS = ("Très attentive aux gestes de sécurité.", "Progresse vite, à l’aise avec les familles.", "")


@dataclass(frozen=True)
class Training:
    """What a cohort of the pilot is."""

    name: str
    occupation: str
    starts_on: date
    ends_on: date
    trainer: int


def form(stage: Stage, training: Training, on: date):
    """The coordinator opens the cohort."""
    coordinator = stage.company.actor("training_coordinator")
    provider = Organisation.objects.get(kind=Organisation.Kind.TRAINING_PROVIDER)
    with played(working(on), 10):
        return cohorts.form(
            actor=coordinator,
            provider=provider,
            name=training.name,
            starts_on=training.starts_on,
            ends_on=training.ends_on,
            trainers=stage.company.users["trainer"],
            occupation=training.occupation,
        )


def enrol(stage: Stage, cohort, people: Sequence[Pathway], on: date) -> None:
    """Seats are given, in the order of waiting."""
    with played(working(on), 11):
        for pathway in people:
            seats.enrol(pathway, cohort, actor=stage.company.actor("training_coordinator"))


def plan(stage: Stage, cohort, training: Training, on: date) -> None:
    """The weeks are fixed by hand, first aid in two groups on Wednesdays."""
    coordinator = stage.company.actor("training_coordinator")
    users = stage.company.users["trainer"]
    lines = [ModuleHours(code, Decimal(hours)) for code, hours in CORE_HOURS.items()]
    lines += [ModuleHours("citizenship", Decimal(4)), ModuleHours(OPTIONS[training.occupation], Decimal(OPTION_HOURS))]
    series = {"actor": coordinator, "first": training.starts_on, "last": training.ends_on, "hours_a_half": HALF_DAY}
    with played(working(on), 14):
        sessions.plan_series(
            cohort, pattern=WEEK, lines=lines, trainer=users[training.trainer], room="Salle Calanque", **series
        )
        for group, trainer in ((1, users[training.trainer]), (2, users[1 - training.trainer])):
            sessions.plan_series(
                cohort,
                pattern=FIRST_AID_DAY,
                lines=[ModuleHours("sst", Decimal(14))],
                trainer=trainer,
                room="Salle Estaque",
                group=group,
                **series,
            )


def start(stage: Stage, cohort) -> None:
    """The first day."""
    with played(cohort.starts_on, 8, 30):
        cohorts.start(cohort, actor=stage.company.actor("training_coordinator"))


def hold(stage: Stage, cohort, until: date, *, drifting: Sequence[Pathway] = ()) -> None:
    """Sessions are held and signed; a few people are late or absent, the `drifting` miss the last ones."""
    held = list(cohort.sessions.filter(date__lt=until).select_related("trainer", "cohort").order_by("date", "half"))
    away = {pathway.pk for pathway in drifting}
    recent = until - timedelta(days=12)
    for number, session in enumerate(held):
        seated = list(training_queries.expected(session).select_related("pathway__candidate__user"))
        lines, signing = [], []
        for seat in seated:
            status = "present"
            if seat.pathway_id in away and session.date >= recent:
                status = "absent"
            elif stage.draw.random() < 0.03:
                status = stage.draw.choice(("late", "excused", "absent"))
            minutes = int(session.hours * 30) if status == "late" else None
            lines.append(SheetLine(seat, status, minutes, proof_seen=status == "excused"))
            if status in ("present", "late"):
                signing.append(seat)
        end = moment(session.date, 12 if session.half == "am" else 17)
        with clock.at(end):
            attendance.sign_sheet(session, actor=Actor.of(session.trainer), lines=lines)
            # Trainees sign on their own telephones; in the pilot everyone does it one day in four.
            for seat in signing if number % 4 == 0 else ():
                presence.sign(session, actor=Actor.of(seat.pathway.candidate.user))


def evaluate(stage: Stage, cohort, on: date, *, share: float = 1) -> None:
    """The trainer judges every module held; some trainees judge themselves."""
    trainer = stage.company.actor("trainer", 0)
    with played(working(on), 16):
        for seat in cohort.enrolments.filter(state="enrolled").select_related("pathway__candidate__user"):
            for module in training_queries.modules_held(seat):
                if stage.draw.random() > share:
                    continue
                judgement = stage.draw.choice(("with_help", "alone", "alone", "could_show"))
                comment = stage.draw.choice(COMMENTS)
                evaluations.evaluate(seat, actor=trainer, module=module, judgement=judgement, comment=comment)
                if stage.draw.random() < 0.2:
                    own = Actor.of(seat.pathway.candidate.user)
                    evaluations.evaluate(seat, actor=own, module=module, judgement="alone")


def finish(stage: Stage, cohort, on: date) -> list[Pathway]:
    """Everybody still there completes; the cohort ends."""
    coordinator = stage.company.actor("training_coordinator")
    done = []
    with played(working(on), 17):
        for seat in cohort.enrolments.filter(state="enrolled").select_related("pathway__candidate__user"):
            seats.complete(seat, actor=coordinator)
            certification.record_sst(seat.pathway, actor=coordinator, obtained_on=clock.today())
            done.append(seat.pathway)
        cohorts.finish(cohort, actor=coordinator)
    return done


def before_the_jury(
    stage: Stage, pathway: Pathway, jury_on: date, *, retake: bool = False, decided: bool = True
) -> None:
    """The file is opened and presented; two jurors speak, and decide when the day has come."""
    coordinator = stage.company.actor("training_coordinator")
    title = title_of_occupation(pathway.occupation)
    blocks = known_blocks(title) or typed_blocks(
        ["Gérer son activité auprès de plusieurs employeurs", "Prévention et sécurité au domicile"]
    )
    with played(working(jury_on - timedelta(days=15)), 10):
        file = certification.open(pathway, actor=coordinator, certification=title, blocks=blocks)
        jurors = stage.company.users["jury"][:2]
        certification.present(file, actor=coordinator, jury_on=jury_on, jurors=jurors, place="Salle Calanque")
    if not decided:
        return
    outcomes = {block.code: "acquired" for block in blocks}
    if retake:
        outcomes[blocks[-1].code] = "retake"
    with played(jury_on, 16):
        for juror in (0, 1):
            seen = {block.code: SEEN_BY_JURY[place % len(SEEN_BY_JURY)] for place, block in enumerate(blocks)}
            told = {"outcomes": outcomes, "seen": seen if juror == 0 else {}}
            certification.give_opinion(file, actor=stage.company.actor("jury", juror), **told)
        certification.decide(file, actor=stage.company.actor("jury", 0))
    pathway.refresh_from_db()


def withdraw(stage: Stage, pathway: Pathway, on: date, *, cause: str) -> None:
    """Someone leaves before the end."""
    with played(working(on), 12):
        seat = pathway.enrolments.get(state="enrolled")
        note_call(seat, actor=stage.advisor_of(pathway), answer="talked")
        seats.withdraw(seat, actor=stage.company.actor("training_coordinator"), cause=cause)
    pathway.refresh_from_db()
    with played(working(on + timedelta(days=6)), 9):
        pathway_actions.close(pathway, cause, actor=stage.advisor_of(pathway))
