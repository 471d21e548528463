"""The states of a scenario, and what each change says in the journal."""

from django.utils.translation import gettext_lazy as _

from labmigration.timeline.moves import Move

KEPT, DROPPED = "kept", "dropped"
SCENARIO_STATES = [(KEPT, _("gardé")), (DROPPED, _("retiré"))]
SCENARIO_MOVES = {"drop": Move.between(KEPT, DROPPED, _("Scénario de prévision retiré"))}
SCENARIO_EVENTS = {"keep": _("Scénario de prévision gardé")}
