"""The states of a VAE, from the request to the jury."""

from django.utils.translation import gettext_lazy as _

from labmigration.timeline.moves import Move

FILED, ADMISSIBLE, REFUSED, DOSSIER, LAPSED, STOPPED = "filed", "admissible", "refused", "dossier", "lapsed", "stopped"
STATES = [
    (FILED, _("demande déposée")),
    (ADMISSIBLE, _("recevable")),
    (REFUSED, _("non recevable")),
    (DOSSIER, _("dossier déposé, devant le jury")),
    (LAPSED, _("recevabilité tombée")),
    (STOPPED, _("arrêtée")),
]
#: What can still move; a decided jury is told by its file.
UNDER_WAY = (FILED, ADMISSIBLE)

MOVES = {
    "accept_vae": Move.between(FILED, ADMISSIBLE, _("VAE : demande recevable depuis le {day}")),
    "accept_vae_by_silence": Move.between(
        FILED, ADMISSIBLE, _("VAE : demande recevable depuis le {day}, faute de réponse dans le délai")
    ),
    "refuse_vae": Move.between(FILED, REFUSED, _("VAE : demande non recevable")),
    "file_vae_dossier": Move.between(ADMISSIBLE, DOSSIER, _("VAE : dossier de validation déposé")),
    "lapse_vae": Move.between(ADMISSIBLE, LAPSED, _("VAE : recevabilité tombée, aucune étape notée à temps")),
    "stop_vae": Move.between(f"{FILED} {ADMISSIBLE}", STOPPED, _("VAE arrêtée")),
}

EVENTS = {
    "open_vae": _("VAE : demande déposée"),
    "step_vae": _("VAE : étape notée"),
}
