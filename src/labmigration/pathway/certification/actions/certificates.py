"""Issuing certificates, and withdrawing them: one person asks, another confirms."""

import secrets
from collections.abc import Sequence

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from labmigration import clock
from labmigration.access.actor import Actor
from labmigration.access.gate import Refused
from labmigration.pathway.certification.blocks import Block
from labmigration.pathway.certification.codes import code_index, draw_code, name_index
from labmigration.pathway.certification.credentials.status_list import BITS
from labmigration.pathway.certification.models import Certificate, CertificationFile, PublicProof
from labmigration.pathway.certification.telling import tell_withdrawn
from labmigration.timeline.models import Event
from labmigration.timeline.moves import move

#: Places are drawn at random, so that a list of withdrawals says nothing of who was certified with whom; a list more
#: is begun when the last is half full, and a draw rarely has to be made again.
_TRIES = 50


def issue(file: CertificationFile, blocks: Sequence[Block], *, actor: Actor) -> Certificate:
    """Issue the certificate of a decided file, inside the transaction of the decision."""
    person = file.pathway.candidate
    code = draw_code()
    proof = _proof(
        pathway_id=file.pathway_id,
        code_index=code_index(code),
        name_index=name_index(person.full_name),
        certification=file.certification,
        rncp=file.rncp,
        blocks=[block.kept() for block in blocks],
        decided_on=clock.today(),
    )
    certificate = Certificate(
        pathway=file.pathway,
        file=file,
        proof=proof,
        code=code,
        holder=person.full_name,
        issued_at=clock.now(),
    )
    certificate.save(force_insert=True)
    Event.record(certificate, "issue", actor, {"blocks": len(blocks)})
    return certificate


def _proof(**fields: object) -> PublicProof:
    span = BITS * (1 + 2 * PublicProof.objects.count() // BITS)
    for _try in range(_TRIES):
        proof = PublicProof(place=secrets.randbelow(span), **fields)
        try:
            with transaction.atomic():
                proof.save(force_insert=True)
        except IntegrityError:
            continue
        return proof
    raise RuntimeError("no free place in the status lists")


def ask_revocation(certificate: Certificate, *, actor: Actor, why: str) -> None:
    """Ask that a certificate be withdrawn, with the reason; it holds until somebody else confirms. Raises `Refused`."""
    if not why.strip():
        raise Refused(_("Dites en quelques mots pourquoi."))
    move(certificate, "ask_revocation", actor=actor, why=why.strip(), asked_by=actor.user)


def keep_certificate(certificate: Certificate, *, actor: Actor) -> None:
    """Set a withdrawal aside: the certificate goes on holding, and the reason that was given is deleted."""
    move(certificate, "keep_certificate", actor=actor, why="", asked_by=None)


@transaction.atomic
def revoke_certificate(certificate: Certificate, *, actor: Actor) -> None:
    """Withdraw a certificate, as a second person; from now on its code and its credential say so."""
    move(certificate, "revoke_certificate", actor=actor)
    proof = certificate.proof
    proof.revoked_on = clock.today()
    proof.save(update_fields=["revoked_on"])
    tell_withdrawn(certificate)
