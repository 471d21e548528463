"""The double civic track and the employer-tutors of the pilot, played through the actions that people use."""

from collections.abc import Sequence
from datetime import date, timedelta

from labmigration.access.actor import Actor
from labmigration.access.roles import Role
from labmigration.civic import learning, sessions
from labmigration.civic.content import step
from labmigration.civic.learner import learner_of
from labmigration.demo.accounts import TERRITORY, grant
from labmigration.demo.households import CHECKS
from labmigration.demo.scenes import Stage, moment, played, working
from labmigration.pathway.matching import household_actions
from labmigration.pathway.models import Pathway
from labmigration.pathway.tutoring import accompanying, journal, volunteering
from labmigration.pathway.tutoring.charter import in_force
from labmigration.people.models import Household

EXPERIENCE = "J’emploie depuis douze ans, d’abord pour mes enfants, puis pour ma mère. J’aime expliquer les habitudes."


def second_cohort(stage: Stage, people: Sequence[Pathway], today: date) -> None:
    """Those at work since some months: a tutor for one of them and for a new household, steps, a meeting to come."""
    first, accompanied, of_new_household, asked = people[:4]
    tutor = _tutor(stage, today - timedelta(days=75))
    _worker_tutored(stage, tutor, accompanied, today)
    household = _household_of(of_new_household)
    _household_tutored(stage, tutor, household, today)
    with played(working(today - timedelta(days=3)), 10):
        waiting = _propose(stage, tutor, asked, "Un premier contrat qui commence bien, avec un regard d’employeuse.")
        accompanying.answer(waiting, actor=tutor, yes=True)
        _volunteer(_household_of(first), "Nous employons depuis le printemps, et nous avons beaucoup appris.")
    _learn(stage, today, first, accompanied, household)
    _meet(stage, today, accompanied, household)


def _tutor(stage: Stage, day: date) -> Actor:
    """Monique Lefèvre is a household too: checked, then accepted as a tutor."""
    officer, user = stage.company.actor("placement_officer"), stage.company.users["employer_tutor"][0]
    grant(user, Role.HOUSEHOLD, day)
    with played(working(day), 9):
        household = household_actions.register(
            actor=officer,
            territory=TERRITORY,
            name="Foyer Lefèvre",
            contact_name="Mme Lefèvre",
            user=user,
            invented=True,
            town="Marseille",
            postcode="13006",
        )
        for kind, how in CHECKS:
            household_actions.note_check(household, actor=officer, kind=kind, how=how)
        household_actions.vet(household, actor=officer)
        offer = _volunteer(household, EXPERIENCE)
        volunteering.accept(offer, actor=officer, reason="Douze ans d’emploi, aime expliquer.", declarations_seen=True)
    return Actor.of(type(user).objects.get(pk=user.pk))


def _volunteer(household: Household, experience: str):
    return volunteering.volunteer(
        household, actor=Actor.of(household.user), charter_version=in_force().version, experience=experience
    )


def _propose(stage: Stage, tutor: Actor, accompanied: Pathway | Household, because: str):
    officer = stage.company.actor("placement_officer")
    return accompanying.propose(tutor.user, accompanied, actor=officer, because=because)


def _household_of(pathway: Pathway) -> Household:
    return pathway.contracts.select_related("household__user").order_by("starts_on").first().household


def _worker_tutored(stage: Stage, tutor: Actor, pathway: Pathway, today: date) -> None:
    herself = stage.herself(pathway)
    with played(working(today - timedelta(days=58)), 11):
        found = _propose(stage, tutor, pathway, "Deux foyers à la fois : apprendre à parler des horaires.")
        accompanying.share(found, actor=herself, words="Le mardi soir, c’est plus facile pour m’appeler.")
        for actor in (tutor, herself):
            accompanying.answer(found, actor=actor, yes=True)
    with played(working(today - timedelta(days=54)), 18):
        reached = journal.set_goal(found, actor=herself, words="Dire quand une tâche n’est pas dans le contrat")
        journal.set_goal(found, actor=herself, words="Noter mes heures toutes les semaines")
    for back, minutes, where, said in (
        (50, 60, "elsewhere", "Faire connaissance, lire le contrat ensemble"),
        (33, 45, "phone", "Comment demander un changement d’horaire"),
        (15, 30, "phone", "Le carnet d’heures, semaine par semaine"),
    ):
        with played(day := working(today - timedelta(days=back)), 19):
            line = journal.note_meeting(found, actor=tutor, day=day, minutes=minutes, where=where, said=said)
        with played(working(day + timedelta(days=1)), 20):
            journal.confirm_meeting(line, actor=herself)
    with played(working(today - timedelta(days=14)), 20):
        journal.reach_goal(reached, actor=herself)
    with played(day := working(today - timedelta(days=4)), 19):
        journal.note_meeting(found, actor=tutor, day=day, minutes=30, where="phone", said="Préparer les congés")


