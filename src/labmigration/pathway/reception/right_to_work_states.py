"""The states and outcomes of a check of the right to work."""

from django.utils.translation import gettext_lazy as _

from labmigration.pathway.reception.papers import PAPERS
from labmigration.timeline.moves import Move

DUE, DONE, DROPPED = "due", "done", "dropped"
STATES = [(DUE, _("à faire")), (DONE, _("fait")), (DROPPED, _("sans objet"))]

VALID, RECEIPT, EXPIRED, EXEMPT = "valid", "receipt", "expired", "exempt"
OUTCOMES = [
    (VALID, _("titre en cours de validité")),
    (RECEIPT, _("récépissé de renouvellement")),
    (EXPIRED, _("périmé")),
    (EXEMPT, _("libre de travailler, sans titre")),
]
#: With these the person may work, until the end that was read.
OPEN_TO_WORK = (VALID, RECEIPT, EXEMPT)
#: The papers that one looks at; of an earlier check at reception the kind is not known.
KINDS = [(code, PAPERS[code].says) for code in ("residence", "receipt", "identity")]

MOVES = {
    # The outcome stays out of the journal: it tells of the person's papers.
    "check_right_to_work": Move.between(DUE, DONE, _("Droit au travail vérifié")),
    "drop_right_to_work": Move.between(DUE, DROPPED, _("Vérification du droit au travail sans objet")),
}
