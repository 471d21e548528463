"""The words of figures: units, denominators, categories, and why a figure cannot be told."""

from typing import Any

from django.utils.formats import number_format
from django.utils.translation import get_language, gettext, ngettext
from django.utils.translation import gettext_lazy as _

from labmigration.pathway.certification.counted import ROUTES
from labmigration.pathway.positioning.results.wording import occupation_name
from labmigration.pathway.reception.explaining import ground_name, reason
from labmigration.pathway.training.counted import CAUSES
from labmigration.people.models import Sex
from labmigration.programme import ProgrammeError
from labmigration.programme.indicators import Bilingual
from labmigration.steering.indicators.measure import IndicatorValue

NBSP = "\u00a0"

MEASURES = {
    ("C1", "title"): _("titre entier"),
    ("C1", "block"): _("un bloc au moins"),
    ("E1", "employed"): _("en emploi"),
    ("E1", "seeking"): _("en recherche d’emploi"),
    ("E2", "month_6"): _("en emploi"),
    ("E2", "better"): _("meilleure situation de travail"),
    ("E5", "net_6"): _("paie nette par mois, à 6 mois, comme elles la disent"),
    ("E5", "net_18"): _("paie nette par mois, à 18 mois, comme elles la disent"),
    ("I1", "workers"): _("personnes qui travaillent"),
    ("I1", "households"): _("foyers"),
    ("K1", "starters"): _("par personne qui a commencé"),
    ("K1", "certified"): _("par personne certifiée"),
    ("K1", "month_18"): _("par personne en emploi à 18 mois"),
    ("Q1", "reaction"): _("niveau 1, réaction"),
    ("Q1", "learning"): _("niveau 2, « je sais le faire »"),
    ("Q1", "practice"): _("niveau 3, pratique vue par un tuteur"),
}
UNITS_OF_TERMS = {"hours": _("heures par semaine"), "euros": _("paie brute par semaine")}
WHO = {
    "starters": _("toutes celles qui ont commencé"),
    "completers": _("celles qui ont terminé la formation"),
    "population": _("toutes celles de la définition"),
    "observed": _("celles dont l’issue est connue"),
    "assessed": _("dossiers examinés"),
    "eligible": _("personnes éligibles"),
    "certified": _("personnes certifiées"),
    "blocks": _("blocs décidés par un jury"),
    "ready": _("personnes prêtes"),
    "households": _("foyers employeurs"),
    "surveyed": _("personnes interrogées"),
    "asked": _("foyers interrogés"),
    "made": _("suivis faits, même hors de la fenêtre"),
    "worker_years": _("années travaillées"),
    "jobs": _("emplois à pourvoir"),
    "answered": _("ont dit ce qu’elles reçoivent"),
    "tasks": _("tâches d’installation"),
    "month_18": _("personnes en emploi à 18 mois"),
}
#: Denominators that say something else where they stand under these indicators.
WHO_OF = {
    ("E3", "population"): _("personnes embauchées"),
    ("E6", "population"): _("personnes embauchées"),
    ("E7", "population"): _("personnes embauchées"),
    ("H1", "population"): _("personnes embauchées"),
    ("A4", "starters"): _("questionnaires d’entrée remplis"),
    ("P1", "starters"): _("heures, pour toutes celles qui ont commencé"),
    ("P1", "completers"): _("heures, pour celles qui ont terminé"),
    ("Q2", "population"): _("suivis dus"),
    ("C1", "observed"): _("personnes passées devant un jury"),
    ("P2", "observed"): _("formations finies, terminées ou non"),
    ("E5", "observed"): _("embauchées, l’échéance venue"),
    ("Q1", "observed"): _("avis demandés"),
    ("H2", "observed"): _("foyers qui ont répondu"),
    ("I2", "observed"): _("réponses sans nom"),
    ("P3", "observed"): _("mesurées deux fois"),
}
CANNOT = {
    "nobody": _("Personne n’est encore concerné : il n’y a pas de dénominateur."),
    "not_due": _("L’échéance n’est encore venue pour personne."),
    "nobody_answered": _("L’issue n’est encore connue pour personne : ni réponse, ni contrat."),
    "no_survey": _("La question n’a encore été posée à personne."),
    "too_few_unnamed": _("Moins de 11 réponses sans nom : on ne les montre pas encore."),
    "no_exit_test": _("Aucun niveau de français n’est mesuré à la sortie : le progrès ne peut pas se calculer."),
    "no_education": _("Le niveau d’études n’est encore connu pour personne."),
    "no_jobs_figure": _("Aucune source ne donne les emplois à pourvoir dans ce périmètre exact."),
    "no_readiness": _("La liste des tâches d’installation n’est pas commencée."),
    "no_costs": _("Aucune dépense éligible n’est encore saisie."),
    "no_tutor_notes": _("Ce que voient les tuteurs n’est pas encore recueilli."),
    "nobody_ready": _("Personne n’est prêt ce jour-là : il n’y a pas de dénominateur."),
    "median_not_reached": _("Moins de la moitié a commencé : l’attente médiane n’est pas encore atteinte."),
}
NOTES = {
    "interval_of_share": _("Personne n’est parti, ou tout le monde : l’intervalle est celui de la proportion."),
    "uncertain_dates": _(
        "Des départs ont été appris à un suivi : leur date est incertaine, on les compte au jour où ce suivi était dû."
    ),
}
EXITS = {
    "left_employment": _("fin de l’emploi, sans autre cause connue"),
    "other_sector": _("emploi dans un autre secteur"),
    "moved": _("a quitté le territoire"),
    "right_to_work_ended": _("fin du droit au travail"),
}
AGES = {
    "under_18": _("moins de 18 ans"),
    "18-29": _("18 à 29 ans"),
    "30-54": _("30 à 54 ans"),
    "55+": _("55 ans et plus"),
}
EDUCATION = {
    "none": _("pas d’école, ou pas toute l’école primaire"),
    "primary": _("école primaire"),
    "lower_secondary": _("collège"),
    "upper_secondary": _("lycée, ou diplôme d’un métier"),
    "post_secondary": _("après le lycée, hors université"),
    "tertiary": _("université ou études supérieures"),
    "prefer_not": _("ne souhaite pas le dire"),
}
KINDS = {
    "referrer": _("Par orienteur"),
    "reason": _("Motifs de refus (une personne peut en avoir plusieurs)"),
    "sex": _("Par sexe"),
    "age": _("Par âge"),
    "status": _("Par statut"),
    "education": _("Par niveau d’études"),
    "cause": _("Par cause (Aalen-Johansen)"),
    "exit": _("Par cause de départ (Aalen-Johansen)"),
    "route": _("Par voie"),
    "occupation": _("Par métier"),
    "cohort": _("Par cohorte"),
    "provider": _("Par organisme de formation"),
    "french_oral": _("Par français oral à l’entrée"),
}
ESTIMATORS = {
    "count": _("nombre"),
    "proportion": _("proportion, intervalle de Wilson à 95 %"),
    "bounds": _("proportion, intervalle de Wilson à 95 %, et bornes pour les issues inconnues"),
    "ratio": _("rapport"),
    "kaplan_meier": _("Kaplan-Meier, intervalle à 95 % par log(−log)"),
    "aalen_johansen": _("Aalen-Johansen, causes concurrentes, intervalle à 95 % par log(−log)"),
    "poisson": _("taux, intervalle exact de Poisson à 95 %"),
    "quartiles": _("médiane et quartiles"),
    "mean": _("moyenne"),
}
CODE_STATES = {
    "seen": _("vu dans des outils publics, non vérifié dans un texte"),
    "deduced": _("déduit, non vérifié"),
    "not_verified": _("non vérifié"),
    "proposed": _("rapprochement proposé par nous"),
}
UNKNOWN = _("non connu")


