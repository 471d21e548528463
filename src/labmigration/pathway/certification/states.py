"""The states of a certification file, and what a jury can say of a block."""

from django.utils.translation import gettext_lazy as _

from labmigration.timeline.moves import Move

OPEN, PRESENTED, DECIDED = "open", "presented", "decided"
STATES = [(OPEN, _("en préparation")), (PRESENTED, _("devant le jury")), (DECIDED, _("décidé"))]

MOVES = {
    # Also from PRESENTED: a juror who falls ill is replaced, or another day is fixed.
    "present": Move.between(f"{OPEN} {PRESENTED}", PRESENTED, _("Dossier présenté au jury du {day}")),
    "decide": Move.between(PRESENTED, DECIDED, _("Le jury a décidé (blocs acquis : {acquired} sur {blocks})")),
}

EVENTS = {
    "open": _("Dossier de certification ouvert"),
    "give_opinion": _("Avis d’un membre du jury"),
    "record_sst": _("Certificat SST obtenu"),
}
