"""The Marseille pilot, played from its first referral to today.

Four cohorts of twelve invented people: one finished twenty months ago and is at its eighteen-month follow-up, one is
being matched with households, one is in training this week, one is forming. Around them, people at reception: refused,
incomplete, perhaps known already. Days are counted back from today, so that every screen has something to show.
"""

from collections.abc import Callable
from datetime import date, timedelta

from django.db import transaction

from labmigration import clock
from labmigration.access.actor import Actor
from labmigration.demo import (
    admitted,
    agreements,
    cast,
    certification,
    childminder,
    civic,
    documents,
    extracts,
    households,
    interests,
    interviews,
    meetings,
    opening,
    papers,
    positionings,
    prescriptions,
    quality,
    questionnaires,
    reception_cases,
    referrals,
    rights,
    scenes,
    school,
    steering,
    timetables,
    weeks,
)
from labmigration.demo.accounts import TERRITORY, Company, open_accounts
from labmigration.demo.scenes import Stage, working
from labmigration.pathway.models import Pathway
from labmigration.territories.models import Organisation

SAY = Callable[[str], None]


def play_if_missing() -> None:
    """Play the pilot on a database that has none; nothing is kept of a play that was interrupted."""
    with Actor.system(TERRITORY).at_work():
        if Organisation.objects.exists():
            return
        print("Pilote de Marseille : personnes inventées, moins d’une minute…", flush=True)
        play(say=lambda line: print(f"  {line}", flush=True))


@transaction.atomic
def play(*, say: SAY = lambda line: None) -> Company:
    """Everything in one transaction: a pilot is there whole, or not at all."""
    today = clock.today()
    with Actor.system(TERRITORY).at_work():
        company = open_accounts(today - timedelta(days=900))
        stage = Stage(company)
        around = households.Neighbourhood(stage)
        for title, chapter in (
            ("première cohorte : en emploi, suivis à 6 et 18 mois", _first),
            ("deuxième cohorte : certifiée, mises en relation et contrats", _second),
            ("troisième cohorte : en formation cette semaine", _third),
            ("quatrième cohorte : en constitution", _fourth),
        ):
            say(title)
            chapter(stage, today, around)
        say("accueil : refus, dossiers incomplets, doublons possibles")
        newcomers = reception_cases.play(stage, today)
        admitted.play(stage, today)
        say("papiers photographiés, droit au travail vérifié de nouveau")
        papers.play(stage, newcomers, today)
        say("choix, demandes, contact protégé")
        rights.play(stage)
        say("évaluation : plan enregistré, données gelées ; prévisions gardées")
        steering.play(stage, today)
        say("Lille : un territoire en préparation")
        opening.play(stage, today)
        say("partenaires, convention, financement et comité (inventés)")
        agreements.play(stage, today)
        say("questionnaires, opération européenne (inventée)")
        questionnaires.play(stage, today)
        say("entretiens de recherche (inventés)")
        interviews.play(stage)
        say("recherche : projets approuvés par deux, tableaux externes")
        extracts.play(stage, today)
        say("livret et document de référence : une copie faite")
        documents.play(stage, today)
    return company


def _first(stage: Stage, today: date, around: households.Neighbourhood) -> None:
    start = _monday(today - timedelta(days=735))
    training = _training("Garde d’enfants n° 1", "childcare_provider", start, 0)
    people = _until_signed(stage, training, start - timedelta(days=70), today, seed=1)
    _whole_training(stage, training, people)
    jury = working(training.ends_on + timedelta(days=24))
    for number, pathway in enumerate(people[:11]):
        school.before_the_jury(stage, pathway, jury, retake=number == 9)
    school.before_the_jury(stage, people[9], working(jury + timedelta(days=45)))
    households.employ_first_cohort(stage, people, jury, around, today)
    childminder.at_home(stage, *scenes.refreshed(people[7:8]), today)
    certification.first_cohort(stage, scenes.refreshed(people), today)


def _second(stage: Stage, today: date, around: households.Neighbourhood) -> None:
    start = _monday(today - timedelta(days=262))
    training = _training("Assistance de vie n° 2", "dependency_carer", start, 1)
    people = _until_signed(stage, training, start - timedelta(days=75), today, seed=2)
    _whole_training(stage, training, people)
    quality.second_cohort(stage, people)
    jury = working(training.ends_on + timedelta(days=21))
    for number, pathway in enumerate(people[:11]):
        if number < 8:
            school.before_the_jury(stage, pathway, jury)
        elif number == 8:
            school.before_the_jury(stage, pathway, working(today - timedelta(days=13)))
        elif number == 10:
            school.before_the_jury(stage, pathway, working(today + timedelta(days=6)), decided=False)
    households.match_second_cohort(stage, people[:9], jury, around, today)
    weeks.play(stage, people[:9], around, today)
    civic.second_cohort(stage, scenes.refreshed(people), today)
    certification.second_cohort(stage, scenes.refreshed(people), today)


