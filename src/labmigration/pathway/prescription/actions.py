"""The only writer of prescriptions: every version is kept, with who signed it and when."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import F, Max
from django.utils.translation import gettext_lazy as _

from labmigration import clock
from labmigration.access.actor import Actor
from labmigration.access.gate import Conflict, Refused, claim, visible
from labmigration.links import actions as links
from labmigration.pathway.actions import set_next
from labmigration.pathway.models import Pathway, Stage
from labmigration.pathway.orientation.one_message import Fate, Message, can_be_told, tell
from labmigration.pathway.positioning import queries as positioning
from labmigration.pathway.prescription import states
from labmigration.pathway.prescription.answered import Answered
from labmigration.pathway.prescription.facts import Plan, plan_of
from labmigration.pathway.prescription.models import Decision, Opinion, PrescribedModule, Prescription, Proposal
from labmigration.programme import ProgrammeError, programme
from labmigration.secrecy.fields import sealed
from labmigration.timeline.models import Event
from labmigration.timeline.moves import move
from labmigration.ui.languages import FRENCH
from labmigration.ui.spoken import duration

#: The purpose of the links by which a version is read and signed, and the days they stay open.
LINK = "sign_prescription"
LINK_DAYS = 14
#: Read over a shoulder: no programme, no job, no name. English, Arabic and Ukrainian wait for native speakers.
SIGN_TEXTS = {
    "fr": "Un document vous attend. Lisez-le, puis dites oui ou non ici : {link}",
    "en": "A document is waiting for you. Read it, then say yes or no here: {link}",
    "ar": "هناك وثيقة تنتظرك. اقرأها ثم أجب هنا: {link}",
    "uk": "На вас чекає документ. Прочитайте й дайте відповідь: {link}",
}


@dataclass(frozen=True)
class Beside:
    """What stands beside a plan: the tool's proposals for this version, and why the advisor departs from them.

    by_hand: she began on an empty page, not on a proposal.
    """

    opinion: Opinion | None = None
    by_hand: bool = False
    departure: str = ""

    def decided(self, plan: Plan) -> dict[str, Any]:
        """The fields of the version: the proposal that the plan equals, else the last one, and what became of it."""
        if self.opinion is None:
            return {"proposal": None, "decision": "", "departure": ""}
        proposals = list(self.opinion.proposals.order_by("-rank").select_related("opinion"))
        same = next((each for each in proposals if _is_the_plan_of(each, plan)), None)
        if same is not None:
            return {"proposal": same, "decision": Decision.KEPT, "departure": ""}
        decision = Decision.BY_HAND if self.by_hand else Decision.CHANGED
        return {"proposal": proposals[0] if proposals else None, "decision": decision, "departure": self.departure}


ALONE = Beside()


def _is_the_plan_of(proposal: Proposal, plan: Plan) -> bool:
    answered = Answered(proposal)
    try:
        return answered.is_possible and answered.written().same_as(plan)
    except (ProgrammeError, KeyError):  # a module or a skill of the proposal has left the catalogue since
        return False


@transaction.atomic
def write(pathway: Pathway, *, actor: Actor, plan: Plan, beside: Beside = ALONE) -> Prescription:
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
        vae=list(plan.vae),
        catalogue_version=programme().version,
        written_on=clock.today(),
        **beside.decided(plan),
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
def edit(prescription: Prescription, *, actor: Actor, version: int, plan: Plan, beside: Beside = ALONE) -> Prescription:
    """Save a draft again, unless someone saved it since `version` was shown: then `Conflict`."""
    decided = beside.decided(plan)
    changes = {
        **decided,
        "departure": sealed(prescription, "departure", decided["departure"]),
        "occupation": plan.occupation,
        "reason": sealed(prescription, "reason", plan.reason),
        "vae": list(plan.vae),
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
    if refusal := plan.refusal() or unexplained(prescription):
        raise Refused(refusal)
    facts = {"number": prescription.number, "hours": duration(plan.hours)}
    move(prescription, "propose", actor=actor, facts=facts, advisor=actor.user, advisor_signed_at=clock.now())
    set_next(prescription.pathway, "prescription.sign")
    return prescription


def unexplained(prescription: Prescription) -> str:
    """Why a version can't be proposed yet though its plan can: it departs from the tool without a word. Else empty."""
    if prescription.decision in ("", Decision.KEPT) or prescription.departure.strip():
        return ""
    return _("Cette formation n’est pas celle que l’outil propose : écrivez pourquoi, en quelques mots.")


