"""After the meeting people have read the leaflet of their occupation again, and say what they think of it now."""

from collections.abc import Sequence
from datetime import date, timedelta

from labmigration.demo.scenes import Stage, played, working
from labmigration.pathway.models import Pathway
from labmigration.pathway.orientation import interest_actions
from labmigration.pathway.orientation.models import Interest, Reason

READ_IT = "J’ai lu la feuille avec ma sœur. Je veux toujours faire ce métier."
PREFERS = "Accueillir des enfants chez moi, mon logement est trop petit. Je préfère aller chez les familles."
DOUBTS = "Je ne sais pas si je peux finir à 19 heures."


def play(stage: Stage, people: Sequence[Pathway], today: date) -> None:
    """One says yes again, one changed and was heard, one hesitates: her advisor has not read it yet."""
    sure, changed, unsure = people[0], people[-2], people[-1]
    with played(today - timedelta(days=6), 20):
        interest_actions.say(
            sure,
            actor=stage.herself(sure),
            interest=Interest.CONFIRMED,
            reasons=(Reason.PEOPLE, Reason.EXPERIENCE),
            words=READ_IT,
        )
        said = interest_actions.say(
            changed,
            actor=stage.herself(changed),
            interest=Interest.CHANGED,
            wanted="childcare_provider",
            reasons=(Reason.HOME,),
            words=PREFERS,
        )
    with played(working(today - timedelta(days=5)), 9):
        interest_actions.take_up(said, actor=stage.advisor_of(changed))
    with played(today - timedelta(days=1), 20):
        interest_actions.say(
            unsure, actor=stage.herself(unsure), interest=Interest.UNSURE, reasons=(Reason.HOURS,), words=DOUBTS
        )
