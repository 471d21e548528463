"""Events as sentences. Each stage says its own in ``states.py``; this module only finds them."""

import re
from datetime import date
from functools import cache
from typing import Any

from django.apps import apps
from django.utils.translation import gettext as _
from django.utils.translation import override

from labmigration.access.roles import Role
from labmigration.timeline.models import Event
from labmigration.ui import spoken
from labmigration.ui.languages import FRENCH
from labmigration.ui.written import Written

ISO_DAY = re.compile(r"\d{4}-\d\d-\d\d")


@cache
def sentences() -> dict[str, Any]:
    """Lazy sentence by ``app.verb``: from the moves of every model, and from its other ``EVENTS``."""
    found: dict[str, Any] = {}
    for model in apps.get_models():
        app = model._meta.app_label
        for verb, step in getattr(model, "MOVES", {}).items():
            found[f"{app}.{verb}"] = step.says
        for verb, says in getattr(model, "EVENTS", {}).items():
            found[f"{app}.{verb}"] = says
    return found


class _Facts(dict[str, Any]):
    """Facts as a sentence says them: a day in words, and an ellipsis for what was not written down."""

    def __getitem__(self, key: str) -> Any:
        fact = super().__getitem__(key)
        if isinstance(fact, str) and ISO_DAY.fullmatch(fact):
            return spoken.day(date.fromisoformat(fact))
        return fact

    def __missing__(self, key: str) -> str:
        return "…"


def sentence(event: Event) -> str:
    """What happened, in words; facts of the event fill the braces of its sentence."""
    says = sentences().get(event.verb)
    if says is None:
        raise LookupError(f"no sentence for the event {event.verb}")
    if _in_french_only(says):
        # Its days too, then: a sentence is of one language.
        with override(FRENCH):
            return Written(str(says).format_map(_Facts(event.facts)))
    return str(says).format_map(_Facts(event.facts))


def _in_french_only(says: Any) -> bool:
    """Whether a lazy text is not translated into the language of whoever reads."""
    here = str(says)
    with override(FRENCH):
        return here == str(says)


def actor_name(event: Event) -> str:
    """Who did it, as a screen says it."""
    if event.actor_role == Role.LINK_HOLDER:
        return _("la personne, par un lien")
    if event.actor is None:
        return _("le système")
    if event.actor_role == Role.HOUSEHOLD:
        # A household's name is disclosed to the person step by step: her timeline does not run ahead of it.
        return str(Role.HOUSEHOLD.label)
    return f"{event.actor.name}, {Role(event.actor_role).label}" if event.actor_role else event.actor.name
