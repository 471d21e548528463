"""The only writer of positionings."""

from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils.translation import gettext as _

from labmigration import clock
from labmigration.access.actor import Actor
from labmigration.access.gate import Conflict, Refused, claim, visible
from labmigration.pathway.actions import set_next
from labmigration.pathway.models import Pathway, Stage
from labmigration.pathway.positioning import states
from labmigration.pathway.positioning.facts import Findings, findings_of
from labmigration.pathway.positioning.models import Asset, AxisLevel, Need, Positioning
from labmigration.secrecy.fields import sealed
from labmigration.timeline.models import Event
from labmigration.timeline.moves import move


@transaction.atomic
def begin(pathway: Pathway, *, actor: Actor) -> Positioning:
    """Begin a positioning, from what an earlier one found when there is one.

    The earlier one stays in force until the new one is finished. Raises `Refused` when the actor does not follow the
    person or the person has not had her orientation meeting yet, `Conflict` when a positioning is already under way.
    """
    if actor.user is None or not visible(actor, "positioning.begin").filter(pk=pathway.pk).exists():
        raise Refused(_("Seul le conseil de la personne peut faire son positionnement."))
    if pathway.state != "open":
        raise Refused(_("Ce parcours est terminé : reprenez-le avant de faire un positionnement."))
    if pathway.stage in (Stage.RECEPTION, Stage.ORIENTATION):
        raise Refused(_("Le positionnement vient après l’entretien d’orientation."))
    draft = Positioning(pathway=pathway, advisor=actor.user, begun_on=clock.today())
    try:
        with transaction.atomic():
            draft.save(force_insert=True)
    except IntegrityError:
        raise Conflict(_("Un positionnement est déjà en cours pour cette personne : ouvrez-le.")) from None
    earlier = Positioning.objects.filter(pathway=pathway, state=states.DONE).first()
    if earlier is not None:
        _write(draft, findings_of(earlier))
    Event.record(draft, "begin", actor)
    return draft


@transaction.atomic
def fill_in(
    positioning: Positioning, *, actor: Actor, version: int, findings: Findings, opinion: str = ""
) -> Positioning:
    """Save what was found so far in place of what stood there, unless someone saved since `version` was shown.

    Raises `Conflict` then, and also when the positioning is finished or the actor does not follow the person.
    """
    rows = claim(actor, "positioning.fill_in", positioning, state=states.DRAFT, version=version)
    if rows.update(version=F("version") + 1, opinion=sealed(positioning, "opinion", opinion)) != 1:
        raise Conflict(_("Quelqu’un a enregistré ou terminé ce positionnement pendant ce temps."))
    positioning.version, positioning.opinion = version + 1, opinion
    _write(positioning, findings)
    counts = {"levels": len(findings.levels), "assets": len(findings.assets), "needs": len(findings.needs)}
    Event.record(positioning, "fill_in", actor, counts)
    return positioning


@transaction.atomic
def finish(positioning: Positioning, *, actor: Actor) -> Positioning:
    """Finish: what was found stands from now on, in place of an earlier positioning; a pathway can be prescribed.

    Raises `Refused` with a sentence that says what is missing.
    """
    missing = findings_of(positioning).missing()
    if missing:
        raise Refused(missing)
    for earlier in Positioning.objects.filter(pathway=positioning.pathway_id, state=states.DONE):
        move(earlier, "supersede", actor=actor)
    move(positioning, "finish", actor=actor, done_on=clock.today())
    pathway = positioning.pathway
    if pathway.next_step in ("positioning.do", "prescription.write"):
        # Later on the way, a new positioning changes nothing of what is next.
        set_next(pathway, "prescription.write", stage=Stage.PRESCRIPTION)
    return positioning


def _write(positioning: Positioning, findings: Findings) -> None:
    of: dict[str, Any] = {"positioning": positioning, "territory_id": positioning.territory_id}
    for model in (AxisLevel, Asset, Need):
        model.objects.filter(positioning=positioning).delete()
    AxisLevel.objects.bulk_create(
        AxisLevel(**of, axis=level.axis, low=level.low, high=level.high, grade=level.grade) for level in findings.levels
    )
    Asset.objects.bulk_create(
        Asset(**of, place=place, what=asset.what, axis=asset.axis, grade=asset.grade)
        for place, asset in enumerate(findings.assets)
    )
    Need.objects.bulk_create(
        Need(**of, place=place, what=need.what, axis=need.axis, critical=need.critical)
        for place, need in enumerate(findings.needs)
    )
