"""The only writer of certification files, jurors' opinions, block results and first-aid certificates."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils.translation import gettext as _

from labmigration import clock
from labmigration.access.actor import Actor
from labmigration.access.gate import Conflict, Refused, claim, visible
from labmigration.access.models import User
from labmigration.access.roles import Role
from labmigration.pathway.actions import set_next
from labmigration.pathway.certification import states
from labmigration.pathway.certification.blocks import Block, kept_blocks
from labmigration.pathway.certification.collegial import JURORS
from labmigration.pathway.certification.models import (
    BlockResult,
    CertificationFile,
    JurorOpinion,
    Outcome,
    SstCertificate,
)
from labmigration.pathway.certification.queries import blocks_outstanding, deliberation
from labmigration.pathway.certification.validity import months_after
from labmigration.pathway.models import Pathway, Stage
from labmigration.pathway.training.queries import trainers_who_taught
from labmigration.programme import programme
from labmigration.timeline.models import Event
from labmigration.timeline.moves import move
from labmigration.ui import spoken


@transaction.atomic
def open(pathway: Pathway, *, actor: Actor, certification: str, blocks: Sequence[Block]) -> CertificationFile:
    """Open a file for one title and the blocks that the person will present.

    Raises `Refused` when she is not at this step, without a block, or when a block still to be retaken is left out;
    `Conflict` when a file is already open.
    """
    programme().title(certification)
    waiting = visible(actor, "certification.open").filter(pk=pathway.pk, state="open", next_step="certification.open")
    if not waiting.exists():
        raise Refused(_("Cette personne n’attend pas de dossier de certification."))
    if not blocks:
        raise Refused(_("Choisissez au moins un bloc à présenter."))
    chosen = {block.identity for block in blocks}
    left_out = [block.label for block in blocks_outstanding(pathway) if block.identity not in chosen]
    if left_out:
        raise Refused(_("Il reste à repasser : %(blocks)s.") % {"blocks": ", ".join(left_out)})
    file = CertificationFile(pathway=pathway, certification=certification, blocks=[block.kept() for block in blocks])
    try:
        with transaction.atomic():
            file.save(force_insert=True)
    except IntegrityError:
        raise Conflict(_("Un dossier de certification est déjà ouvert pour cette personne.")) from None
    set_next(pathway, "certification.present", stage=Stage.CERTIFICATION)
    Event.record(file, "open", actor, {"certification": certification, "blocks": len(blocks)})
    return file


@transaction.atomic
def present(file: CertificationFile, *, actor: Actor, jury_on: date, jurors: Collection[User]) -> None:
    """Present the file to a jury of at least two, none of whom trained the person; again to change day or jury.

    Raises `Refused` for a day gone by, too few jurors, someone who is no juror here, a conflict of interest.
    """
    if jury_on < clock.today():
        raise Refused(_("Le jour du jury est passé : choisissez aujourd’hui ou un jour à venir."))
    people = {juror.pk: juror for juror in jurors}
    if len(people) < JURORS:
        raise Refused(_("Un jury se compose d’au moins deux personnes : la décision est collégiale."))
    taught = trainers_who_taught(file.pathway)
    for juror in people.values():
        grants = juror.grants.filter(role=Role.JURY, territory=file.territory_id)
        if not juror.is_active or not any(grant.in_force(clock.today()) for grant in grants):
            raise Refused(_("%(name)s n’est pas membre du jury sur ce territoire.") % {"name": juror.name})
        if juror.pk in taught:
            told = {"name": juror.name}
            raise Refused(_("%(name)s a formé cette personne et ne peut pas la juger : conflit d’intérêts.") % told)
    move(file, "present", actor=actor, facts={"day": jury_on.isoformat()}, jury_on=jury_on)
    file.jurors.set(people.values())
    set_next(file.pathway, "certification.decide", due_on=jury_on)


@transaction.atomic
def give_opinion(file: CertificationFile, *, actor: Actor, outcomes: Mapping[str, str]) -> JurorOpinion:
    """Say of every block whether it is acquired; until the jury decides, a juror may change her mind.

    `outcomes`: a value of `Outcome` by code of block. Raises `Refused` before the day of the jury, or when a block is
    missing; `Conflict` once the jury has decided.
    """
    _hold(file, actor, "certification.give_opinion")
    _refuse_before_the_day(file)
    codes = [block.code for block in kept_blocks(file.blocks)]
    if any(outcomes.get(code) not in Outcome.values for code in codes):
        raise Refused(_("Donnez un avis sur chaque bloc."))
    said = {code: str(outcomes[code]) for code in codes}
    opinion, _new = JurorOpinion.objects.update_or_create(
        file=file,
        juror=actor.user,
        defaults={"outcomes": said, "given_at": clock.now()},
        create_defaults={
            "outcomes": said,
            "given_at": clock.now(),
            "pathway": file.pathway,
            "territory_id": file.territory_id,
        },
    )
    Event.record(opinion, "give_opinion", actor)
    return opinion


@transaction.atomic
def decide(file: CertificationFile, *, actor: Actor) -> list[BlockResult]:
    """Write what the jury agreed on; all blocks acquired leads to matching, else what is left is presented again.

    Raises `Refused` with who has yet to speak, or on which blocks the jurors differ.
    """
    _hold(file, actor, "certification.decide")
    _refuse_before_the_day(file)
    standing = deliberation(file)
    if not standing.settled:
        raise Refused(standing.says)
    acquired = sum(outcome == Outcome.ACQUIRED for outcome in standing.agreed.values())
    move(file, "decide", actor=actor, facts={"acquired": acquired, "blocks": len(standing.agreed)})
    results = [
        BlockResult(
            territory_id=file.territory_id,
            pathway=file.pathway,
            file=file,
            block=code,
            outcome=outcome,
            decided_on=clock.today(),
        )
        for code, outcome in standing.agreed.items()
    ]
    for result in results:
        result.save(force_insert=True)
    if blocks_outstanding(file.pathway):
        set_next(file.pathway, "certification.open")
    else:
        set_next(file.pathway, "matching.introduce", stage=Stage.MATCHING)
    return results


@transaction.atomic
def record_sst(pathway: Pathway, *, actor: Actor, obtained_on: date) -> SstCertificate:
    """Note a first-aid certificate; it holds for the months that the programme says, counted by the calendar."""
    if not visible(actor, "certification.record_sst").filter(pk=pathway.pk).exists():
        raise Refused(_("Seule la coordination de la formation peut noter ce certificat."))
    if obtained_on > clock.today():
        raise Refused(_("Ce jour n’est pas encore passé."))
    months = programme().certifications.sst.valid_months
    certificate = SstCertificate(
        pathway=pathway, obtained_on=obtained_on, valid_until=months_after(obtained_on, months)
    )
    try:
        with transaction.atomic():
            certificate.save(force_insert=True)
    except IntegrityError:
        raise Conflict(_("Ce certificat est déjà noté.")) from None
    Event.record(certificate, "record_sst", actor, {"valid_until": certificate.valid_until.isoformat()})
    return certificate


def _hold(file: CertificationFile, actor: Actor, action: str) -> None:
    """Check the right and that the file is before the jury, and hold its row until the transaction ends.

    So an opinion changed at the moment of the decision either counts in it or comes too late; never in between.
    """
    rows = claim(actor, action, file, state=states.PRESENTED)
    if rows.update(state=F("state")) != 1:
        raise Conflict(_("Ce dossier n’est pas, ou n’est plus, devant vous."))


def _refuse_before_the_day(file: CertificationFile) -> None:
    file.refresh_from_db(fields=["jury_on"])
    if file.jury_on > clock.today():
        raise Refused(_("Le jury se tient le %(day)s.") % {"day": spoken.day(file.jury_on)})
