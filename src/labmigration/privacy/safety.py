"""Safe contact: who is protected, and how she is reached without danger. Set by the person or her own advisor."""

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext_lazy as _

from labmigration.access.actor import Actor
from labmigration.access.gate import Refused, visible
from labmigration.pathway.models import Pathway
from labmigration.people.models import SAFETY_NO, SAFETY_YES, Candidate
from labmigration.secrecy.fields import sealed
from labmigration.timeline.models import Event


@transaction.atomic
def protect(pathway: Pathway, wanted: bool, words: str, *, actor: Actor) -> None:
    """Turn the protection on or off. What was written about how to reach her goes with it when it ends.

    The event stands under a verb that no thread tells: only those who follow her learn that she is protected.
    """
    if not visible(actor, "privacy.protect").filter(pk=pathway.pk).exists():
        raise Refused(_("Seules la personne et sa conseillère peuvent changer cela."))
    person = pathway.candidate
    Candidate.objects.filter(pk=person.pk).update(
        safety=sealed(person, "safety", SAFETY_YES if wanted else SAFETY_NO),
        safe_words=sealed(person, "safe_words", words if wanted else ""),
        version=F("version") + 1,
    )
    person.refresh_from_db()
    event = Event.about(person, "protect" if wanted else "unprotect", actor)
    event.pathway_id = pathway.pk
    event.save(force_insert=True)
