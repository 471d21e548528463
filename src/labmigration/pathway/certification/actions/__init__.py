"""The only writer of certification: files, juries, appeals, VAE, certificates."""

from labmigration.pathway.certification.actions.appeals import appeal
from labmigration.pathway.certification.actions.certificates import (
    ask_revocation,
    keep_certificate,
    revoke_certificate,
)
from labmigration.pathway.certification.actions.files import (
    add_evidence,
    open,
    record_prior,
    record_sst,
    strike_prior,
)
from labmigration.pathway.certification.actions.juries import decide, declare_conflict, give_opinion, present
from labmigration.pathway.certification.actions.vae import (
    accept_by_silence,
    accept_vae,
    file_vae_dossier,
    lapse_vae,
    open_vae,
    refuse_vae,
    step_vae,
    stop_vae,
)

__all__ = [
    "accept_by_silence",
    "accept_vae",
    "add_evidence",
    "appeal",
    "ask_revocation",
    "decide",
    "declare_conflict",
    "file_vae_dossier",
    "give_opinion",
    "keep_certificate",
    "lapse_vae",
    "open",
    "open_vae",
    "present",
    "record_prior",
    "record_sst",
    "refuse_vae",
    "revoke_certificate",
    "step_vae",
    "stop_vae",
    "strike_prior",
]
