"""Opening a file, noting what its blocks rest on, first aid, what was obtained elsewhere."""

from collections.abc import Sequence
from datetime import date

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from labmigration import clock
from labmigration.access.actor import Actor
from labmigration.access.gate import Conflict, Refused, claim, visible
from labmigration.pathway.actions import set_next
from labmigration.pathway.certification import states
from labmigration.pathway.certification.blocks import Block, kept_blocks
from labmigration.pathway.certification.models import (
    Appeal,
    BlockEvidence,
    CertificationFile,
    Kind,
    PriorCertificate,
    SstCertificate,
)
from labmigration.pathway.certification.queries.files import blocks_outstanding
from labmigration.pathway.certification.terms import version_of
from labmigration.pathway.certification.validity import months_after
from labmigration.pathway.models import Pathway, Stage
from labmigration.programme import programme
from labmigration.secrecy.fields import sealed
from labmigration.timeline.models import Event


@transaction.atomic
def open(pathway: Pathway, *, actor: Actor, certification: str, blocks: Sequence[Block]) -> CertificationFile:
    """Open a file for one title and the blocks that the person will present.

    Raises `Refused` when she is not at this step, without a block, when a block still to be retaken is left out, or
    while another jury examines a decision again; `Conflict` when a file is already open.
    """
    programme().title(certification)
    waiting = visible(actor, "certification.open").filter(pk=pathway.pk, state="open", next_step="certification.open")
    if not waiting.exists():
        raise Refused(_("Cette personne n’attend pas de dossier de certification."))
    if Appeal.objects.filter(pathway=pathway).exclude(heard_in__state=states.DECIDED).exists():
        raise Refused(_("Un nouvel examen est en cours : attendez sa décision avant d’ouvrir un autre dossier."))
    if not blocks:
        raise Refused(_("Choisissez au moins un bloc à présenter."))
    chosen = {block.identity for block in blocks}
    left_out = [block.label for block in blocks_outstanding(pathway) if block.identity not in chosen]
    if left_out:
        raise Refused(_("Il reste à repasser : %(blocks)s.") % {"blocks": ", ".join(left_out)})
    file = CertificationFile(
        pathway=pathway,
        certification=certification,
        rncp=version_of(certification, clock.today()),
        blocks=[block.kept() for block in blocks],
    )
    try:
        with transaction.atomic():
            file.save(force_insert=True)
    except IntegrityError:
        raise Conflict(_("Un dossier de certification est déjà ouvert pour cette personne.")) from None
    set_next(pathway, "certification.present", stage=Stage.CERTIFICATION)
    Event.record(file, "open", actor, {"certification": certification, "blocks": len(blocks)})
    return file


@transaction.atomic
def add_evidence(
    file: CertificationFile, *, actor: Actor, block: str, kind: str, seen_on: date, words: str
) -> BlockEvidence:
    """Note what somebody saw or read for one block of a file that is not decided.

    Raises `Refused` for a block of another file, a day to come, or nothing said; `Conflict` after the decision.
    """
    if block not in {each.code for each in kept_blocks(file.blocks)}:
        raise Refused(_("Ce bloc n’est pas dans le dossier."))
    if kind not in Kind.values or not words.strip():
        raise Refused(_("Dites en quelques mots ce qui a été vu."))
    if seen_on > clock.today():
        raise Refused(_("Ce jour n’est pas encore passé."))
    # The statement changes nothing: it holds the row, so that a decision does not come in between.
    rows = claim(actor, "certification.add_evidence", file, state__in=(states.OPEN, states.PRESENTED))
    if rows.update(certification=file.certification) != 1:
        raise Conflict(_("Ce dossier n’est pas, ou n’est plus, devant vous."))
    evidence = BlockEvidence(
        pathway=file.pathway,
        file=file,
        block=block,
        kind=kind,
        seen_on=seen_on,
        words=words.strip(),
        noted_by=actor.user,
        noted_at=clock.now(),
    )
    evidence.save(force_insert=True)
    Event.record(evidence, "add_evidence", actor)
    return evidence


@transaction.atomic
def record_prior(
    pathway: Pathway, *, actor: Actor, certification: str, block: Block, obtained_on: date, read: str
) -> PriorCertificate:
    """Note a block that the person holds from elsewhere, on a document that the actor has read.

    Raises `Refused` without a document, for a day to come, or for a block that is noted already.
    """
    if not visible(actor, "certification.record_prior").filter(pk=pathway.pk).exists():
        raise Refused(_("Seules sa conseillère et la coordination de la formation notent un certificat antérieur."))
    programme().title(certification)
    if not read.strip():
        raise Refused(_("Un bloc ne s’acquiert pas sans preuve : dites quel document vous avez lu."))
    if obtained_on > clock.today():
        raise Refused(_("Ce jour n’est pas encore passé."))
    noted = PriorCertificate.objects.filter(pathway=pathway, certification=certification, struck_at__isnull=True)
    if block.identity in {each.identity for each in kept_blocks(row.block for row in noted)}:
        raise Refused(_("Ce certificat est déjà noté."))
    prior = PriorCertificate(
        pathway=pathway,
        certification=certification,
        rncp=version_of(certification, obtained_on),
        block=block.kept(),
        obtained_on=obtained_on,
        read=read.strip(),
        noted_by=actor.user,
        noted_at=clock.now(),
    )
    prior.save(force_insert=True)
    Event.record(prior, "record_prior", actor, {"certification": certification})
    return prior


@transaction.atomic
def strike_prior(prior: PriorCertificate, *, actor: Actor, why: str) -> None:
    """Strike a line noted by mistake: it stays, with its reason, and counts no more. Raises `Refused`, `Conflict`."""
    if not why.strip():
        raise Refused(_("Dites en quelques mots pourquoi."))
    rows = claim(actor, "certification.strike_prior", prior, struck_at__isnull=True)
    if rows.update(struck_at=clock.now(), struck_why=sealed(prior, "struck_why", why.strip())) != 1:
        raise Conflict(_("Cette ligne est déjà rayée, ou n’est pas à vous."))
    Event.record(prior, "strike_prior", actor)


@transaction.atomic
def record_sst(pathway: Pathway, *, actor: Actor, obtained_on: date, refresher: bool = False) -> SstCertificate:
    """Note a first-aid certificate; it holds for the months that the programme says, counted by the calendar.

    Raises `Refused` for a day to come, or for a refresher (MAC) without a certificate that still held on that day.
    """
    if not visible(actor, "certification.record_sst").filter(pk=pathway.pk).exists():
        raise Refused(_("Seule la coordination de la formation peut noter ce certificat."))
    if obtained_on > clock.today():
        raise Refused(_("Ce jour n’est pas encore passé."))
    held = SstCertificate.objects.filter(pathway=pathway, obtained_on__lt=obtained_on, valid_until__gte=obtained_on)
    if refresher and not held.exists():
        raise Refused(
            _("Un recyclage prolonge un certificat encore valable ce jour-là : sans lui, la formation entière est due.")
        )
    months = programme().certifications.sst.valid_months
    certificate = SstCertificate(
        pathway=pathway,
        obtained_on=obtained_on,
        valid_until=months_after(obtained_on, months),
        refresher=refresher,
    )
    try:
        with transaction.atomic():
            certificate.save(force_insert=True)
    except IntegrityError:
        raise Conflict(_("Ce certificat est déjà noté.")) from None
    Event.record(certificate, "record_sst", actor, {"valid_until": certificate.valid_until.isoformat()})
    return certificate
