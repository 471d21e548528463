"""The clocks of a VAE: what comes next, and the last day for it. Nothing here writes."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.utils.translation import gettext_lazy as _

from labmigration.pathway.certification import states as file_states
from labmigration.pathway.certification import vae_states as states
from labmigration.pathway.certification.models import Vae
from labmigration.pathway.certification.terms import last_day, term
from labmigration.programme.records import CertificationTerm


@dataclass(frozen=True)
class Due:
    """What comes next and its last day; `term`: the rule that says so, with its source."""

    says: Any
    for_candidate: Any
    by: date
    term: CertificationTerm


def next_due(vae: Vae) -> Due | None:
    """The clock that runs; None when nothing does. `steps` prefetched and `file` selected: no query."""
    if vae.state == states.FILED:
        return Due(
            _("Réponse du certificateur sur la recevabilité"),
            _("Vous attendez une réponse. Sans réponse à cette date, c’est oui."),
            last_day("vae_admissibility", vae.filed_on),
            term("vae_admissibility", vae.filed_on),
        )
    if vae.state == states.ADMISSIBLE and vae.admissible_on is not None:
        if _stepped(vae):
            return None
        return Due(
            _("Noter une première étape, sinon la recevabilité tombe"),
            _("Commencez votre dossier avec votre conseillère avant cette date."),
            last_day("vae_first_step", vae.admissible_on),
            term("vae_first_step", vae.admissible_on),
        )
    if vae.state == states.DOSSIER and vae.dossier_on is not None and _undecided(vae):
        return Due(
            _("Jury à tenir"),
            _("Votre jury a lieu avant cette date."),
            last_day("vae_jury", vae.dossier_on),
            term("vae_jury", vae.dossier_on),
        )
    return None


def silent_since(vae: Vae, today: date) -> date | None:
    """The day on which silence accepted the request: the first after the delay; None while it runs or is answered."""
    if vae.state != states.FILED:
        return None
    day = last_day("vae_admissibility", vae.filed_on) + timedelta(days=1)
    return day if day <= today else None


def has_lapsed(vae: Vae, today: date) -> bool:
    """Whether the admissibility fell: no step was noted within its delay."""
    if vae.state != states.ADMISSIBLE or vae.admissible_on is None or _stepped(vae):
        return False
    return last_day("vae_first_step", vae.admissible_on) < today


def _stepped(vae: Vae) -> bool:
    return any(vae.steps.all())


def _undecided(vae: Vae) -> bool:
    return vae.file is None or vae.file.state != file_states.DECIDED
