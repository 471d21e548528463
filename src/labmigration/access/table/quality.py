"""Rights on complaints, on the register of improvements and on the files that prove quality."""

from django.utils.translation import gettext_lazy as _

from labmigration.access.rows import assigned, at_my_provider, everywhere, in_territory, made_by_me, my_territory, own
from labmigration.access.table.line import (
    ADMIN,
    ADVISOR,
    CANDIDATE,
    COORDINATOR,
    HOUSEHOLD,
    TRAINER,
    TRAINING,
    TUTOR,
    Right,
)

_COMPLAINT, _IMPROVEMENT, _EVIDENCE = "quality.Complaint", "quality.Improvement", "quality.EvidenceFile"
_SEAT = "training.Enrolment"
QUALITY = {
    "quality.complain": Right(
        _("faire une réclamation"),
        rows=dict.fromkeys((CANDIDATE, HOUSEHOLD, TUTOR, TRAINER), everywhere),
    ),
    "quality.follow_complaint": Right(
        _("suivre sa réclamation et lire la réponse"),
        _COMPLAINT,
        dict.fromkeys((CANDIDATE, HOUSEHOLD, TUTOR, TRAINER), made_by_me),
    ),
    "quality.complaints": Right(_("lire les réclamations"), _COMPLAINT, {COORDINATOR: in_territory}),
    "quality.acknowledge": Right(_("prendre en charge une réclamation"), _COMPLAINT, {COORDINATOR: in_territory}),
    "quality.answer": Right(_("répondre à une réclamation"), _COMPLAINT, {COORDINATOR: in_territory}),
    "quality.read": Right(
        _("lire les preuves de la qualité"), "territories.Territory", {COORDINATOR: my_territory, ADMIN: everywhere}
    ),
    "quality.improvements": Right(
        _("lire les actions d’amélioration"), _IMPROVEMENT, {COORDINATOR: in_territory, TRAINING: in_territory}
    ),
    "quality.decide_improvement": Right(
        _("décider une action d’amélioration"), "territories.Territory", {COORDINATOR: my_territory}
    ),
    "quality.finish_improvement": Right(
        _("noter une action d’amélioration faite"), _IMPROVEMENT, {COORDINATOR: in_territory}
    ),
    "quality.drop_improvement": Right(
        _("abandonner une action d’amélioration"), _IMPROVEMENT, {COORDINATOR: in_territory}
    ),
    "quality.build_evidence": Right(
        _("demander un fichier de preuves"), "territories.Territory", {COORDINATOR: my_territory}
    ),
    "quality.evidence_file": Right(_("télécharger un fichier de preuves"), _EVIDENCE, {COORDINATOR: made_by_me}),
    "quality.certificate": Right(
        _("éditer un certificat de réalisation"),
        _SEAT,
        {TRAINING: at_my_provider, COORDINATOR: in_territory, ADVISOR: assigned, CANDIDATE: own},
    ),
    "quality.export_hours": Right(
        _("exporter les heures pour le financeur"), _SEAT, {TRAINING: at_my_provider, COORDINATOR: in_territory}
    ),
}
