"""What the thread shows of tutoring: a line among the people around her. Never what is said there."""

from django.utils.translation import gettext as _

from labmigration.access.actor import Actor
from labmigration.access.gate import may
from labmigration.pathway.models import Pathway, Stage
from labmigration.pathway.panels import Panel
from labmigration.pathway.tutoring import states
from labmigration.pathway.tutoring.queries import open_tutorships
from labmigration.pathway.written import Written


def panel(actor: Actor, pathway: Pathway, written: Written) -> Panel | None:
    """Her tutor, or whose yes is waited for; one query, from matching on, for those who may know."""
    if not may(actor, "tutoring.see") or pathway.stage_number < Stage.values.index(Stage.MATCHING):
        return None
    around = [(_("Employeur tuteur"), _line(one.tutor.name, one.state)) for one in open_tutorships(actor, pathway)]
    return Panel("tutoring", "", around=around) if around else None


def _line(name: str, state: str) -> str:
    return name if state == states.UNDER_WAY else _("%(name)s, proposé aux deux") % {"name": name}
