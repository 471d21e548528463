"""What the invented people received, as their telephones and letter boxes would show it."""

import re
from dataclasses import dataclass

from django.db.models import Q
from django_scopes import scope

from labmigration.access.models import User
from labmigration.notices.models import OutboxMessage
from labmigration.people.models import Candidate
from labmigration.territories.models import Territory

MESSAGES = 300


#: The host of a link; the demonstration may be served under another than the one that messages were written for.
HOST_OF_LINK = re.compile(r"https?://[^/\s]+(?=/l/)")


@dataclass(frozen=True)
class Received:
    """One message, with links that open here."""

    message: OutboxMessage
    body: str


@dataclass(frozen=True)
class Phone:
    """One person with what reached her, oldest first."""

    id: str
    name: str
    messages: tuple[Received, ...]


def phones(here: str) -> list[Phone]:
    """The telephones on which something arrived last; `here` is the address under which they are looked at."""
    boxes: dict[str, list[OutboxMessage]] = {}
    with scope(territory=list(Territory.objects.values_list("pk", flat=True))):
        messages = list(OutboxMessage.objects.order_by("-written_at", "-id")[:MESSAGES])
        owners = _owners({message.recipient_index for message in messages})
        for message in messages:
            owner = owners.get(message.recipient_index, (message.recipient_index, message.recipient))
            boxes.setdefault("|".join(owner), []).append(message)
    found = []
    for owner, received in boxes.items():
        key, _, name = owner.partition("|")
        shown = (Received(message, HOST_OF_LINK.sub(here, message.body)) for message in reversed(received))
        found.append(Phone(key, name, tuple(shown)))
    return found


def _owners(indexes: set[str]) -> dict[str, tuple[str, str]]:
    """Whose number or address it is: index → (key, name)."""
    found: dict[str, tuple[str, str]] = {}
    for user in User.objects.filter(phone_index__in=indexes - {""}):
        found[user.phone_index] = (str(user.pk), user.name)
    people = Candidate.objects.filter(Q(phone_index__in=indexes - {""}) | Q(email_index__in=indexes - {""}))
    for person in people:
        owner = (str(person.user_id or person.pk), person.full_name)
        found |= {index: owner for index in (person.phone_index, person.email_index) if index}
    return found
