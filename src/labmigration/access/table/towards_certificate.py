"""Rights around certification: files, juries, appeals, VAE, certificates."""

from django.utils.translation import gettext_lazy as _

from labmigration.access.rows import (
    assigned,
    before_my_jury,
    in_territory,
    own,
    ready_for_households,
    revocations_to_confirm,
    trained_at_my_provider,
)
from labmigration.access.table.line import (
    ADVISOR,
    CANDIDATE,
    COORDINATOR,
    JURY,
    PLACEMENT,
    SYSTEM,
    TRAINING,
    Right,
)

_FILE, _SESSION = "certification.CertificationFile", "certification.JurySession"
_VAE, _CERTIFICATE = "certification.Vae", "certification.Certificate"
_PATHWAY = "pathway.Pathway"
_COORDINATION = {TRAINING: trained_at_my_provider, COORDINATOR: in_territory}
FILES = {
    "certification.read": Right(
        _("lire un dossier de certification"),
        _FILE,
        {
            ADVISOR: assigned,
            CANDIDATE: own,
            TRAINING: trained_at_my_provider,
            JURY: before_my_jury,
            PLACEMENT: ready_for_households,
            COORDINATOR: in_territory,
        },
    ),
    "certification.read_ledger": Right(
        _("voir, bloc par bloc, ce que la personne a obtenu et sur quelle preuve"),
        _PATHWAY,
        {ADVISOR: assigned, CANDIDATE: own, **_COORDINATION},
    ),
    "certification.list": Right(
        _("voir la liste des dossiers de certification"), _FILE, {JURY: before_my_jury, **_COORDINATION}
    ),
    "certification.open": Right(_("ouvrir un dossier de certification"), _PATHWAY, {TRAINING: trained_at_my_provider}),
    "certification.present": Right(_("présenter un dossier au jury"), _FILE, _COORDINATION),
    "certification.add_evidence": Right(
        _("noter une preuve pour un bloc"), _FILE, {TRAINING: trained_at_my_provider, JURY: before_my_jury}
    ),
    "certification.record_prior": Right(
        _("noter un certificat antérieur"), _PATHWAY, {ADVISOR: assigned, TRAINING: trained_at_my_provider}
    ),
    "certification.strike_prior": Right(
        _("rayer un certificat antérieur noté par erreur"),
        "certification.PriorCertificate",
        {ADVISOR: assigned, TRAINING: trained_at_my_provider},
    ),
    "certification.record_sst": Right(_("noter un certificat SST"), _PATHWAY, {TRAINING: trained_at_my_provider}),
}
JURIES = {
    "certification.read_sessions": Right(
        _("voir les jours de jury"),
        _SESSION,
        {TRAINING: in_territory, JURY: in_territory, COORDINATOR: in_territory},
    ),
    "certification.read_minutes": Right(
        _("lire le procès-verbal d’un jury"), _FILE, {JURY: before_my_jury, **_COORDINATION}
    ),
    "certification.declare_conflict": Right(
        _("déclarer un lien avec la personne et ne pas la juger"), _FILE, {JURY: before_my_jury}
    ),
    "certification.give_opinion": Right(_("donner son avis de membre du jury"), _FILE, {JURY: before_my_jury}),
    "certification.decide": Right(_("décider, à deux au moins"), _FILE, {JURY: before_my_jury}),
    "certification.appeal": Right(_("demander un nouvel examen"), _FILE, {CANDIDATE: own}),
}
VAE = {
    "certification.read_vae": Right(
        _("suivre une VAE"), _VAE, {ADVISOR: assigned, CANDIDATE: own, COORDINATOR: in_territory}
    ),
    "certification.open_vae": Right(_("commencer une VAE"), _PATHWAY, {ADVISOR: assigned}),
    "certification.accept_vae": Right(_("noter une VAE recevable"), _VAE, {ADVISOR: assigned}),
    "certification.accept_vae_by_silence": Right(
        _("noter une VAE recevable quand le délai est passé sans réponse"),
        _VAE,
        {ADVISOR: assigned, SYSTEM: in_territory},
    ),
    "certification.refuse_vae": Right(_("noter une VAE non recevable"), _VAE, {ADVISOR: assigned}),
    "certification.step_vae": Right(_("noter une étape de VAE"), _VAE, {ADVISOR: assigned}),
    "certification.file_vae_dossier": Right(_("noter le dossier de VAE déposé"), _VAE, {ADVISOR: assigned}),
    "certification.lapse_vae": Right(_("noter une recevabilité tombée"), _VAE, {SYSTEM: in_territory}),
    "certification.stop_vae": Right(_("arrêter une VAE"), _VAE, {ADVISOR: assigned}),
}
CERTIFICATES = {
    "certification.read_certificate": Right(
        _("lire et imprimer un certificat"),
        _CERTIFICATE,
        {CANDIDATE: own, ADVISOR: assigned, **_COORDINATION},
    ),
    "certification.ask_revocation": Right(_("demander le retrait d’un certificat"), _CERTIFICATE, _COORDINATION),
    "certification.keep_certificate": Right(
        _("écarter un retrait demandé"), _CERTIFICATE, {COORDINATOR: revocations_to_confirm}
    ),
    "certification.revoke_certificate": Right(
        _("retirer un certificat (seconde personne)"), _CERTIFICATE, {COORDINATOR: revocations_to_confirm}
    ),
}
CERTIFICATION = {**FILES, **JURIES, **VAE, **CERTIFICATES}
