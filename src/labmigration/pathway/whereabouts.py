"""Who may learn where a protected person is and when: her address, the places and times of her meetings, her cohort.

For anybody who is not protected this changes nothing. For somebody who is, only she herself, her own advisor, and the
trainers and coordination of the cohort in which she holds a seat (they sign her presence) read them. Everybody else
reads the rest of what the table of rights lets them read, and no sign that she is protected.
"""

from django.db.models import Q

from labmigration.access.actor import Actor
from labmigration.access.roles import Role
from labmigration.pathway.models import Pathway


def sees_whereabouts(actor: Actor, pathway: Pathway) -> bool:
    """Whether the actor may read address, places, times and cohort of the person; no query unless she is protected."""
    return not pathway.candidate.safe_contact or follows(actor, pathway)


def follows(actor: Actor, pathway: Pathway) -> bool:
    """Whether the actor is the person, her own advisor, or of the team that trains her; one query at most."""
    if actor.user is None:
        return False
    if actor.user.pk in (pathway.candidate.user_id, pathway.lead_advisor_id):
        return True
    teaches = Q()
    for grant in actor.grants_as(Role.TRAINER, Role.TRAINING_COORDINATOR):
        if grant.role == Role.TRAINER:
            teaches |= Q(enrolments__cohort__trainers=actor.user)
        elif grant.organisation is not None:
            teaches |= Q(enrolments__cohort__provider=grant.organisation)
    return bool(teaches) and Pathway.objects.filter(teaches, pk=pathway.pk).exists()


def without_whereabouts(actor: Actor, pathways: list[Pathway]) -> None:
    """On a list: forget the day by which the next step is due, which may be the day of a meeting. Saved nowhere."""
    for pathway in pathways:
        if not sees_whereabouts(actor, pathway):
            pathway.due_on = None