def _third(stage: Stage, today: date, around: households.Neighbourhood) -> None:
    start = _monday(today - timedelta(days=52))
    training = _training("Employé familial n° 3", "family_assistant", start, 0)
    people = _until_signed(stage, training, start - timedelta(days=65), today, seed=3, answering=True)
    cohort = _formed(stage, training, people)
    school.hold(stage, cohort, today, drifting=people[3:5])
    school.evaluate(stage, cohort, today - timedelta(days=3), share=0.7)
    quality.third_cohort(stage, people, today)
    prescriptions.see_more(stage, people[0], today - timedelta(days=2))


def _fourth(stage: Stage, today: date, around: households.Neighbourhood) -> None:
    start = _monday(today + timedelta(days=26))
    training = _training("Assistante maternelle n° 4", "childminder", start, 1)
    arrived = today - timedelta(days=48)
    people = _received(stage, "orientations-assistante-maternelle.csv", training.occupation, arrived, today, seed=4)
    for number, pathway in enumerate(people):
        referrals.admit(stage, pathway, arrived + timedelta(days=3 + number % 4))
    for number, pathway in enumerate(people[:10]):
        day = arrived + timedelta(days=14 + number)
        scenes.orient(stage, pathway, day, occupation=training.occupation, missed_first=number == 6)
    scenes.plan_meeting(stage, people[10], today - timedelta(days=4), today)
    meetings.play(stage, people[11:], today)
    interests.play(stage, people[:10], today)
    for number, pathway in enumerate(people[:7]):
        scenes.position(stage, pathway, arrived + timedelta(days=27 + number))
    positionings.position(stage, people[7], today - timedelta(days=12), number=42)
    positionings.answer_all(stage, people[8], today - timedelta(days=5), number=40)
    positionings.begin_answering(people[9], today - timedelta(days=1), number=41)
    for number, pathway in enumerate(people[:7]):
        day = today - timedelta(days=9 - number)
        prescriptions.prescribe(stage, pathway, day, occupation=training.occupation, number=number, signed=number < 5)
    prescriptions.give_opinion(stage, people[7], today - timedelta(days=1), occupation=training.occupation, number=7)
    cohort = school.form(stage, training, today - timedelta(days=12))
    school.enrol(stage, cohort, scenes.refreshed(people[:4]), today - timedelta(days=2))
    timetables.play(stage, cohort, scenes.refreshed(people[:6]), today)


def _until_signed(
    stage: Stage, training: school.Training, arrived: date, today: date, *, seed: int, answering: bool = False
) -> list[Pathway]:
    """Twelve people from their referral to a signed prescription; `answering`: the tool asks half of them."""
    name = f"orientations-{cast.OCCUPATION_LABELS[training.occupation].replace(' ', '-')}.csv"
    people = _received(stage, name, training.occupation, arrived, today, seed=seed)
    for number, pathway in enumerate(people):
        referrals.admit(stage, pathway, arrived + timedelta(days=4 + number % 3))
        day = arrived + timedelta(days=16 + number)
        scenes.orient(stage, pathway, day, occupation=training.occupation, missed_first=number == 8)
        if answering and number % 2 == 0:
            positionings.position(stage, pathway, day + timedelta(days=7), number=number)
        else:
            scenes.position(stage, pathway, day + timedelta(days=7))
        scenes.prescribe(stage, pathway, day + timedelta(days=14), occupation=training.occupation)
    return scenes.refreshed(people)


def _received(stage: Stage, name: str, occupation: str, day: date, today: date, *, seed: int) -> list[Pathway]:
    people = referrals.receive(stage, name, cast.people(12, occupation, day, today, seed=seed), day)
    scenes.assign_all(stage, people, day + timedelta(days=1))
    return scenes.refreshed(people)


def _formed(stage: Stage, training: school.Training, people: list[Pathway]):
    cohort = school.form(stage, training, training.starts_on - timedelta(days=20))
    school.enrol(stage, cohort, people, training.starts_on - timedelta(days=10))
    school.plan(stage, cohort, training, training.starts_on - timedelta(days=9))
    school.start(stage, cohort)
    return cohort


def _whole_training(stage: Stage, training: school.Training, people: list[Pathway]) -> None:
    """From the first day to the last; one person leaves on the way."""
    cohort = _formed(stage, training, people)
    school.withdraw(stage, people[11], training.starts_on + timedelta(days=40), cause="moved")
    school.hold(stage, cohort, training.ends_on + timedelta(days=1))
    school.evaluate(stage, cohort, training.ends_on)
    school.finish(stage, cohort, training.ends_on + timedelta(days=2))
    scenes.refreshed(people)


def _training(name: str, occupation: str, start: date, trainer: int) -> school.Training:
    """Four months, as the first support pathway lasted (S4)."""
    return school.Training(name, occupation, start, start + timedelta(days=4 * 30 + 3), trainer)


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())
