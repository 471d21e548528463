"""What an officer makes of a pair: follows it, proposes someone else, or does not keep it; and her own rules on pairs.

The machine refuses nobody and proposes nothing by itself: only here does a proposal go out, through the action that
every introduction takes.
"""

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from labmigration import clock
from labmigration.access.actor import Actor
from labmigration.access.gate import Conflict, Refused, claim, visible
from labmigration.pathway.matching import actions
from labmigration.pathway.matching import states as matching_states
from labmigration.pathway.matching.models import HouseholdNeed, Introduction
from labmigration.pathway.matching.placement import states
from labmigration.pathway.matching.placement.models import PairRule, ProposedPair, WorkWishes
from labmigration.pathway.models import Pathway
from labmigration.secrecy.fields import sealed
from labmigration.timeline.models import Event


@transaction.atomic
def accept(pair: ProposedPair, *, actor: Actor, because: str = "", availability: str = "") -> Introduction:
    """Propose the pair to both sides. Raises `Conflict` where the need or the wishes changed since, or somebody was
    faster with this need; `Refused` where the introduction itself is refused.
    """
    if said := changed_since(pair):
        raise Conflict(said)
    _refuse_taken(pair.need)
    _decide(pair, actor, states.ACCEPTED, "accept_pair")
    return actions.introduce(pair.pathway, pair.need, actor=actor, because=because, availability=availability)


@transaction.atomic
def change(
    pair: ProposedPair, other: Pathway, *, actor: Actor, reason: str, because: str = "", availability: str = ""
) -> Introduction:
    """Propose somebody else for the need, with the reason kept."""
    if other.pk == pair.pathway_id:
        raise Refused(_("C’est la personne que le calcul propose déjà."))
    _refuse_taken(pair.need)
    _decide(pair, actor, states.CHANGED, "change_pair", reason)
    return actions.introduce(other, pair.need, actor=actor, because=because, availability=availability)


@transaction.atomic
def refuse(pair: ProposedPair, *, actor: Actor, reason: str) -> None:
    """Do not propose the pair, with the reason kept; a later plan may propose it again unless a rule forbids it."""
    _decide(pair, actor, states.REFUSED, "refuse_pair", reason)


@transaction.atomic
def rule(pathway: Pathway, need: HouseholdNeed, *, actor: Actor, kind: str, reason: str) -> PairRule:
    """Keep a person and a need together, or apart, in every plan until the decision is lifted."""
    if actor.user is None or not visible(actor, "matching.rule_pair").filter(pk=pathway.pk).exists():
        raise Refused(_("Vous ne décidez pas pour cette personne."))
    if not visible(actor, "matching.read_needs").filter(pk=need.pk, state=matching_states.OPEN).exists():
        raise Refused(_("Ce besoin n’est plus à pourvoir."))
    if kind not in dict(states.RULE_KINDS) or not reason.strip():
        raise Refused(_("Dites ce que vous décidez, et pourquoi."))
    kept = PairRule(pathway=pathway, need=need, kind=kind, reason=reason, decided_by=actor.user, decided_at=clock.now())
    try:
        with transaction.atomic():
            kept.save(force_insert=True)
    except IntegrityError:
        raise Conflict(_("Une décision tient déjà pour ce rapprochement : levez-la d’abord.")) from None
    Event.record(kept, "rule_pair", actor, {"kind": kind})
    return kept


@transaction.atomic
def lift(kept: PairRule, *, actor: Actor) -> None:
    """Take a decision on a pair back. Raises `Conflict` when it is lifted already."""
    if claim(actor, "matching.lift_rule", kept, lifted_at__isnull=True).update(lifted_at=clock.now()) != 1:
        raise Conflict(_("Cette décision est déjà levée."))
    Event.record(kept, "lift_rule", actor)


def changed_since(pair: ProposedPair) -> str:
    """What changed since the engine read the pair, as a sentence; empty when nothing did."""
    need = HouseholdNeed.objects.filter(pk=pair.need_id).values_list("state", "version").first()
    if need is None or need[0] != matching_states.OPEN:
        return _("Ce besoin n’est plus à pourvoir.")
    if need[1] != pair.need_version:
        return _("Le foyer a changé son besoin depuis le calcul : relancez-le, ou relisez le besoin.")
    wishes = WorkWishes.objects.filter(pathway=pair.pathway_id).first()
    if wishes is None or wishes.version != pair.wishes_version:
        return _("La personne a changé ses souhaits depuis le calcul : relancez-le, ou appelez-la.")
    if wishes.on_pause:
        return _("La personne est en pause.")
    return ""


def _refuse_taken(need: HouseholdNeed) -> None:
    """Two officers give one household to two people: the second is told. The need is held until the end of the action,
    so that both cannot look at once; SQLite writes one transaction at a time anyway.
    """
    HouseholdNeed.objects.select_for_update().get(pk=need.pk)
    if Introduction.objects.filter(need=need, state__in=matching_states.UNDER_WAY).exists():
        raise Conflict(
            _("Une autre personne vient d’être proposée à ce foyer : attendez la réponse, rien n’a été changé.")
        )


def _decide(pair: ProposedPair, actor: Actor, state: str, verb: str, reason: str = "") -> None:
    if state in states.OVERRIDDEN and not reason.strip():
        raise Refused(_("Écrivez pourquoi : c’est gardé avec la décision."))
    if actor.user is None:
        raise Refused(_("Une personne décide, jamais la machine."))
    changes = {
        "state": state,
        "reason": sealed(pair, "reason", reason),
        "decided_by": actor.user,
        "decided_at": clock.now(),
    }
    if claim(actor, "matching.decide_pair", pair, state=states.PROPOSED).update(**changes) != 1:
        raise Conflict(_("Quelqu’un a déjà décidé de cette proposition."))
    pair.refresh_from_db()
    Event.record(pair, verb, actor)
