"""The people around someone, as far as she has them: whom she can call or write to."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from labmigration.access.actor import Actor
from labmigration.access.models import User
from labmigration.pathway.models import Pathway
from labmigration.pathway.training.queries import seats_of


@dataclass(frozen=True)
class AroundMe:
    """One person or organisation: what they do for her, and how she reaches them (empty: not by us).

    `person`: somebody, and not an organisation as a whole.
    """

    name: str
    does: Any
    phone: str = ""
    email: str = ""
    organisation: str = ""
    person: bool = True


def contacts_of(actor: Actor, pathway: Pathway) -> list[AroundMe]:
    """Advisor, trainers of her present cohort, the organisation that sent her; three queries."""
    found = []
    if pathway.lead_advisor is not None:
        found.append(_account(pathway.lead_advisor, _("Ma conseillère, mon conseil")))
    seat = seats_of(actor, pathway).first()
    if seat is not None:
        trainers = sorted(seat.cohort.trainers.all(), key=lambda user: user.name)
        found += [_account(user, _("Ma formation"), seat.cohort.provider.name) for user in trainers]
    if pathway.referrer is not None:
        found.append(AroundMe(pathway.referrer.name, _("M’a envoyée au Lab"), person=False))
    return found


def _account(user: User, does: Any, organisation: str = "") -> AroundMe:
    return AroundMe(user.name, does, user.phone, user.email or "", organisation)
