"""The only writer of opinions and proposals: the advisor says what she would choose, then the tool answers."""

from collections.abc import Iterable
from dataclasses import replace

from django.db import IntegrityError, models, transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from labmigration import clock
from labmigration.access.actor import Actor
from labmigration.access.gate import Conflict, Refused, visible
from labmigration.pathway.models import Pathway
from labmigration.pathway.positioning import queries as positionings
from labmigration.pathway.positioning.queries import Positioning
from labmigration.pathway.prescription import asking, states
from labmigration.pathway.prescription.answered import Answered
from labmigration.pathway.prescription.catalogue import edition, parts_in
from labmigration.pathway.prescription.demands import MODULE_DEMANDS, Demands
from labmigration.pathway.prescription.facts import catalogue
from labmigration.pathway.prescription.models import CatalogueEdition, Opinion, Prescription, Proposal
from labmigration.pathway.prescription.problem import critical_in, levels_of, question
from labmigration.pathway.prescription.queries import number_in_preparation
from labmigration.programme import ProgrammeError, programme
from labmigration.programme.prescribing import prescribing
from labmigration.programme.records import Module
from labmigration.timeline.models import Event


@transaction.atomic
def judge(pathway: Pathway, *, actor: Actor, occupation: str, modules: Iterable[str], words: str = "") -> Opinion:
    """Keep what the advisor would choose, before the tool proposes anything; then the tool proposes without demands.

    Raises `Refused` when the person is not hers to follow, has no finished positioning, a version waits for her
    answer, or a module does not serve the occupation; `Conflict` when the opinion is written already.
    """
    if actor.user is None or not visible(actor, "prescription.judge").filter(pk=pathway.pk, state="open").exists():
        raise Refused(_("Seul le conseil de la personne peut préparer son parcours."))
    if Prescription.objects.filter(pathway=pathway, state=states.PROPOSED).exists():
        raise Refused(_("Ce parcours attend la signature de la personne."))
    offered = [module.code for module in _serving(occupation)]
    chosen = set(modules)
    if not chosen:
        raise Refused(_("Choisissez au moins un module."))
    if not chosen <= set(offered):
        raise Refused(_("Un module choisi ne sert pas ce métier."))
    positioning = _read_from(pathway, actor)
    opinion = Opinion(
        pathway=pathway,
        number=number_in_preparation(pathway),
        occupation=occupation,
        modules=[code for code in offered if code in chosen],
        words=words,
        by=actor.user,
        at=clock.now(),
    )
    _kept(opinion, _("Votre avis est déjà écrit : la proposition est ouverte."))
    Event.record(opinion, "judge", actor, {"number": opinion.number, "modules": len(opinion.modules)})
    first = Answered(_computed(opinion, positioning, Demands(), 1, actor))
    opinion.tool = [one.id for one in first.reply.modules] if first.is_possible else None
    opinion.save(update_fields=["tool"])
    return opinion


@transaction.atomic
def ask_again(opinion: Opinion, *, actor: Actor, demands: Demands) -> Proposal:
    """Another answer of the tool, with the advisor's demands; every answer is kept.

    Raises `Refused` for demands that make no sense or a version that is signed or waits for it.
    """
    if actor.user is None or not visible(actor, "prescription.ask_tool").filter(pk=opinion.pk).exists():
        raise Refused(_("Seul le conseil de la personne peut préparer son parcours."))
    pathway = opinion.pathway
    if opinion.number != number_in_preparation(pathway) or pathway.state != "open":
        raise Refused(_("Cette version n’est plus en préparation."))
    _refuse_unknown(opinion, demands)
    positioning = _read_from(pathway, actor)
    last: int = opinion.proposals.aggregate(last=Max("rank"))["last"] or 0
    return _computed(opinion, positioning, demands, last + 1, actor)


def _read_from(pathway: Pathway, actor: Actor) -> Positioning:
    positioning = positionings.in_force(actor, pathway.pk)
    if positioning is None:
        raise Refused(_("Terminez d’abord le positionnement : la formation répond à ses besoins."))
    return positioning


def _computed(opinion: Opinion, positioning: Positioning, demands: Demands, rank: int, actor: Actor) -> Proposal:
    kept = catalogue_edition()
    parts = parts_in(kept.content, opinion.occupation)
    asked = replace(demands, critical=critical_in(positioning))
    text = question(parts, levels_of(positioning, parts), asked)
    try:
        answered = asking.answer(text, catalogue_version=kept.version)
    except asking.Unanswerable as wrong:
        raise Refused(_("Ces demandes ne peuvent pas être calculées : %(why)s") % {"why": wrong}) from wrong
    proposal = Proposal(
        territory_id=opinion.territory_id,
        opinion=opinion,
        rank=rank,
        positioning=positioning,
        demands=asked.as_text(),
        question=text,
        answer=answered,
        catalogue_version=kept.version,
        engine_version=asking.engine_version(),
        seed=asking.SEED,
        by=actor.user,
        at=clock.now(),
    )
    _kept(proposal, _("Une autre proposition a été demandée au même moment : relisez la page."))
    return proposal


def catalogue_edition() -> CatalogueEdition:
    """The present catalogue, kept from now on."""
    found, _made = CatalogueEdition.objects.get_or_create(
        version=programme().version, defaults={"content": edition(), "kept_on": clock.today()}
    )
    return found


def is_of_today(proposal: Proposal) -> bool:
    """Whether the catalogue still says what it said when the proposal was computed."""
    if proposal.catalogue_version == programme().version:
        return True
    kept = CatalogueEdition.objects.filter(version=proposal.catalogue_version).first()
    return kept is not None and kept.content == edition()


def still_known(demands: Demands, occupation: str) -> Demands:
    """The demands without what the catalogue no longer knows."""
    codes = {module.code for module in _serving(occupation)}
    funders = {funder.code for funder in prescribing().funder}
    kinds = {kind: tuple(code for code in getattr(demands, kind) if code in codes) for kind in MODULE_DEMANDS}
    return replace(
        demands,
        **kinds,
        waived=tuple(label for label in demands.waived if label.partition(":")[2] in codes),
        hours={code: hours for code, hours in demands.hours.items() if code in codes},
        budget={code: most for code, most in demands.budget.items() if code in funders},
    )


def _refuse_unknown(opinion: Opinion, demands: Demands) -> None:
    codes = {module.code for module in _serving(opinion.occupation)}
    named = {*demands.lock, *demands.forbid, *demands.held, *demands.wish, *demands.hours}
    if not named <= codes:
        raise Refused(_("Un module choisi ne sert pas ce métier."))
    if not set(demands.budget) <= {funder.code for funder in prescribing().funder}:
        raise Refused(_("Ce financeur n’existe pas."))


def _serving(occupation: str) -> list[Module]:
    try:
        programme().occupation(occupation)
    except ProgrammeError:
        raise Refused(_("Choisissez un des métiers du Lab.")) from None
    return catalogue(occupation)


def _kept(row: models.Model, otherwise: str) -> None:
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError:
        raise Conflict(otherwise) from None
