"""Who can't judge whom: what the product knows by itself, and what people declared."""

from collections.abc import Callable
from importlib import import_module
from importlib.util import find_spec
from uuid import UUID

from django.utils.translation import gettext as _

from labmigration.access.roles import Role
from labmigration.pathway.certification.models import CertificationFile, ConflictOfInterest, Route
from labmigration.pathway.models import Pathway
from labmigration.pathway.training.queries import trainers_who_taught
from labmigration.timeline.models import Event

#: Who else is tied to a person: "module:function", called with the pathway. By name, because the stage comes later.
TUTORS = "labmigration.pathway.tutoring.queries:tutors_of"
HERSELF, TRAINED, ADVISED, TUTORED, DECLARED, JUDGED = "self", "trained", "advised", "tutored", "declared", "judged"


def ties(file: CertificationFile) -> dict[UUID, str]:
    """The accounts that can't judge this file, each with the code of its first reason; at most six queries."""
    pathway = file.pathway
    found: dict[UUID, str] = {}
    if file.route == Route.APPEAL and file.appeal_of is not None:
        found |= dict.fromkeys(file.appeal_of.jurors.values_list("pk", flat=True), JUDGED)
    found |= dict.fromkeys(ConflictOfInterest.objects.filter(pathway=pathway).values_list("juror", flat=True), DECLARED)
    found |= dict.fromkeys(_tutors(pathway), TUTORED)
    found |= dict.fromkeys(_advisors(pathway), ADVISED)
    found |= dict.fromkeys(trainers_who_taught(pathway), TRAINED)
    if pathway.candidate.user_id is not None:
        found[pathway.candidate.user_id] = HERSELF
    return found


def why(code: str, name: str) -> str:
    """The sentence that refuses somebody as a juror."""
    says = {
        HERSELF: _("%(name)s est la personne elle-même : personne n’est son propre jury."),
        TRAINED: _("%(name)s a formé cette personne et ne peut pas la juger : conflit d’intérêts."),
        ADVISED: _("%(name)s a conseillé cette personne et ne peut pas la juger : conflit d’intérêts."),
        TUTORED: _("%(name)s a été tuteur ou tutrice de cette personne et ne peut pas la juger : conflit d’intérêts."),
        DECLARED: _("%(name)s a un lien déclaré avec cette personne et ne peut pas la juger : conflit d’intérêts."),
        JUDGED: _("%(name)s a déjà jugé ces blocs : un nouvel examen revient à d’autres."),
    }
    return says[code] % {"name": name}


def _advisors(pathway: Pathway) -> set[UUID]:
    """Her advisor, and whoever acted as an advisor in her file."""
    acted = Event.objects.filter(pathway_id=pathway.pk, actor_role=Role.ADVISOR, actor__isnull=False)
    found = set(acted.order_by().values_list("actor", flat=True).distinct())
    return found | ({pathway.lead_advisor_id} if pathway.lead_advisor_id else set())


def _tutors(pathway: Pathway) -> set[UUID]:
    module, _colon, function = TUTORS.partition(":")
    if find_spec(module) is None:
        return set()
    tell: Callable[[Pathway], set[UUID]] = getattr(import_module(module), function)
    return tell(pathway)
