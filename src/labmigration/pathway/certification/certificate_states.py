"""The states of a certificate: it holds, its withdrawal is asked for, it is withdrawn."""

from django.utils.translation import gettext_lazy as _

from labmigration.timeline.moves import Move

VALID, ASKED, REVOKED = "valid", "asked", "revoked"
STATES = [
    (VALID, _("valable")),
    (ASKED, _("valable, retrait demandé")),
    (REVOKED, _("retiré")),
]

MOVES = {
    "ask_revocation": Move.between(VALID, ASKED, _("Retrait d’un certificat demandé")),
    "keep_certificate": Move.between(ASKED, VALID, _("Retrait du certificat écarté : il reste valable")),
    "revoke_certificate": Move.between(ASKED, REVOKED, _("Certificat retiré")),
}

EVENTS = {"issue": _("Certificat délivré")}
