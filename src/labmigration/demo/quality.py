"""Evaluation, opinions, complaints, improvements: played through the actions that people use."""

import random
from collections.abc import Sequence
from datetime import date, timedelta

from labmigration import clock
from labmigration.access.actor import Actor
from labmigration.demo.scenes import Stage, moment, played, working
from labmigration.pathway import actions as pathway_actions
from labmigration.pathway.models import Pathway
from labmigration.pathway.training import queries
from labmigration.pathway.training.evaluation import actions as evaluation
from labmigration.pathway.training.evaluation.actions import Judged
from labmigration.pathway.training.evaluation.skills import FRENCH, skills_of_module
from labmigration.pathway.training.feedback import actions as feedback
from labmigration.pathway.training.feedback.models import ModuleFeedback
from labmigration.quality import building, complaints, improvements
from labmigration.quality.models import Complaint

#: A chance of its own: what is played elsewhere does not change with it.
DRAW = random.Random(11)
OWN_WORDS = ("J’ai montré la prise de courant cassée.", "Je demande encore pour les produits.", "")
COMMENTS = ("Les exemples avec les photos aident beaucoup.", "Un peu vite l’après-midi.", "")
ABOUT_ROOM = "القاعة باردة في الصباح والحصة تبدأ قبل فتح الباب."
ANSWER_FR = "Vous avez raison. Le chauffage est allumé à 7 h 30 depuis lundi, et la porte ouvre à 8 h 15."
ANSWER_AR = "معك حق. التدفئة تعمل منذ يوم الاثنين من الساعة السابعة والنصف، والباب يفتح في الثامنة والربع."


def third_cohort(stage: Stage, people: Sequence[Pathway], today: date) -> None:
    """The cohort in training: judged twice, asked about the modules that are over; one complaint of a trainee."""
    cohort = people[0].enrolments.get().cohort
    judge_cohort(stage, cohort, today - timedelta(days=24))
    judge_cohort(stage, cohort, today - timedelta(days=3), rise=1)
    coming = set(cohort.sessions.filter(state="planned").values_list("module", flat=True))
    over = [code for code in queries.modules_held(people[0].enrolments.get()) if code not in coming]
    for number, module in enumerate(over[:2]):
        give_opinions(cohort, module, today - timedelta(days=18 - 12 * number), answering=11 - 4 * number)
    called = working(today - timedelta(days=8))
    with clock.at(moment(called, 10)):  # one of those who miss sessions was called, the other not yet
        pathway_actions.note_contact(people[3], actor=stage.advisor_of(people[3]), channel="call")
    complain(stage, people, today)
    improve(stage, cohort.territory_id, today)
    prove(stage, cohort.territory_id, today)


def second_cohort(stage: Stage, people: Sequence[Pathway]) -> None:
    """The cohort that has finished: judged at its end, asked about two modules."""
    cohort = people[0].enrolments.get().cohort
    judge_cohort(stage, cohort, cohort.ends_on - timedelta(days=1))
    for module, answering in (("core_safety", 11), ("core_home_and_laundry", 7)):
        give_opinions(cohort, module, cohort.ends_on - timedelta(days=3), answering=answering)


def judge_cohort(stage: Stage, cohort, on: date, *, rise: int = 0) -> None:
    """One afternoon: the trainer judges the modules held and the four activities of French; some say it themselves."""
    trainer = stage.company.actor("trainer", 0)
    with played(working(on), 15):
        for seat in cohort.enrolments.filter(state__in=("enrolled", "completed")).select_related(
            "pathway__candidate__user"
        ):
            occupation = seat.pathway.occupation
            taught = [s for code in queries.modules_held(seat) for s in skills_of_module(code, occupation)]
            behind = seat.seat % 5 == 1
            levels = (1, 2, 2, 3) if not rise else (2, 3) if behind else (3, 3, 3, 4)
            judged = [Judged(skill.code, DRAW.choice(levels)) for skill in taught]
            judged += [Judged(s.code, 2 if behind or not rise else 3) for s in skills_of_module(FRENCH)]
            evaluation.judge_skills(seat, judged, actor=trainer)
            if taught and DRAW.random() < 0.6:
                own = [Judged(s.code, DRAW.choice((2, 3, 3)), DRAW.choice(OWN_WORDS)) for s in taught[:3]]
                evaluation.judge_skills(seat, own, actor=Actor.of(seat.pathway.candidate.user))


