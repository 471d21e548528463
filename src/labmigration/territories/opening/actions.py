"""The only writer of territories opened on screen."""

from collections.abc import Sequence

from django.db import IntegrityError, transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _

from labmigration import clock
from labmigration.access.actions import grant_role
from labmigration.access.actor import Actor
from labmigration.access.gate import Conflict, Refused, claim, may, visible
from labmigration.access.roles import Role
from labmigration.programme import ProgrammeError
from labmigration.programme.areas import area_of
from labmigration.territories.models import Territory
from labmigration.territories.opening.models import OpenedTerritory
from labmigration.timeline.models import Event

LONGEST_CODE = 40


@transaction.atomic
def open_territory(*, actor: Actor, name: str, departements: Sequence[str], code: str = "") -> Territory:
    """A new territory: it exists from now on for rights, scopes, imports, placement and steering.

    code: of its addresses and of the command line; made from the name where it is empty. Whoever opens it may prepare
    it; a role in it is given by the administration (`confide`), never by oneself. Raises `Refused` for a name or code
    that is taken, or départements that do not exist.
    """
    if actor.user is None or not may(actor, "opening.open_territory"):
        raise Refused(_("Vous n’ouvrez pas de territoire."))
    name, code = " ".join(name.split()), code or slugify(name)
    _refuse_unfit(name, code)
    parts = _known(departements)
    try:
        with transaction.atomic():
            territory = Territory.objects.create(code=code, name=name)
    except IntegrityError:
        raise Refused(_("Un territoire porte déjà ce code.")) from None
    row = OpenedTerritory(territory=territory, departements=parts, opened_on=clock.today(), opened_by=actor.user)
    row.save(force_insert=True)
    Event.record(row, "open_territory", actor, {"name": name, "departements": parts})
    return territory


@transaction.atomic
def describe(row: OpenedTerritory, *, actor: Actor, name: str, departements: Sequence[str], version: int) -> None:
    """Another name or perimeter. Raises `Conflict` when somebody else changed it meanwhile."""
    name, parts = " ".join(name.split()), _known(departements)
    if Territory.objects.filter(name__iexact=name).exclude(pk=row.pk).exists() or not name:
        raise Refused(_("Un territoire porte déjà ce nom."))
    if claim(actor, "opening.describe", row, version=version).update(departements=parts, version=version + 1) != 1:
        raise Conflict(_("Quelqu’un d’autre a changé ce territoire entre-temps. Relisez-le, puis recommencez."))
    Territory.objects.filter(pk=row.pk).update(name=name)
    Event.record(row, "describe", actor, {"name": name, "departements": parts})


@transaction.atomic
def confide(territory: Territory, *, actor: Actor) -> None:
    """Give the coordination of the territory to whoever opened it on screen. Raises `Refused` without an opener."""
    if not visible(actor, "opening.confide").filter(pk=territory.pk).exists():
        raise Refused(_("Seule l’administration du programme confie un territoire."))
    row = OpenedTerritory.objects.select_related("opened_by").filter(pk=territory.pk).first()
    if row is None:
        raise Refused(_("Ce territoire n’a pas été ouvert à l’écran."))
    grant_role(row.opened_by, role=Role.TERRITORY_COORDINATOR, territory=territory.pk, actor=actor)


def _refuse_unfit(name: str, code: str) -> None:
    if not name or not code:
        raise Refused(_("Il faut un nom."))
    if code != slugify(code) or len(code) > LONGEST_CODE:
        raise Refused(_("Le code s’écrit en minuscules sans accent, avec des tirets, en 40 signes au plus."))
    if Territory.objects.filter(name__iexact=name).exists():
        raise Refused(_("Un territoire porte déjà ce nom."))


def _known(departements: Sequence[str]) -> list[str]:
    try:
        return sorted(area_of(departements).departements)
    except ProgrammeError:
        raise Refused(_("Choisissez au moins un département.")) from None
