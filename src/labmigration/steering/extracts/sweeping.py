"""Projects whose last day has passed: ended, their files deleted, their holder told. Part of the sweep."""

from labmigration import clock
from labmigration.access.actor import Actor
from labmigration.steering.extracts import projects
from labmigration.steering.extracts.models import Project
from labmigration.territories.models import Territory


def end_projects() -> int:
    """End what is over, in every territory; returns how many projects."""
    return sum(_end_in(Actor.system(code)) for code in Territory.objects.values_list("pk", flat=True))


def _end_in(system: Actor) -> int:
    with system.at_work():
        over = Project.objects.filter(state="approved", ends_on__lt=clock.today()).select_related("asked_by")
        found = list(over)
        for project in found:
            projects.end(project, actor=system)
    return len(found)