def told(text: Bilingual) -> str:
    """A text of a definition in the language of whoever reads."""
    return text.in_language(get_language() or "fr")


def measure_name(value: IndicatorValue) -> str:
    """Which of its indicator's figures this is, in words; empty where there is one."""
    if value.code == "E5" and value.month is not None:
        return f"{UNITS_OF_TERMS[value.unit]}, {_at(value.month)}"
    known = MEASURES.get((value.code, value.measure))
    if known is not None:
        return str(known)
    return _at(value.month) if value.month is not None else ""


def _at(month: int) -> str:
    return ngettext("à %(month)s mois", "à %(month)s mois", month) % {"month": month}


def who(code: str, part: str) -> Any:
    """A denominator in words."""
    return WHO_OF.get((code, part)) or WHO[part]


def category(kind: str, name: str) -> Any:
    """One category of a breakdown or a detail, in words; what is nobody's code stands as it is."""
    if not name:
        return UNKNOWN
    if kind == "reason":
        return reason(name)
    if kind == "status":
        return gettext("plusieurs motifs") if name == "several" else ground_name(name)
    if kind == "occupation":
        try:
            return occupation_name(name)
        except (ProgrammeError, LookupError):
            return name
    tables: dict[str, dict[str, Any]] = {
        "sex": dict(Sex.choices),
        "age": AGES,
        "education": EDUCATION,
        "cause": CAUSES,
        "exit": EXITS,
        "route": ROUTES,
    }
    return tables.get(kind, {}).get(name, name)


def percent(share: float) -> str:
    """A share as people read it: whole percents, two digits where it is under one."""
    if 0 < share < 0.01:
        return f"{number_format(100 * share, 2)}{NBSP}%"
    return f"{round(100 * share)}{NBSP}%"


def amount(value: float, unit: str) -> str:
    """A value with its unit, as people read it."""
    if unit == "share":
        return percent(value)
    if unit == "people":
        return ngettext("%(n)s personne", "%(n)s personnes", int(value)) % {"n": number_format(int(value), 0)}
    if unit == "days":
        return ngettext("%(n)s jour", "%(n)s jours", round(value)) % {"n": number_format(round(value), 0)}
    if unit == "hours":
        return f"{_number(value, 1)}{NBSP}h"
    if unit == "euros":
        return f"{number_format(round(value), 0, force_grouping=True)}{NBSP}€"
    if unit == "per_year":
        return gettext("%(n)s par année travaillée") % {"n": number_format(value, 2)}
    if unit == "score":
        return gettext("%(n)s sur 4") % {"n": number_format(value, 1)}
    return gettext("%(n)s par personne prête") % {"n": number_format(value, 1)}


def bound(value: float, unit: str) -> str:
    """One end of an interval: without the words of its unit, which stand beside the figure."""
    return number_format(value, 2) if unit == "per_year" else amount(value, unit)


def quantity(value: float) -> str:
    """A numerator or a denominator: whole where it is."""
    return number_format(value, 0 if float(value).is_integer() else 1, force_grouping=True)


def _number(value: float, digits: int) -> str:
    return number_format(value, 0 if float(value).is_integer() else digits)
