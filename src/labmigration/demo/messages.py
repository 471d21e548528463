"""The scenes of relayed messages: a meeting talked over in ready sentences, own words, a question that is reported."""

from datetime import date, timedelta
from typing import Any

from labmigration.access.actor import Actor
from labmigration.demo.scenes import Stage, played, working
from labmigration.pathway.matching.messages import actions
from labmigration.pathway.matching.models import Introduction


def talk(stage: Stage, meeting: Introduction, asked: Introduction, today: date) -> None:
    """`meeting`: both know each other, an answer waits for her; `asked`: both said yes, she reports a question."""
    met = working(today + timedelta(days=2))
    _say(stage, meeting, today - timedelta(days=5), 18, home=True, code="meet_can",
         values={"day": met.isoformat(), "time": "17:00"})  # fmt: skip
    _say(stage, meeting, today - timedelta(days=5), 19, code="meet_fits",
         values={"day": met.isoformat(), "time": "17:00"})  # fmt: skip
    _say(stage, meeting, today - timedelta(days=2), 9, code="way_ask")
    _say(stage, meeting, today - timedelta(days=2), 12, home=True, code="way_line",
         values={"line": "bus 12", "stop": "Place du Marché"})  # fmt: skip
    _say(stage, meeting, today - timedelta(days=1), 20, home=True, words="Les enfants ont hâte de vous rencontrer !")
    _say(stage, asked, today - timedelta(days=1), 10, code="meet_ask")
    question = _say(
        stage, asked, today - timedelta(days=1), 18, home=True, words="Avant, dites-nous de quel pays vous venez."
    )
    with played(today - timedelta(days=1), 21):
        actions.report(
            asked,
            actor=stage.herself(asked.pathway),
            reason="discrimination",
            words="Je n’ai pas envie de répondre à cela.",
            message=question,
        )


def _say(stage: Stage, introduction: Introduction, day: date, hour: int, *, home: bool = False, **said: Any) -> Any:
    actor = Actor.of(introduction.need.household.user) if home else stage.herself(introduction.pathway)
    with played(day, hour):
        return actions.write(introduction, actor=actor, **said)
