"""The frame of every page: who I am, where I can go. Worked out only by pages that draw it, in one query at most."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from labmigration import clock
from labmigration.access.actor import Actor
from labmigration.access.gate import visible
from labmigration.access.roles import Role
from labmigration.desk.navigation import entries_of
from labmigration.pathway import states
from labmigration.programme import ProgrammeError
from labmigration.territories.opening.description import description_of


@dataclass(frozen=True)
class NavEntry:
    """One line of the navigation as it is drawn."""

    label: Any
    url: str
    icon: str
    current: bool
    count: int = 0


@dataclass(frozen=True)
class Shell:
    """What the frame of a page shows."""

    nav: tuple[NavEntry, ...]
    user_name: str
    role_label: str
    territory_name: str
    demo: bool
    home_url: str = "/"


def shell(request: HttpRequest) -> dict[str, Any]:
    """The context variable ``shell``, worked out when a template first asks for it."""
    return {"shell": SimpleLazyObject(lambda: _shell(request))}


def _shell(request: HttpRequest) -> Shell:
    actor: Actor = getattr(request, "actor", None) or Actor.nobody()
    entries = list(entries_of(actor))
    here = _here(request.path, [address for _entry, address in entries])
    return Shell(
        nav=tuple(
            NavEntry(
                label=entry.label,
                url=address,
                icon=entry.icon,
                current=address == here,
                count=_late(actor) if entry.counts_late else 0,
            )
            for entry, address in entries
        ),
        user_name=actor.user.name if actor.user else "",
        role_label=" · ".join(str(role.label) for role in Role if role in actor.roles),
        territory_name=", ".join(_territory_name(code) for code in actor.territories),
        demo=settings.DEMO,
    )


def _here(path: str, addresses: list[str]) -> str:
    """The entry that stands for the present page: the longest address with which its path begins."""
    return max((address for address in addresses if path.startswith(address)), key=len, default="")


def _late(actor: Actor) -> int:
    """How many steps of the actor's own people are overdue and hers to take."""
    # Asked as "my people" and not as the whole list: the list also holds those whom nobody follows, and a condition
    # joined by "or" is no walk along an index.
    rows = visible(actor, "pathway.note_contact").filter(state=states.OPEN, next_role=Role.ADVISOR)
    return int(rows.filter(due_on__lt=clock.today()).count())


def _territory_name(code: str) -> str:
    try:
        return description_of(code).name_fr
    except ProgrammeError:
        return code
