"""Steering the invented pilot: a plan registered before anybody came, an amendment, frozen data, forecasts kept."""

from dataclasses import replace
from datetime import date, timedelta

from labmigration import clock
from labmigration.demo.accounts import TERRITORY
from labmigration.demo.scenes import Stage
from labmigration.steering.evaluation import freezes, plans
from labmigration.steering.evaluation.documents import digest_of
from labmigration.steering.forecasting import actions as forecasts
from labmigration.steering.forecasting.levers import as_today
from labmigration.steering.forecasting.own_figures import own_figures

#: The first cohort's people were referred some 800 days ago.
REGISTERED_BEFORE = timedelta(days=830)
AMENDED_BEFORE = timedelta(days=200)
FROZEN_BEFORE = timedelta(days=2)
PLAN = {
    "title": "Le Lab mène-t-il à un emploi qui dure ? (plan inventé)",
    "questions": [
        "Combien de personnes entrées en formation obtiennent au moins un bloc ?",
        "Combien sont encore en emploi à domicile 6 et 18 mois après le premier jour payé ?",
    ],
    "outcomes": ["C1", "C2", "E3", "M2", "P2"],
    "comparison": "Les personnes éligibles qui attendent une place, suivies des mêmes jours.",
    "analysis": "Parts avec intervalle de Wilson ; durée en emploi par Kaplan-Meier ; causes de départ par "
    "Aalen-Johansen. Chacune reste dans le groupe de l’offre qui lui a été faite.",
    "missing": "Les personnes perdues de vue restent au dénominateur, avec une borne basse et une borne haute.",
}


def play(stage: Stage, today: date) -> None:
    """Everything through the actions of the pages."""
    researcher, admin = stage.company.actor("researcher"), stage.company.actor("programme_admin")
    with clock.at(today - REGISTERED_BEFORE):
        plan = plans.draft(TERRITORY, actor=researcher, told=PLAN)
        plans.propose(plan, actor=researcher, role="researcher")
        registered = plans.confirm(plan, actor=admin, role="programme_admin", seen=digest_of(plan.document))
    with clock.at(today - AMENDED_BEFORE):
        plans.amend(
            registered,
            actor=researcher,
            role="researcher",
            change="Une vague facultative à 36 mois s’ajoute.",
            reason="Un essai suédois a vu ses effets s’affaiblir après trois ans.",
        )
    with clock.at(today - FROZEN_BEFORE):
        freezes.freeze_now(TERRITORY, clock.today())
    coordinator = stage.company.actor("territory_coordinator")
    own = own_figures(TERRITORY)
    as_it_is = as_today(own)
    for name, levers in (
        ("Comme aujourd’hui", as_it_is),
        ("Cohortes mélangées", replace(as_it_is, tracks=1)),
        ("Deux fois plus d’orientations, mélangées", replace(as_it_is, tracks=1, arrivals=2 * as_it_is.arrivals)),
    ):
        forecasts.keep(TERRITORY, actor=coordinator, name=name, levers=levers, own=own)
