"""Verdicts, reasons and resemblances in plain French, for the screens."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from labmigration.decisions.eligibility import Change, what_would_change_it
from labmigration.decisions.eligibility import Verdict as Decision
from labmigration.pathway.reception.facts import facts_of, rules_on
from labmigration.pathway.reception.models import Referral
from labmigration.programme import programme

VERDICT_TONES = {"eligible": "success", "incomplete": "warning", "refused": "danger"}
VERDICT_ICONS = {"eligible": "circle-check", "incomplete": "circle-question-mark", "refused": "circle-x"}

_REASONS: dict[str, Any] = {
    "under_age": gettext_lazy("La personne n’a pas encore l’âge demandé."),
    "ground_not_covered": gettext_lazy("Son statut n’est pas de ceux que le programme accueille."),
    "no_right_to_work": gettext_lazy("Le titre présenté n’autorise pas à travailler."),
    "right_to_work_expired": gettext_lazy("Le titre est périmé, et aucun récépissé de renouvellement n’est présenté."),
    "french_oral_too_low": gettext_lazy("Le français oral est sous le niveau demandé."),
    "french_written_too_low": gettext_lazy("Le français écrit est sous le niveau demandé."),
    "ground_unproven": gettext_lazy("Le statut est dit, mais rien ne le prouve."),
    "right_to_work_unproven": gettext_lazy("Aucun titre n’a été présenté : rien ne prouve le droit au travail."),
    "french_proof_missing": gettext_lazy("Le niveau de français n’a pas de preuve."),
    "french_level_missing": gettext_lazy("Un niveau de français n’est pas indiqué."),
}

RESEMBLANCES: dict[str, tuple[Any, bool]] = {
    # code → (what a person reads, whether it speaks for the same person)
    "same_birth_date": (gettext_lazy("même date de naissance"), True),
    "birth_date_day_month_swapped": (gettext_lazy("jour et mois de naissance inversés"), True),
    "birth_date_one_keystroke_apart": (gettext_lazy("dates de naissance à une touche près"), True),
    "same_name": (gettext_lazy("même nom"), True),
    "swapped_names": (gettext_lazy("nom et prénom inversés"), True),
    "accents_or_hyphens": (gettext_lazy("accents, tirets ou majuscules à part"), True),
    "one_letter_differs": (gettext_lazy("une lettre de différence"), True),
    "two_letters_differ": (gettext_lazy("deux lettres de différence"), True),
    "missing_name_part": (gettext_lazy("une partie du nom manque"), True),
    "other_surname": (gettext_lazy("un autre nom de famille"), False),
    "other_first_name": (gettext_lazy("un autre prénom"), False),
    "both_names_in_use": (gettext_lazy("les deux noms existent, portés par d’autres"), False),
    "other_sex": (gettext_lazy("un autre sexe"), False),
    "same_phone": (gettext_lazy("même téléphone"), True),
    "other_phone": (gettext_lazy("un autre téléphone"), False),
    "same_email": (gettext_lazy("même courriel"), True),
}


@dataclass(frozen=True)
class Explained:
    """One reason, and what would lift it."""

    code: str
    says: str
    changes: str


def reason(code: str) -> str:
    """A reason in a plain sentence."""
    return str(_REASONS[code])


def resemblance(codes: list[str]) -> str:
    """The reasons of a suspicion in one line."""
    return ", ".join(str(RESEMBLANCES[code][0]) for code in codes)


def explained(referral: Referral) -> list[Explained]:
    """Each reason of the referral's verdict with what would change the decision, in the engine's order."""
    decision = Decision(referral.verdict, tuple(referral.reasons), referral.recheck_on)  # type: ignore[arg-type]
    rules = rules_on(referral.judged_on)
    changes = what_would_change_it(decision, facts_of(referral), rules)
    return [Explained(change.reason, reason(change.reason), what_changes(change)) for change in changes]


def what_changes(change: Change) -> str:
    """What would lift one reason, in a plain sentence."""
    had = ", ".join(change.had)
    needed = _(" ou ").join(change.needed)
    day = _day(change.day) if change.day else ""
    match change.reason:
        case "under_age":
            return _("À partir du %(day)s, jour où elle atteint l’âge demandé.") % {"day": day}
        case "ground_not_covered":
            names = ", ".join(ground_name(code) for code in change.needed)
            return _("Un de ces statuts, avec sa preuve : %(names)s.") % {"names": names}
        case "no_right_to_work":
            return _("Un titre qui autorise à travailler (présenté : %(had)s).") % {"had": had or _("aucun")}
        case "right_to_work_expired":
            return _("Le titre renouvelé, ou le récépissé de la demande (fin de validité : %(day)s).") % {"day": day}
        case "french_oral_too_low" | "french_written_too_low":
            return _("Le niveau %(needed)s, attesté (aujourd’hui : %(had)s).") % {"needed": needed, "had": had}
        case "ground_unproven":
            proofs = " ".join(_proof(code) for code in change.needed)
            return _("Une preuve du statut. %(proofs)s") % {"proofs": proofs}
        case "right_to_work_unproven":
            return _("Un titre en cours de validité qui autorise à travailler, présenté à l’accueil.")
        case "french_proof_missing":
            return _("Une preuve du niveau : DELF, TCF, TEF, attestation ou évaluation d’un organisme.")
        case "french_level_missing":
            missing = _(" et ").join({"oral": _("oral"), "written": _("écrit")}[name] for name in change.needed)
            return _("Le niveau de français %(missing)s, à indiquer.") % {"missing": missing}
    raise LookupError(change.reason)


@dataclass(frozen=True)
class GroundTold:
    """One ground of a person: its name, whether a proof was seen, what proves it, what it says of the right to work."""

    name: str
    proven: bool
    proof: str
    right_to_work: str


def grounds(referral: Referral) -> list[GroundTold]:
    """Every ground that stands on the person, each with its own proof, in the order of the programme."""
    told = {one["code"]: bool(one["proof"]) for one in referral.grounds}
    known = [ground for ground in programme().eligibility.ground if ground.code in told]
    return [GroundTold(one.name_fr, told[one.code], one.proof_fr, one.right_to_work_fr) for one in known]


def ground_name(code: str) -> str:
    """A ground as the programme calls it."""
    return next((ground.name_fr for ground in programme().eligibility.ground if ground.code == code), code)


def _proof(code: str) -> str:
    return next((ground.proof_fr for ground in programme().eligibility.ground if ground.code == code), "")


def _day(day: date) -> str:
    return date_format(day, "j F Y")
