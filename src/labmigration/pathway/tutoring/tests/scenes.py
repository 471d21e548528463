"""A household that tutors, and somebody with a contract who may be accompanied."""

from labmigration.access.actor import Actor
from labmigration.pathway.tutoring import accompanying, volunteering
from labmigration.pathway.tutoring.charter import in_force
from labmigration.pathway.tutoring.models import TutorOffer, Tutorship


def offered(world) -> TutorOffer:
    """A vetted household that has read the charter."""
    household = world.household(user=True)
    with world.placement_officer.at_work():
        return volunteering.volunteer(
            household,
            actor=Actor.of(household.user),
            charter_version=in_force().version,
            experience="Dix ans d’emploi à domicile",
        )


def accepted(world) -> Actor:
    """The actor of an accepted tutor."""
    offer = offered(world)
    with world.placement_officer.at_work():
        volunteering.accept(offer, actor=world.placement_officer, reason="Rencontrée", declarations_seen=True)
    return Actor.of(offer.user)


def begun(world, tutor: Actor, accompanied, other: Actor) -> Tutorship:
    """A tutorship to which both have said yes today."""
    with world.placement_officer.at_work():
        found = accompanying.propose(tutor.user, accompanied, actor=world.placement_officer, because="Un début")
        for actor in (tutor, other):
            accompanying.answer(found, actor=actor, yes=True)
        return found
