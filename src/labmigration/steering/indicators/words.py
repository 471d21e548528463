"""The words of figures: units, denominators, categories, and why a figure cannot be told."""

from typing import Any

from django.utils.formats import number_format
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

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
    ("C1", "title"): lazy("titre entier"),
    ("C1", "block"): lazy("un bloc au moins"),
    ("E1", "employed"): lazy("en emploi"),
    ("E1", "seeking"): lazy("en recherche d’emploi"),
    ("E2", "month_6"): lazy("en emploi"),
    ("E2", "better"): lazy("meilleure situation de travail"),
    ("E5", "net_6"): lazy("paie nette par mois, à 6 mois, comme elles la disent"),
    ("E5", "net_18"): lazy("paie nette par mois, à 18 mois, comme elles la disent"),
    ("I1", "workers"): lazy("personnes qui travaillent"),
    ("I1", "households"): lazy("foyers"),
    ("K1", "starters"): lazy("par personne qui a commencé"),
    ("K1", "certified"): lazy("par personne certifiée"),
    ("K1", "month_18"): lazy("par personne en emploi à 18 mois"),
    ("Q1", "reaction"): lazy("niveau 1, réaction"),
    ("Q1", "learning"): lazy("niveau 2, « je sais le faire »"),
    ("Q1", "practice"): lazy("niveau 3, pratique vue par un tuteur"),
}
UNITS_OF_TERMS = {"hours": lazy("heures par semaine"), "euros": lazy("paie brute par semaine")}
WHO = {
    "starters": lazy("toutes celles qui ont commencé"),
    "completers": lazy("celles qui ont terminé la formation"),
    "population": lazy("toutes celles de la définition"),
    "observed": lazy("celles dont l’issue est connue"),
    "assessed": lazy("dossiers examinés"),
    "eligible": lazy("personnes éligibles"),
    "certified": lazy("personnes certifiées"),
    "blocks": lazy("blocs décidés par un jury"),
    "ready": lazy("personnes prêtes"),
    "households": lazy("foyers employeurs"),
    "surveyed": lazy("personnes interrogées"),
    "asked": lazy("foyers interrogés"),
    "made": lazy("suivis faits, même hors de la fenêtre"),
    "worker_years": lazy("années travaillées"),
    "jobs": lazy("emplois à pourvoir"),
    "answered": lazy("ont dit ce qu’elles reçoivent"),
    "tasks": lazy("tâches d’installation"),
    "month_18": lazy("personnes en emploi à 18 mois"),
}
#: Denominators that say something else where they stand under these indicators.
WHO_OF = {
    ("E3", "population"): lazy("personnes embauchées"),
    ("E6", "population"): lazy("personnes embauchées"),
    ("E7", "population"): lazy("personnes embauchées"),
    ("H1", "population"): lazy("personnes embauchées"),
    ("A4", "starters"): lazy("questionnaires d’entrée remplis"),
    ("P1", "starters"): lazy("heures, pour toutes celles qui ont commencé"),
    ("P1", "completers"): lazy("heures, pour celles qui ont terminé"),
    ("Q2", "population"): lazy("suivis dus"),
    ("C1", "observed"): lazy("personnes passées devant un jury"),
    ("P2", "observed"): lazy("formations finies, terminées ou non"),
    ("E5", "observed"): lazy("embauchées, l’échéance venue"),
    ("Q1", "observed"): lazy("avis demandés"),
    ("H2", "observed"): lazy("foyers qui ont répondu"),
    ("I2", "observed"): lazy("réponses sans nom"),
    ("P3", "observed"): lazy("mesurées deux fois"),
}
CANNOT = {
    "nobody": lazy("Personne n’est encore concerné : il n’y a pas de dénominateur."),
    "not_due": lazy("L’échéance n’est encore venue pour personne."),
    "nobody_answered": lazy("L’issue n’est encore connue pour personne : ni réponse, ni contrat."),
    "no_survey": lazy("La question n’a encore été posée à personne."),
    "too_few_unnamed": lazy("Moins de 11 réponses sans nom : on ne les montre pas encore."),
    "no_exit_test": lazy("Aucun niveau de français n’est mesuré à la sortie : le progrès ne peut pas se calculer."),
    "no_education": lazy("Le niveau d’études n’est encore connu pour personne."),
    "no_jobs_figure": lazy("Aucune source ne donne les emplois à pourvoir dans ce périmètre exact."),
    "no_readiness": lazy("La liste des tâches d’installation n’est pas commencée."),
    "no_costs": lazy("Aucune dépense éligible n’est encore saisie."),
    "no_tutor_notes": lazy("Ce que voient les tuteurs n’est pas encore recueilli."),
    "nobody_ready": lazy("Personne n’est prêt ce jour-là : il n’y a pas de dénominateur."),
    "median_not_reached": lazy("Moins de la moitié a commencé : l’attente médiane n’est pas encore atteinte."),
}
NOTES = {
    "interval_of_share": lazy("Personne n’est parti, ou tout le monde : l’intervalle est celui de la proportion."),
    "uncertain_dates": lazy(
        "Des départs ont été appris à un suivi : leur date est incertaine, on les compte au jour où ce suivi était dû."
    ),
}
EXITS = {
    "left_employment": lazy("fin de l’emploi, sans autre cause connue"),
    "other_sector": lazy("emploi dans un autre secteur"),
    "moved": lazy("a quitté le territoire"),
    "right_to_work_ended": lazy("fin du droit au travail"),
}
AGES = {
    "under_18": lazy("moins de 18 ans"),
    "18-29": lazy("18 à 29 ans"),
    "30-54": lazy("30 à 54 ans"),
    "55+": lazy("55 ans et plus"),
}
EDUCATION = {
    "none": lazy("pas d’école, ou pas toute l’école primaire"),
    "primary": lazy("école primaire"),
    "lower_secondary": lazy("collège"),
    "upper_secondary": lazy("lycée, ou diplôme d’un métier"),
    "post_secondary": lazy("après le lycée, hors université"),
    "tertiary": lazy("université ou études supérieures"),
    "prefer_not": lazy("ne souhaite pas le dire"),
}
KINDS = {
    "referrer": lazy("Par orienteur"),
    "reason": lazy("Motifs de refus (une personne peut en avoir plusieurs)"),
    "sex": lazy("Par sexe"),
    "age": lazy("Par âge"),
    "status": lazy("Par statut"),
    "education": lazy("Par niveau d’études"),
    "cause": lazy("Par cause (Aalen-Johansen)"),
    "exit": lazy("Par cause de départ (Aalen-Johansen)"),
    "route": lazy("Par voie"),
    "occupation": lazy("Par métier"),
    "cohort": lazy("Par cohorte"),
    "provider": lazy("Par organisme de formation"),
    "french_oral": lazy("Par français oral à l’entrée"),
}
ESTIMATORS = {
    "count": lazy("nombre"),
    "proportion": lazy("proportion, intervalle de Wilson à 95 %"),
    "bounds": lazy("proportion, intervalle de Wilson à 95 %, et bornes pour les issues inconnues"),
    "ratio": lazy("rapport"),
    "kaplan_meier": lazy("Kaplan-Meier, intervalle à 95 % par log(−log)"),
    "aalen_johansen": lazy("Aalen-Johansen, causes concurrentes, intervalle à 95 % par log(−log)"),
    "poisson": lazy("taux, intervalle exact de Poisson à 95 %"),
    "quartiles": lazy("médiane et quartiles"),
    "mean": lazy("moyenne"),
}
CODE_STATES = {
    "seen": lazy("vu dans des outils publics, non vérifié dans un texte"),
    "deduced": lazy("déduit, non vérifié"),
    "not_verified": lazy("non vérifié"),
    "proposed": lazy("rapprochement proposé par nous"),
}
UNKNOWN = lazy("non connu")


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
        return _("plusieurs motifs") if name == "several" else ground_name(name)
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
        return _("%(n)s par année travaillée") % {"n": number_format(value, 2)}
    if unit == "score":
        return _("%(n)s sur 4") % {"n": number_format(value, 1)}
    return _("%(n)s par personne prête") % {"n": number_format(value, 1)}


def bound(value: float, unit: str) -> str:
    """One end of an interval: without the words of its unit, which stand beside the figure."""
    return number_format(value, 2) if unit == "per_year" else amount(value, unit)


def quantity(value: float) -> str:
    """A numerator or a denominator: whole where it is."""
    return number_format(value, 0 if float(value).is_integer() else 1, force_grouping=True)


def _number(value: float, digits: int) -> str:
    return number_format(value, 0 if float(value).is_integer() else digits)
