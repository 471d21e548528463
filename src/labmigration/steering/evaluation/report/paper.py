"""The report on paper: data for the template, sentences only."""

from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from labmigration.access.roles import Role
from labmigration.programme.indicators import catalogue
from labmigration.steering.evaluation.comparison import Group
from labmigration.steering.evaluation.report import words
from labmigration.steering.evaluation.report.content import Content, PlanTold
from labmigration.ui.spoken import day

_SMALL = gettext_lazy(
    "Ce rapport montre de petits nombres : il reste à l’équipe d’évaluation. Ce qui en sort passe par une extraction."
)


def paper_of(content: Content, language: str) -> dict[str, Any]:
    """What the template draws; every text is translated already."""
    registered = content.registered_codes
    return {
        "title": _("Évaluation : %(territory)s, données gelées au %(day)s")
        % {"territory": content.territory_name, "day": day(content.on)},
        "warning_title": _("Ce que ce rapport peut prouver"),
        "warning": [*words.power_told(content), str(_SMALL)],
        "people_title": _("Qui est dans ces lignes"),
        "people": _people(content),
        "plans_title": _("Le plan enregistré"),
        "plans": [_plan(each) for each in content.plans],
        "no_plan": ""
        if content.plans
        else _("Aucun plan n’était enregistré au moment du gel : tout ce qui suit est exploratoire."),
        "results_title": _("Résultats inscrits au plan"),
        "results": _figures(content, registered, language),
        "others_title": _("Autres indicateurs, exploratoires"),
        "others": _figures(content, [c for c in content.manifest["definitions"] if c not in registered], language),
        "comparison_title": _("Les personnes qui attendent, comme comparaison"),
        "comparison": _compared(content),
        "displacement_title": _("Les autres candidats du territoire"),
        "displacement": _(
            "Les embauches des autres candidats ne se calculent pas : le produit ne connaît que les personnes du Lab. "
            "Un effet peut donc être pris à d’autres ; un essai sur 235 territoires l’a observé (Crépon et al., 2013)."
        ),
        "origin_title": _("D’où vient ce rapport"),
        "origin": _origin(content),
        "definitions_title": _("Définitions"),
        "definitions": [
            [code, str(each["version"]), each["digest"][:16]]
            for code, each in sorted(content.manifest["definitions"].items())
        ],
        "definitions_head": [_("Indicateur"), _("Version"), _("Empreinte")],
        "footer": _("Gel %(digest)s") % {"digest": content.digest[:16]},
    }


def _people(content: Content) -> list[tuple[str, str]]:
    told = content.manifest["consent"]
    return [
        (_("Personnes du territoire"), str(told["people"])),
        (_("Ont dit oui à la recherche, et sont dans ces lignes"), str(told["lines"])),
        (_("Ont dit non"), str(told["refused"])),
        (_("Ont repris leur oui : leurs lignes n’y sont plus"), str(told["withdrawn"])),
        (_("dont depuis le gel d’avant"), str(told["withdrawn_since_last"])),
        (_("N’ont pas encore répondu"), str(told["never_asked"])),
    ]