@transaction.atomic
def take_back(prescription: Prescription, *, actor: Actor) -> Prescription:
    """Take a proposal back to correct it, as long as the person has not answered."""
    move(prescription, "take_back", actor=actor, advisor_signed_at=None)
    links.withdraw(prescription, LINK)
    set_next(prescription.pathway, "prescription.write")
    return prescription


@transaction.atomic
def sign(prescription: Prescription, *, actor: Actor) -> Prescription:
    """The person signs; the version that she had signed before is replaced. A place in training is next."""
    # Behind a link she acts on this one version: what follows from her signature is the product's own act.
    supersedes = actor if actor.user is not None else Actor.system(prescription.territory_id)
    for earlier in Prescription.objects.filter(pathway=prescription.pathway_id, state=states.SIGNED):
        if earlier.pk != prescription.pk:
            move(earlier, "supersede", actor=supersedes)
    move(prescription, "sign", actor=actor, candidate_signed_at=clock.now())
    set_next(prescription.pathway, "training.enrol", stage=Stage.TRAINING)
    return prescription


@transaction.atomic
def refuse(prescription: Prescription, *, actor: Actor, words: str = "") -> Prescription:
    """The person does not agree, with her words or without: the advisor prepares another version."""
    move(prescription, "refuse", actor=actor, refusal=words)
    set_next(prescription.pathway, "prescription.write")
    return prescription


@transaction.atomic
def reread(prescription: Prescription, *, actor: Actor) -> None:
    """The profile changed since this version was signed, and the advisor finds the version still right."""
    rows = claim(actor, "prescription.reread", prescription, state=states.SIGNED)
    if rows.update(reread_at=clock.now()) != 1:
        raise Conflict(_("Cette version n’est plus celle qui est signée."))
    Event.record(prescription, "reread", actor, {"number": prescription.number})


@transaction.atomic
def give_link(prescription: Prescription, *, actor: Actor) -> str:
    """The address at which the person reads this version and answers without an account; the one before ends.

    Raises `Refused` for a version that does not wait for her answer or that somebody else follows.
    """
    allowed = visible(actor, "prescription.give_link").filter(pk=prescription.pk, state=states.PROPOSED)
    if not allowed.exists():
        raise Refused(_("Cette version n’attend pas de signature."))
    links.withdraw(prescription, LINK)
    candidate = prescription.pathway.candidate
    address = links.make(
        actor,
        LINK,
        prescription,
        clock.now() + timedelta(days=LINK_DAYS),
        birth_date=candidate.birth_date,
        language=candidate.user.language if candidate.user_id else FRENCH,
    )
    Event.record(prescription, "give_link", actor, {"number": prescription.number})
    return address


@transaction.atomic
def send_link(prescription: Prescription, *, actor: Actor) -> bool:
    """Write her a message with a new link, by which she reads and answers; the one before ends.

    False, with nothing changed, where no message may hold a link or none reaches her. Raises what `give_link` does,
    and `Conflict` within the minute in which another was sent: two clicks are one message.
    """
    pathway = prescription.pathway
    if not can_be_told(pathway, pathway.lead_advisor):
        return False
    address = give_link(prescription, actor=actor)
    key = f"sign_plan|{prescription.pk}|{clock.now():%Y%m%dT%H%M}"
    if tell(pathway, Message(SIGN_TEXTS, lambda: {"link": address}), key=key) == Fate.BEFORE:
        raise Conflict(_("Un message vient de partir : attendez une minute avant d’en envoyer un autre."))
    return True


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
