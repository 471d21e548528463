"""Decisions about a person that she may contest: found in her timeline, with who took them."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from labmigration.pathway.models import Pathway
from labmigration.timeline.models import Event

#: By the code that a request keeps: its words, and the verbs by which staff take it (whoever proposed it took part).
CONTESTABLE: dict[str, tuple[Any, tuple[str, ...]]] = {
    "refusal": (_("le refus d’entrer au Lab"), ("reception.propose_refusal", "reception.confirm_refusal")),
    "positioning": (_("le résultat de mon positionnement"), ("positioning.finish",)),
    "prescription": (_("le parcours de formation proposé"), ("prescription.propose",)),
    "attendance": (_("une présence notée en formation"), ("training.correct", "training.hold_session")),
    "withdrawal": (_("la fin de ma formation"), ("training.withdraw",)),
    "certification": (_("la décision du jury"), ("certification.give_opinion", "certification.decide")),
    "placement": (
        _("une proposition de foyer, ou son absence"),
        ("matching.introduce", "matching.fall_through", "matching.refuse_pair", "matching.rule_pair"),
    ),
    "closing": (_("la fin de mon parcours"), ("pathway.close",)),
}
OTHER = "other"
OTHER_SAYS = _("autre chose")


@dataclass(frozen=True)
class Decision:
    """One kind of decision that was taken about the person: its code, its words, the last day, who took part."""

    code: str
    says: Any
    on: date
    deciders: frozenset[UUID]


def decisions_about(pathway: Pathway) -> list[Decision]:
    """The kinds of decisions taken so far, newest first; one query."""
    by_verb = {verb: code for code, (_says, verbs) in CONTESTABLE.items() for verb in verbs}
    rows = Event.objects.filter(pathway_id=pathway.pk, verb__in=by_verb).order_by("-at", "-id")
    days: dict[str, date] = {}
    deciders: dict[str, set[UUID]] = {}
    for verb, at, actor_id in rows.values_list("verb", "at", "actor"):
        code = by_verb[verb]
        days.setdefault(code, timezone.localtime(at).date())
        if actor_id is not None:
            deciders.setdefault(code, set()).add(actor_id)
    return [Decision(code, CONTESTABLE[code][0], day, frozenset(deciders.get(code, ()))) for code, day in days.items()]


def in_words(code: str) -> Any:
    """What is contested, as a page says it."""
    return CONTESTABLE[code][0] if code in CONTESTABLE else OTHER_SAYS
