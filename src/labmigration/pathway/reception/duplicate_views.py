"""Two people side by side: the same one, or not? A person says."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language_info, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from labmigration.access.gate import needs
from labmigration.pathway.opening import note_opening
from labmigration.pathway.reception import duplicate_actions, explaining, queries, states
from labmigration.pathway.reception.models import PossibleDuplicate
from labmigration.people.models import Candidate
from labmigration.people.names import searchable


@dataclass(frozen=True)
class Line:
    """One thing compared: both values, and `alike` True, False, or None where it can't be said."""

    label: str
    new: Any
    known: Any
    alike: bool | None


@needs("reception.judge_duplicate")
def compare(request: HttpRequest, suspicion_id: UUID) -> HttpResponse:
    """Who came, beside who is known: what is alike, what differs. Telephones are compared, not shown."""
    suspicion = queries.suspicion_for(request.actor, suspicion_id)
    referral = suspicion.referral
    known_pathway = queries.pathway_of_known(suspicion.known)
    note_opening(request, referral.pathway, "reception.compare")
    if known_pathway is not None:
        note_opening(request, known_pathway, "reception.compare")
    context = {
        "suspicion": suspicion,
        "referral": referral,
        "newcomer": referral.pathway.candidate,
        "known_pathway": known_pathway,
        "lines": _lines(referral.pathway.candidate, suspicion.known),
        "resemblances": [explaining.RESEMBLANCES[code] for code in suspicion.reasons],
        "is_open": suspicion.answer == PossibleDuplicate.Answer.OPEN
        and referral.state in (states.SUSPECTED, states.RECEIVED),
        "may_undo": suspicion.answer == PossibleDuplicate.Answer.SAME and referral.state == states.MERGED,
    }
    return render(request, "reception/compare.html", context)


def _town(person: Candidate) -> str:
    return "" if person.safe_contact else person.town


def _lines(new: Candidate, known: Candidate) -> list[Line]:
    def line(label: str, mine: Any, theirs: Any, key: Callable[[Any], Any] = lambda value: value) -> Line:
        return Line(label, mine, theirs, None if not mine or not theirs else key(mine) == key(theirs))

    def contact(label: str, mine: str, theirs: str) -> Line:
        told = {True: _("donné"), False: _("pas donné")}
        return Line(label, told[bool(mine)], told[bool(theirs)], mine == theirs if mine and theirs else None)

    return [
        line(_("Nom"), new.surname, known.surname, searchable),
        line(_("Prénom"), new.first_name, known.first_name, searchable),
        line(_("Naissance"), new.birth_date, known.birth_date),
        line(_("Sexe"), new.get_sex_display(), known.get_sex_display()),
        contact(_("Téléphone"), new.phone_index, known.phone_index),
        contact(_("Courriel"), new.email_index, known.email_index),
        # Whether a protected person lives there is told to nobody who only compares two files.
        line(_("Commune"), _town(new), _town(known), searchable),
        line(_("Langue"), _language(new.contact_language), _language(known.contact_language)),
    ]


def _language(code: str) -> str:
    try:
        return str(get_language_info(code)["name_translated"]) if code else ""
    except KeyError:
        return code


def _answer(action: str, act: Callable[..., None], says: Any) -> Callable[[HttpRequest, UUID], HttpResponse]:
    """A button under the two people; comes back to them, where the answer can be undone."""

    @require_POST
    @needs(f"reception.{action}")
    def pressed(request: HttpRequest, suspicion_id: UUID) -> HttpResponse:
        suspicion = queries.suspicion_for(request.actor, suspicion_id)
        act(suspicion, actor=request.actor)
        messages.success(request, str(says))
        return redirect("reception:compare", suspicion_id)

    return pressed


merge = _answer(
    "merge", duplicate_actions.merge, gettext_lazy("Les deux dossiers sont réunis. Vous pouvez encore annuler.")
)
keep_apart = _answer(
    "keep_apart", duplicate_actions.keep_apart, gettext_lazy("Ce sont deux personnes : le dossier suit son cours.")
)
unmerge = _answer("unmerge", duplicate_actions.unmerge, gettext_lazy("La réunion est annulée : tout est comme avant."))
