"""A scenario on one page of paper."""

from typing import Any

from django.contrib.humanize.templatetags.humanize import intcomma
from django.utils.translation import gettext as _
from django.utils.translation import override

from labmigration import printing
from labmigration.decisions.forecast import Spread
from labmigration.steering.forecasting import drawing, words
from labmigration.steering.forecasting.models import Scenario
from labmigration.steering.forecasting.playing import Played
from labmigration.steering.forecasting.scenarios import sources_told
from labmigration.territories.opening.queries import jobs_to_fill
from labmigration.ui.spoken import day


def scenario_pdf(scenario: Scenario, played: Played, territory: str, *, language: str) -> bytes:
    """The document in French or English; the same scenario, version and day give the same bytes."""
    with override(language):
        return printing.pdf(
            "steering/forecasting/printing/scenario.typ", _told(scenario, played, territory), language=language
        )


def _told(scenario: Scenario, played: Played, territory: str) -> dict[str, Any]:
    held = words.bottleneck(played)
    jobs = words.jobs_share(jobs_to_fill(scenario.territory_id, scenario.on), played.at_end("hired"))
    question = scenario.question
    return {
        "title": f"{territory} : {scenario.name}",
        "introduction": _(
            "Ce que ce réglage donnerait, simulé %(runs)s fois. Les nombres vont de … à … : neuf fois sur dix entre "
            "les deux. Le calcul part d’un territoire vide ; ce n’est pas une promesse."
        )
        % {"runs": question["replications"]},
        "levers": [
            (_("Personnes orientées, par mois"), words.number(question["arrivals_a_month"])),
            (_("Conseillères et conseillers"), str(question["advisors"]["count"])),
            (_("Salles de formation"), str(question["cohort"]["rooms"])),
            (_("Files d’attente pour une cohorte"), str(question["cohort"]["tracks"])),
            (_("Une cohorte commence à"), _start_rule(question["cohort"])),
        ],
        "results_title": _("Fin %(year)s") % {"year": drawing.by_year(played)[-1].year},
        "results": [(label, _band(played.at_end(kind))) for kind, label, _means in drawing.PANELS],
        "held_title": held.title,
        "held": held.told,
        "jobs": ""
        if jobs is None
        else _(
            "Les embauches feraient de %(low)s à %(high)s %% des %(jobs)s emplois à pourvoir (%(scope)s ; %(source)s)."
        )
        % {"low": jobs.low, "high": jobs.high, "jobs": intcomma(jobs.jobs), "scope": jobs.scope, "source": jobs.source},
        "supposed_title": _("Ce que le calcul suppose"),
        "supposed": [
            (
                f"{each.chance.label} : {words.number(100 * each.share, 0)} %",
                _("chiffre du territoire, %(people)s personnes, du %(since)s au %(until)s")
                % {"people": each.people, "since": day(each.since), "until": day(each.until)}
                if each.own
                else _("hypothèse d’illustration, ce n’est pas une donnée du Lab"),
            )
            for each in sources_told(scenario)
        ],
        "years": {
            "head": [_("Fin de l’année"), *(str(label) for _kind, label, _means in drawing.PANELS)],
            "rows": [
                [
                    str(row.year),
                    *(_band(dict(zip(drawing.KINDS, row.cells, strict=True))[kind]) for kind, *_ in drawing.PANELS),
                ]
                for row in drawing.by_year(played)
            ],
        },
        "footer": _("Moteur %(engine)s · graine %(seed)s · calculé le %(day)s · gardé par %(who)s")
        % {"engine": scenario.engine, "seed": scenario.seed, "day": day(scenario.on), "who": scenario.kept_by.name},
    }


def _start_rule(cohort: dict[str, Any]) -> str:
    told = _("%(n)s personnes") % {"n": cohort["start_with"]}
    if cohort["max_wait_months"] is None:
        return told
    return (
        told
        + " "
        + _("(ou moins, après %(months)s mois d’attente)") % {"months": words.number(cohort["max_wait_months"])}
    )


def _band(spread: Spread) -> str:
    return _("de %(low)s à %(high)s") % {"low": round(spread.p5), "high": round(spread.p95)}
