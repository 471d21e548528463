"""The writer of offers to tutor: a household agrees to the charter, the placement officer decides."""

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from labmigration import clock
from labmigration.access.actions import end_role, grant_role
from labmigration.access.actor import Actor
from labmigration.access.gate import Conflict, Refused, visible
from labmigration.access.models import RoleGrant
from labmigration.access.roles import Role
from labmigration.pathway.tutoring import states
from labmigration.pathway.tutoring.charter import in_force
from labmigration.pathway.tutoring.models import TutorOffer, Tutorship
from labmigration.pathway.tutoring.queries import has_employed_here
from labmigration.people.models import Household
from labmigration.timeline.models import Event
from labmigration.timeline.moves import move


@transaction.atomic
def volunteer(
    household: Household, *, actor: Actor, charter_version: str, experience: str, language: str = "fr"
) -> TutorOffer:
    """Offer to tutor, having agreed to the charter as it was shown.

    Raises `Refused` for another household than one's own, one that is not vetted and a charter that has changed
    meanwhile; `Conflict` when an offer stands already.
    """
    if actor.user is None or not visible(actor, "tutoring.volunteer").filter(pk=household.pk).exists():
        raise Refused(_("Vous ne pouvez pas proposer ce foyer."))
    if household.state != Household.Vetting.VETTED:
        raise Refused(_("Votre foyer doit d’abord être vérifié."))
    charter = in_force()
    if charter_version != charter.version:
        raise Refused(_("La charte a changé pendant que vous lisiez. Relisez-la, puis répondez."))
    if not experience.strip():
        raise Refused(_("Écrivez quelques mots."))
    offer = TutorOffer(
        territory_id=household.territory_id,
        household=household,
        user=actor.user,
        charter_version=charter.version,
        charter_digest=charter.digest(language),
        language=language,
        agreed_on=clock.today(),
        experience=experience,
    )
    try:
        with transaction.atomic():
            offer.save(force_insert=True)
    except IntegrityError:
        raise Conflict(_("Votre proposition est déjà là.")) from None
    Event.record(offer, "volunteer", actor)
    return offer


@transaction.atomic
def accept(offer: TutorOffer, *, actor: Actor, reason: str, declarations_seen: bool = False) -> None:
    """Accept a tutor, with the reason; from now on the account holds the role.

    Two conditions: a vetted household, and one that has employed: by a contract of the Lab, or by declarations that the
    officer has seen. Raises `Refused` when one is missing.
    """
    if not reason.strip():
        raise Refused(_("Écrivez pourquoi."))
    if offer.household.state != Household.Vetting.VETTED:
        raise Refused(_("Ce foyer n’est pas vérifié."))
    here = has_employed_here(offer.household)
    if not here and not declarations_seen:
        raise Refused(_("Ce foyer n’a pas encore employé par le Lab : cochez que vous avez vu ses déclarations."))
    employed = TutorOffer.Employed.HERE if here else TutorOffer.Employed.SEEN
    move(offer, "accept", actor=actor, employed=employed, **_decision(actor, reason))
    grant_role(
        offer.user,
        role=Role.EMPLOYER_TUTOR,
        territory=offer.territory_id,
        actor=Actor.system(offer.territory_id),
    )


@transaction.atomic
def turn_down(offer: TutorOffer, *, actor: Actor, reason: str) -> None:
    """Not accept an offer, with the reason."""
    if not reason.strip():
        raise Refused(_("Écrivez pourquoi."))
    move(offer, "turn_down", actor=actor, **_decision(actor, reason))


@transaction.atomic
def withdraw(offer: TutorOffer, *, actor: Actor) -> None:
    """Stop being a tutor. Raises `Refused` while a tutorship is open: it is ended first, with its reason."""
    if Tutorship.objects.filter(tutor=offer.user_id, state__in=states.OPEN).exists():
        raise Refused(_("Terminez d’abord vos tutorats en cours."))
    was_accepted = offer.state == states.ACCEPTED
    move(offer, "withdraw", actor=actor)
    if was_accepted:
        held = RoleGrant.objects.filter(user=offer.user_id, role=Role.EMPLOYER_TUTOR, territory=offer.territory_id)
        for grant in held:
            if grant.in_force(clock.today()):
                end_role(grant, actor=Actor.system(offer.territory_id))


def _decision(actor: Actor, reason: str) -> dict[str, object]:
    return {"decided_by": actor.user, "decided_on": clock.today(), "reason": reason}
