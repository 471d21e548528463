"""Names of parts and fields as the person reads them. A model may name its fields itself: ``HELD_LABELS``."""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

#: By app: what its rows are to the person.
PARTS: dict[str, Any] = {
    "people": _("Qui je suis, comment me joindre, mes choix"),
    "access": _("Mon compte"),
    "pathway": _("Mon parcours"),
    "reception": _("Mon accueil et mes papiers"),
    "orientation": _("Mes rendez-vous"),
    "positioning": _("Ce que je sais faire"),
    "prescription": _("Mon parcours de formation"),
    "training": _("Ma formation"),
    "certification": _("Mes résultats"),
    "matching": _("Les foyers proposés"),
    "employment": _("Mes contrats"),
    "follow_up": _("Mon suivi"),
    "privacy": _("Mes demandes"),
    "notices": _("Les messages qu’on m’a envoyés"),
    "links": _("Les liens qu’on m’a envoyés"),
    "calendars": _("Mon agenda"),
    "timeline": _("Ce qui s’est passé, et qui a lu mon dossier"),
}

#: By name of a field that carries no label of its own.
FIELDS: dict[str, Any] = {
    "account": _("compte"),
    "actor": _("qui"),
    "advisor": _("conseil"),
    "advisor_signed_at": _("signé par le conseil"),
    "answered_at": _("répondu"),
    "answered_by": _("répondu par"),
    "answered_on": _("répondu"),
    "at": _("quand"),
    "begun_on": _("commencé"),
    "block": _("bloc"),
    "blocks": _("blocs"),
    "body": _("message"),
    "by": _("par"),
    "cause": _("pourquoi"),
    "candidate_agreed_at": _("mon accord"),
    "candidate_says_yes": _("ma réponse"),
    "candidate_signed_at": _("signé par moi"),
    "cells": _("ligne du fichier"),
    "certification": _("titre"),
    "closed_on": _("terminé"),
    "closing_reason": _("pourquoi le parcours s’est terminé"),
    "cohort": _("groupe"),
    "declined_by": _("qui a dit non"),
    "decided_on": _("décidé"),
    "done_on": _("terminé"),
    "due_on": _("prévu pour"),
    "end_cause": _("pourquoi le contrat s’est terminé"),
    "ended_on": _("terminé"),
    "enrolled_on": _("inscription"),
    "errors": _("erreurs de lecture"),
    "facts": _("détails"),
    "given_at": _("donné"),
    "given_by": _("donné par"),
    "given_on": _("donné"),
    "grade": _("comment on le sait"),
    "high": _("niveau, au plus"),
    "household_agreed_at": _("accord du foyer"),
    "household_says_yes": _("réponse du foyer"),
    "interview_at": _("rencontre"),
    "juror": _("membre du jury"),
    "jury_on": _("jury"),
    "known": _("autre dossier"),
    "last_contact_on": _("dernier contact"),
    "last_login": _("dernière connexion"),
    "lead_advisor": _("conseil"),
    "left_on": _("départ"),
    "low": _("niveau, au moins"),
    "merged_into": _("dossier réuni à"),
    "module": _("module"),
    "notices": _("remarques"),
    "obtained_on": _("obtenu"),
    "opened_on": _("ouvert"),
    "organisation": _("organisme"),
    "outcome": _("résultat"),
    "outcomes": _("résultats"),
    "page": _("pour quoi"),
    "proposed_on": _("proposé"),
    "reader": _("qui a lu"),
    "reasons": _("raisons"),
    "recheck_on": _("à revérifier"),
    "recipient": _("envoyé à"),
    "referrer": _("orienteur"),
    "refusal_by": _("refus confirmé par"),
    "right_to_work_checked_for": _("droit au travail vérifié pour"),
    "right_to_work_checked_on": _("droit au travail vérifié"),
    "role": _("rôle"),
    "sent_at": _("envoyé"),
    "signed_at": _("signé"),
    "signed_by": _("signé par"),
    "state": _("où ça en est"),
    "status": _("présence"),
    "subject": _("objet"),
    "tutor": _("employeur tuteur"),
    "user": _("compte"),
    "valid_until": _("valable jusqu’au"),
    "verdict": _("avis sur l’éligibilité"),
    "worker_signed_at": _("signé par moi"),
    "household_signed_at": _("signé par le foyer"),
    "written_at": _("écrit"),
    "since": _("depuis"),
    "until": _("jusqu’au"),
    "language": _("langue"),
    "level": _("niveau"),
    "value": _("réponse"),
    "made_by": _("fait par"),
    "made_at": _("fait"),
    "ends_at": _("fin"),
    "opened_at": _("ouvert"),
    "used_at": _("utilisé"),
    "withdrawn_at": _("retiré"),
    "leaving_at": _("parti"),
    "candidate": _("personne"),
    "stage_since": _("à cette étape depuis"),
    "sent_by": _("envoyé par"),
    "refusal": _("pourquoi un autre papier est demandé"),
    "checked_on": _("contrôlé"),
    "checked_at": _("contrôlé"),
    "checker": _("contrôlé par"),
    "finding": _("constat"),
    "allows_work": _("autorise à travailler"),
    "judged_on": _("examiné"),
    "done_by": _("fait par"),
    "done_at": _("fait"),
    "fixed_at": _("fixé"),
    "asked_at": _("demandé"),
    "offered_at": _("proposé"),
    "waiting": _("attente"),
    "begun_at": _("commencé"),
    "ended_at": _("terminé"),
    "opens_on": _("à partir du"),
    "closes_on": _("jusqu’au"),
    "raised_on": _("dit"),
    "kept_since": _("gardé depuis"),
    "erased_on": _("effacé"),
    "written_on": _("écrit"),
}


def part(app: str) -> Any:
    """What the rows of an app are to the person; the app's own name for one that nobody has put into words yet."""
    from django.apps import apps

    return PARTS.get(app) or apps.get_app_config(app).verbose_name


def label(model: type[models.Model], name: str) -> Any:
    """The label of a field: the model's ``HELD_LABELS``, the field's own French, the words above, else its name."""
    named = getattr(model, "HELD_LABELS", {})
    if name in named:
        return named[name]
    own = model._meta.get_field(name).verbose_name
    if str(own) != name.replace("_", " "):
        return own
    return FIELDS.get(name, own)
