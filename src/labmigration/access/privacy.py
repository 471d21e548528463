"""What each model says of the personal data that it keeps; the register of processing is made from it.

A model with personal fields carries ``PERSONAL = Personal(...)``. A house test refuses a field that is declared
neither personal nor technical. Legal bases are our proposals: the controller confirms them.
"""

from dataclasses import dataclass, field
from enum import StrEnum


class Sensitivity(StrEnum):
    """How much harm a leak of the field would do."""

    ORDINARY = "courante"
    CONTACT = "coordonnées (chiffrées)"
    SIGN_IN = "identifiant de connexion (en clair : il sert à retrouver le compte)"
    SECRET = "secret de connexion (empreinte, ou chiffré)"
    STATUS = "statut et droit au travail"
    ASSESSMENT = "appréciation de la personne"
    FREE_TEXT = "texte libre (chiffré)"


@dataclass(frozen=True)
class Personal:
    """Why personal fields are kept, on what basis, for how long, for whom.

    survives: why the rows stay when the person asks to be erased; empty: they go.
    """

    purpose: str
    basis: str
    retention: str
    recipients: str
    fields: dict[str, Sensitivity] = field(default_factory=dict)
    survives: str = ""


MISSION = "mission d’intérêt public (proposition, à confirmer par le responsable du traitement)"
CONTRACT = "exécution d’un contrat (proposition, à confirmer par le responsable du traitement)"
CONSENT = "consentement"
LEGITIMATE = "intérêt légitime : sécurité (proposition, à confirmer par le responsable du traitement)"
TWO_YEARS = "2 ans après le dernier contact (les suivis à 6 et 18 mois sont des contacts)"
LOG_YEAR = "12 mois"