def _household_tutored(stage: Stage, tutor: Actor, household: Household, today: date) -> None:
    itself = Actor.of(household.user)
    with played(working(today - timedelta(days=40)), 11):
        found = _propose(stage, tutor, household, "Un premier contrat : que dire, que noter, que demander.")
        for actor in (tutor, itself):
            accompanying.answer(found, actor=actor, yes=True)
    with played(day := working(today - timedelta(days=30)), 18):
        line = journal.note_meeting(
            found, actor=itself, day=day, minutes=60, where="at_work", said="Déclarer le premier mois, pas à pas"
        )
        journal.confirm_meeting(line, actor=tutor)
    with played(working(today - timedelta(days=2)), 9):
        accompanying.raise_alert(
            found, actor=tutor, kind="hours", words="Les horaires changent souvent au dernier moment."
        )


def _learn(stage: Stage, today: date, first: Pathway, accompanied: Pathway, household: Household) -> None:
    """Two steps done on each side, one more begun."""
    other = _household_of(accompanied)
    for back, actor, codes in (
        (30, stage.herself(accompanied), ("worker_contract", "worker_hours")),
        (24, Actor.of(other.user), ("household_contract", "household_hours")),
        (12, stage.herself(first), ("worker_contract",)),
        (9, Actor.of(household.user), ("household_contract", "household_home")),
    ):
        with played(working(today - timedelta(days=back)), 20):
            for code in codes:
                _find(actor, code)
    with played(working(today - timedelta(days=5)), 20):
        _find(stage.herself(accompanied), "worker_home", at_most=1)


def _find(actor: Actor, code: str, at_most: int | None = None) -> None:
    found = [check.code for check in step(code).check][:at_most]
    learning.find(learner_of(actor), step(code), found, actor=actor)


def _meet(stage: Stage, today: date, accompanied: Pathway, household: Household) -> None:
    """A meeting in ten days: one of each side comes, one question is shown, one waits to be read."""
    officer = stage.company.actor("placement_officer")
    with played(working(today - timedelta(days=6)), 15):
        session = sessions.plan(
            actor=officer,
            territory=TERRITORY,
            topic="differences",
            starts_at=moment(working(today + timedelta(days=10)), 18),
            minutes=90,
            place="Maison de l’emploi, salle 2",
            seats=12,
            facilitator=stage.company.users["territory_coordinator"][0],
        )
    herself, itself = stage.herself(accompanied), Actor.of(household.user)
    _to_note(stage, today, itself)
    with played(working(today - timedelta(days=4)), 19):
        for actor in (herself, itself):
            sessions.join(session, learner_of(actor), actor=actor)
        asked = sessions.ask(
            learner_of(itself), actor=itself, topic="differences", words="Comment savoir si j’ai été comprise ?"
        )
        sessions.ask(
            learner_of(herself),
            actor=herself,
            topic="differences",
            words="Comment dire non à un repas sans vexer la famille ?",
        )
    with played(working(today - timedelta(days=3)), 9):
        sessions.show(asked, session, actor=officer)


def _to_note(stage: Stage, today: date, comes: Actor) -> None:
    """A meeting that was held last week: who came is not noted yet."""
    officer = stage.company.actor("placement_officer")
    with played(working(today - timedelta(days=20)), 15):
        session = sessions.plan(
            actor=officer,
            territory=TERRITORY,
            topic="hours",
            starts_at=moment(working(today - timedelta(days=7)), 18),
            minutes=90,
            place="Maison de l’emploi, salle 2",
            seats=12,
            facilitator=stage.company.users["territory_coordinator"][0],
        )
    with played(working(today - timedelta(days=15)), 19):
        sessions.join(session, learner_of(comes), actor=comes)
