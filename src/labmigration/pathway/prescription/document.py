"""A version of the plan as a PDF: in French for staff, in her language and in French for the person.

What the training agreement asks for (Code du travail, D.6353-1) stands on the French part; what this product does not
know is a blank to fill in, never a guess.
"""

from datetime import datetime
from typing import Any

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import override

from labmigration import printing
from labmigration.pathway.prescription import drawing, queries, states
from labmigration.pathway.prescription.facts import Plan
from labmigration.pathway.prescription.models import Prescription
from labmigration.programme import programme
from labmigration.ui.downloads import PDF, as_file
from labmigration.ui.languages import FRENCH, direction
from labmigration.ui.spoken import clock_time, day, duration

AGREEMENT_NOTE = (
    "Ce que ce parcours en dit déjà (Code du travail, article D.6353-1). "
    "Le reste est à compléter par l’organisme de formation."
)
TEMPLATE = "pathway/prescription/printing/plan.typ"


def answer(prescription: Prescription, *languages: str) -> HttpResponse:
    """The PDF to keep. French always stands in it, last."""
    return as_file(pdf(prescription, *languages), PDF, f"formation-version-{prescription.number}.pdf")


def pdf(prescription: Prescription, *languages: str) -> bytes:
    """The document, PDF/UA-1: a part in each language, the French last (one part where French is the only one)."""
    pages = parts(prescription, *languages)
    told = {
        "title": pages[0]["heading"],
        "footer": f"Lab Migration · {prescription.pathway.candidate.full_name}",
        "pages": pages,
    }
    return printing.pdf(TEMPLATE, told, language=pages[0]["language"])


def parts(prescription: Prescription, *languages: str) -> list[dict[str, Any]]:
    """What the template reads, a part a language: those of ours, then the French."""
    ours = [language for language in languages if language in printing.LANGUAGES and language != FRENCH]
    plan = queries.plan(prescription)
    return [_part(prescription, plan, language) for language in dict.fromkeys((*ours, FRENCH))]


def _part(prescription: Prescription, plan: Plan, language: str) -> dict[str, Any]:
    with override(language):
        own = drawing.own(plan)
        return {
            "language": language,
            "direction": direction(language),
            "heading": _("Formation de %(name)s") % {"name": prescription.pathway.candidate.full_name},
            "introduction": _("Pour devenir : %(occupation)s. Version %(number)s, écrite le %(day)s.")
            % {
                "occupation": own["occupation_name"],
                "number": prescription.number,
                "day": day(prescription.written_on),
            },
            "hours_title": _("Heures en tout"),
            "total": duration(plan.hours),
            "parts": _parts(plan),
            "modules_title": _("Ce que vous allez apprendre") if language != FRENCH else "Module par module",
            "modules": [
                *(_module(module, language) for module in own["modules"]),
                *(_block(block) for block in own["vae"]),
            ],
            "reason_title": _("Pourquoi"),
            "reason": prescription.reason,
            "agreement_title": "Pour la convention de formation",
            "agreement_note": AGREEMENT_NOTE,
            "agreement": _agreement(prescription, plan) if language == FRENCH else [],
            "signatures_title": _("Signatures"),
            "signatures": _signatures(prescription),
        }


def _parts(plan: Plan) -> list[dict[str, Any]]:
    return [
        {"code": part.code, "width": part.width, "words": f"{drawing.LEVERS[part.code]} : {duration(part.hours)}"}
        for part in drawing.parts(plan)
    ]


def _module(module: drawing.OwnModule, language: str) -> dict[str, Any]:
    reasons = " · ".join(str(reason) for reason in module.reasons)
    lines = [str(module.plain), reasons] if language == FRENCH else [reasons]
    return {
        "name": module.name if language == FRENCH else str(module.plain),
        "hours": duration(module.hours),
        "lines": [line for line in lines if line],
    }


def _block(name: Any) -> dict[str, Any]:
    return {"name": _("Par la VAE : %(block)s") % {"block": name}, "hours": "", "lines": []}


def _agreement(prescription: Prescription, plan: Plan) -> list[dict[str, str]]:
    """Label and value of each fact; an empty value is a blank to fill in."""
    occupation = programme().occupation(plan.occupation)
    title = programme().title(occupation.title)
    known = [
        ("Intitulé", f"Parcours de formation individuel : {occupation.name_feminine_fr}"),
        ("Objectif", f"Exercer le métier et se présenter au titre {title.name_fr}, niveau {title.level}"),
        ("Contenu", "Les modules de ce parcours, avec leurs heures"),
        ("Durée", duration(plan.hours)),
        ("Suivi", "Présence signée par demi-journée, par la personne et par la formatrice ou le formateur"),
        ("Organisme de formation", ""),
        ("Période, horaires et lieu", ""),
        ("Moyens pédagogiques et techniques", ""),
        ("Évaluation et sanction", ""),
        ("Prix et prise en charge", ""),
    ]
    return [{"label": label, "value": value, "blank": "à compléter"} for label, value in known]


def _moment(at: datetime) -> str:
    """Day, year and time: a paper is read in other years too."""
    return f"{day(at)}, {clock_time(at)}"


def _signatures(prescription: Prescription) -> list[dict[str, str]]:
    waits = _("Pas encore signé")
    refused = prescription.state == states.REFUSED
    hers = prescription.candidate_signed_at
    advisors = prescription.advisor_signed_at
    signed = _("Signé le %(when)s")
    return [
        {
            "who": _("Le conseil"),
            "name": prescription.advisor.name,
            "signed": signed % {"when": _moment(advisors)} if advisors else waits,
        },
        {
            "who": _("La personne"),
            "name": prescription.pathway.candidate.full_name,
            "signed": signed % {"when": _moment(hers)}
            if hers
            else _("N’a pas signé cette version")
            if refused
            else waits,
        },
    ]
