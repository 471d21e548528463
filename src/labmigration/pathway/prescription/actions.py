"""The only writer of prescriptions: every version is kept, with who signed it and when."""

from django.db import IntegrityError, transaction
from django.db.models import F, Max
from django.utils.translation import gettext as _

from labmigration import clock
from labmigration.access.actor import Actor
from labmigration.access.gate import Conflict, Refused, claim, visible
from labmigration.pathway.actions import set_next
from labmigration.pathway.models import Pathway, Stage
from labmigration.pathway.positioning import queries as positioning
from labmigration.pathway.prescription import states
from labmigration.pathway.prescription.facts import Plan, plan_of
from labmigration.pathway.prescription.models import PrescribedModule, Prescription
from labmigration.programme import programme
from labmigration.timeline.models import Event
from labmigration.timeline.moves import move
from labmigration.ui.spoken import duration


@transaction.atomic
def write(pathway: Pathway, *, actor: Actor, plan: Plan) -> Prescription:
    """Save a first draft of a new version; a version that the person refused is replaced by it.

    Raises `Refused` when the actor does not follow the person, she has no finished positioning or the pathway is
    closed, `Conflict` when another version is being prepared or waits for her signature.
    """
    if actor.user is None or not visible(actor, "prescription.write").filter(pk=pathway.pk).exists():
        raise Refused(_("Seul le conseil de la personne peut préparer son parcours."))
    if pathway.state != "open":
        raise Refused(_("Ce parcours est terminé : reprenez-le avant de préparer une formation."))
    if not positioning.is_done(pathway):
        raise Refused(_("Terminez d’abord le positionnement : la formation répond à ses besoins."))
    versions = Prescription.objects.filter(pathway=pathway)
    for refused in versions.filter(state=states.REFUSED):
        move(refused, "supersede", actor=actor)
    draft = Prescription(
        pathway=pathway,
        number=(versions.aggregate(last=Max("number"))["last"] or 0) + 1,
        occupation=plan.occupation,
        advisor=actor.user,
        reason=plan.reason,
        catalogue_version=programme().version,
        written_on=clock.today(),
    )
    try:
        with transaction.atomic():
            draft.save(force_insert=True)
    except IntegrityError:
        raise Conflict(_("Une version est déjà en préparation ou attend la signature de la personne.")) from None
    _write_modules(draft, plan)
    Event.record(draft, "write", actor, {"number": draft.number})
    return draft


@transaction.atomic
def edit(prescription: Prescription, *, actor: Actor, version: int, plan: Plan) -> Prescription:
    """Save a draft again, unless someone saved it since `version` was shown: then `Conflict`."""
    changes = {
        "occupation": plan.occupation,
        "reason": Prescription._meta.get_field("reason").seal(prescription, plan.reason),
        "catalogue_version": programme().version,
        "written_on": clock.today(),
    }
    rows = claim(actor, "prescription.edit", prescription, state=states.DRAFT, version=version)
    if rows.update(version=F("version") + 1, **changes) != 1:
        raise Conflict(_("Quelqu’un a enregistré ou proposé cette version pendant ce temps."))
    prescription.refresh_from_db()
    _write_modules(prescription, plan)
    Event.record(prescription, "edit", actor, {"number": prescription.number})
    return prescription


@transaction.atomic
def propose(prescription: Prescription, *, actor: Actor, version: int | None = None) -> Prescription:
    """The advisor signs and hands the plan to the person. `version`: what she read before signing, when on screen.

    Raises `Refused` with a sentence when a mandatory part is missing without a reason or a module does not serve the
    occupation, `Conflict` when someone changed the draft meanwhile.
    """
    if version is not None and not Prescription.objects.filter(pk=prescription.pk, version=version).exists():
        raise Conflict(_("Quelqu’un a changé cette version pendant ce temps : relisez-la avant de signer."))
    plan = plan_of(prescription)
    if refusal := plan.refusal():
        raise Refused(refusal)
    facts = {"number": prescription.number, "hours": duration(plan.hours)}
    move(prescription, "propose", actor=actor, facts=facts, advisor=actor.user, advisor_signed_at=clock.now())
    set_next(prescription.pathway, "prescription.sign")
    return prescription


@transaction.atomic
def take_back(prescription: Prescription, *, actor: Actor) -> Prescription:
    """Take a proposal back to correct it, as long as the person has not answered."""
    move(prescription, "take_back", actor=actor, advisor_signed_at=None)
    set_next(prescription.pathway, "prescription.write")
    return prescription


@transaction.atomic
def sign(prescription: Prescription, *, actor: Actor) -> Prescription:
    """The person signs; the version that she had signed before is replaced. A place in training is next."""
    for earlier in Prescription.objects.filter(pathway=prescription.pathway_id, state=states.SIGNED):
        if earlier.pk != prescription.pk:
            move(earlier, "supersede", actor=actor)
    move(prescription, "sign", actor=actor, candidate_signed_at=clock.now())
    set_next(prescription.pathway, "training.enrol", stage=Stage.TRAINING)
    return prescription


@transaction.atomic
def refuse(prescription: Prescription, *, actor: Actor, words: str = "") -> Prescription:
    """The person does not agree, with her words or without: the advisor prepares another version."""
    move(prescription, "refuse", actor=actor, refusal=words)
    set_next(prescription.pathway, "prescription.write")
    return prescription


def _write_modules(prescription: Prescription, plan: Plan) -> None:
    PrescribedModule.objects.filter(prescription=prescription).delete()
    PrescribedModule.objects.bulk_create(
        PrescribedModule(
            prescription=prescription,
            territory_id=prescription.territory_id,
            module=planned.module,
            hours=planned.hours,
            because=planned.because,
        )
        for planned in plan.modules
    )
