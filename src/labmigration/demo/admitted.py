"""Three people who were admitted this week and are about to choose their first meeting, each in her language."""

from datetime import date, timedelta

from labmigration.demo import cast, referrals, scenes
from labmigration.demo.scenes import Stage, played, working
from labmigration.pathway import actions as pathway_actions
from labmigration.pathway.orientation import telling

OCCUPATION = "dependency_carer"
LANGUAGES = ("ar", "uk", "fr")


def play(stage: Stage, today: date) -> None:
    """Referred, taken in charge by the advisor who has hours open, admitted; the link to choose was sent."""
    arrived = today - timedelta(days=8)
    people = list(cast.people(len(LANGUAGES), OCCUPATION, arrived, today, seed=6))
    for person, language in zip(people, LANGUAGES, strict=True):
        person.row["langue_contact"] = language
    advisor = stage.company.actor("advisor")
    pathways = referrals.receive(stage, "orientations-de-la-semaine.csv", people, arrived)
    with played(working(arrived + timedelta(days=1)), 10):
        for pathway in pathways:
            pathway_actions.assign(pathway, advisor.user, actor=advisor, instead_of=None)
    for pathway in scenes.refreshed(pathways):
        referrals.admit(stage, pathway, today - timedelta(days=3))
        with played(working(today - timedelta(days=2)), 16):
            telling.invite(pathway, actor=advisor)