def give_opinions(cohort, module: str, on: date, *, answering: int) -> None:
    """A module is over: everybody is asked, `answering` of them answer in the days that follow."""
    seats = list(
        cohort.enrolments.exclude(state="withdrawn").select_related("pathway__candidate", "pathway__lead_advisor")
    )
    with clock.at(moment(working(on), 17)):
        feedback.ask(seats, module, actor=Actor.system(cohort.territory_id))
    rows = ModuleFeedback.objects.filter(enrolment__cohort=cohort, module=module, answered_on__isnull=True)
    with clock.at(moment(working(on + timedelta(days=2)), 19)):
        for row in list(rows.select_related("pathway__candidate__user").order_by("enrolment__seat"))[:answering]:
            said = {name: DRAW.choice((2, 3, 3, 4)) for name in ("useful", "clear", "welcome", "can_do")}
            comment = DRAW.choice(COMMENTS)
            feedback.answer(row, actor=Actor.of(row.pathway.candidate.user), said=said, comment=comment)


def complain(stage: Stage, people: Sequence[Pathway], today: date) -> None:
    """One complaint answered in the person's language, one that waits; what was decided afterwards."""
    coordinator = stage.company.actor("territory_coordinator")
    received = working(today - timedelta(days=20))
    with clock.at(moment(received, 18)):
        first = complaints.complain(
            actor=stage.herself(people[0]), about=Complaint.About.PLACE, words=ABOUT_ROOM, language="ar"
        )
    with clock.at(moment(working(received + timedelta(days=1)), 9)):
        complaints.acknowledge(first, actor=coordinator)
    with clock.at(moment(working(received + timedelta(days=6)), 14)):
        complaints.answer(
            first, actor=coordinator, outcome=Complaint.Outcome.CORRECTED, words=ANSWER_FR, own_words=ANSWER_AR
        )
    with clock.at(moment(working(today - timedelta(days=4)), 12)):
        complaints.complain(
            actor=stage.herself(people[1]),
            about=Complaint.About.PAPERS,
            words="On m’a demandé deux fois le même papier.",
        )


def prove(stage: Stage, territory: str, today: date) -> None:
    """One file of evidence, ready to be downloaded."""
    coordinator = stage.company.actor("territory_coordinator")
    with clock.at(moment(working(today - timedelta(days=6)), 11)):
        row = building.ask_for_evidence(
            territory,
            actor=coordinator,
            indicator="drop_out",
            first=today - timedelta(days=365),
            last=today - timedelta(days=6),
            named=False,
        )
        building.build_evidence(territory, str(row.pk), renew=lambda: None)


def improve(stage: Stage, territory: str, today: date) -> None:
    """Two lines of the register: one done, one under way."""
    coordinator = stage.company.actor("territory_coordinator")
    trainer, training = stage.company.users["trainer"][0], stage.company.users["training_coordinator"][0]
    decided = working(today - timedelta(days=70))
    with clock.at(moment(decided, 10)):
        line = improvements.decide(
            territory,
            actor=coordinator,
            found_in="feedback",
            finding="Le module sécurité va trop vite l’après-midi.",
            action="Une demi-journée de plus, avec des photos de logements réels.",
            owner=trainer,
            due_on=decided + timedelta(days=30),
        )
    with clock.at(moment(working(decided + timedelta(days=25)), 16)):
        improvements.finish(line, actor=coordinator, result="La cohorte suivante a eu la demi-journée de plus.")
    with clock.at(moment(working(today - timedelta(days=13)), 10)):
        improvements.decide(
            territory,
            actor=coordinator,
            found_in="complaint",
            finding="La salle est froide et fermée au début de la séance.",
            action="Chauffage programmé, clé confiée à la formatrice.",
            owner=training,
            due_on=today + timedelta(days=10),
        )
