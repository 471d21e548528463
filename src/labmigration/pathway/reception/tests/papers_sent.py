"""What the tests of papers share: a person of our advisor's, the two who check, photographs."""

from functools import cache

from labmigration.pathway.reception import document_actions
from labmigration.pathway.reception.document_states import GOOD
from labmigration.pathway.reception.models import Document
from labmigration.pathway.reception.tests.hostile_photographs import encoded, picture


@cache
def photo(number: int = 0) -> bytes:
    """One photograph a number: small, so that tests are quick."""
    return encoded(picture((400 + number, 300)))


def sent(world, pathway, kind="residence", number=0) -> Document:
    """A paper sent by the person's advisor."""
    return document_actions.send(pathway, kind, photo(number), actor=world.advisor)


def checked(world, document, finding=GOOD, **read) -> Document:
    """The same answer of both people."""
    for actor in (world.advisor, world.territory_coordinator):
        document_actions.check(document, actor=actor, finding=finding, **read)
    return document