def _plan(plan: PlanTold) -> dict[str, Any]:
    if plan.first_person_on is None:
        came = _("avant la première personne orientée")
    elif plan.first_outcome_on is None:
        came = _("après la première personne orientée (%(day)s), avant le premier résultat connu") % {
            "day": day(date.fromisoformat(plan.first_person_on))
        }
    else:
        came = _("après les premiers résultats connus (%(day)s)") % {
            "day": day(date.fromisoformat(plan.first_outcome_on))
        }
    lines = [
        (_("Enregistré le"), f"{day(date.fromisoformat(plan.registered_on))}, {came}"),
        (_("Signé par"), [f"{name}, {Role(role).label}" for name, role in plan.signed]),
        (_("Empreinte"), plan.digest[:32]),
        (_("Questions"), plan.words["questions"]),
        (_("Comparaison"), plan.words["comparison"]),
        (_("Analyse"), plan.words["analysis"]),
        (_("Personnes perdues de vue"), plan.words["missing"]),
    ]
    changed = (
        _("Définition changée depuis l’enregistrement : %(codes)s. Ces résultats ne sont plus ceux annoncés.")
        % {"codes": ", ".join(plan.changed)}
        if plan.changed
        else _("Aucune définition n’a changé depuis l’enregistrement.")
    )
    amendments = [
        _("Avenant n° %(number)s, %(day)s : %(change)s Raison : %(reason)s")
        % {
            "number": each["number"],
            "day": day(date.fromisoformat(each["on"])),
            "change": each["change"],
            "reason": each["reason"],
        }
        for each in plan.amendments
    ]
    return {"title": plan.words["title"], "facts": lines, "changed": changed, "amendments": amendments}


def _figures(content: Content, codes: list[str], language: str) -> list[dict[str, Any]]:
    known = catalogue()
    return [
        {"title": words.figure_title(each, known.indicator(each.code).name.in_language(language)), "lines": told}
        for code in codes
        for each in content.figures
        if each.code == code and (told := words.figure_told(each))
    ]


def _compared(content: Content) -> list[str]:
    found = content.compared
    if found is None:
        return [_("Ne se calcule pas : personne n’attendait pendant que d’autres avaient une place.")]
    return [
        _("Suivies des mêmes jours (%(days)s débuts de cohorte), que la formation ait été suivie ou non.")
        % {"days": found.days},
        _("Avec une place : %(told)s") % {"told": _group(found.offered)},
        _("En attente : %(told)s") % {"told": _group(found.waiting)},
        _("De celles qui avaient une place, %(started)s ont commencé et %(completed)s ont terminé.")
        % {"started": found.started, "completed": found.completed},
        _("Les premiers mois, être en formation retarde l’embauche."),
        *_lots(content),
    ]


def _lots(content: Content) -> list[str]:
    drawn = content.manifest["lots"]
    if not drawn:
        return [_("Personne n’a été tiré au sort : la différence peut venir de qui a eu une place.")]
    told = [
        _("Ordre tiré au sort le %(day)s, %(people)s personnes pour %(seats)s places (%(title)s), graine « %(seed)s ».")
        % {**each, "day": day(date.fromisoformat(each["on"]))}
        for each in drawn
    ]
    return [*told, _("Les autres places n’ont pas été tirées au sort : la différence peut venir de qui les a eues.")]


def _group(group: Group) -> str:
    told = _("%(people)s personnes (%(lines)s suivis), %(hired)s embauchées pendant le suivi") % {
        "people": group.people,
        "lines": group.lines,
        "hired": group.hired,
    }
    for each in group.told:
        if each.share is None or each.low is None or each.high is None:
            told += _(" ; à %(months)s mois : personne n’est suivi si longtemps") % {
                "months": words.number(each.months)
            }
        else:
            told += _(" ; à %(months)s mois : %(share)s %% (%(low)s–%(high)s %%)") % {
                "months": words.number(each.months),
                "share": words.number(100 * each.share, 0),
                "low": words.number(100 * each.low, 0),
                "high": words.number(100 * each.high, 0),
            }
    return told


def _origin(content: Content) -> list[tuple[str, str | list[str]]]:
    code = content.manifest["code"]
    lines: list[tuple[str, str | list[str]]] = [
        (_("Empreinte du gel"), [content.digest[:32], content.digest[32:]]),
        (_("Code qui a gelé"), f"{code['package']} · {code['digest'][:16]}"),
        (_("Programme"), content.manifest["programme"]),
    ]
    if content.recomputed_by_other_code:
        lines.append((_("Attention"), _("Ce rapport est recalculé par un autre code que celui du gel.")))
    if content.redefined:
        codes = ", ".join(content.redefined)
        lines.append((_("Définitions changées depuis le gel"), codes))
    return lines
