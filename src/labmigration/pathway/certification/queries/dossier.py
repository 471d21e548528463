"""The candidate's dossier: what it holds, what is missing, by when."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from labmigration import clock
from labmigration.pathway.certification import states
from labmigration.pathway.certification.blocks import kept_blocks
from labmigration.pathway.certification.models import CertificationFile, Route, SstCertificate
from labmigration.pathway.certification.queries.files import evidence_of
from labmigration.pathway.training.queries import judgements_of


@dataclass(frozen=True)
class Piece:
    """One thing that the jury looks for: whether it is there, and what is there or missing, in words."""

    name: Any
    held: bool
    says: Any


@dataclass(frozen=True)
class Dossier:
    """The pieces of a file, and the day by which what is missing is wanted: the day of the jury, when there is one."""

    pieces: tuple[Piece, ...]
    by: date | None

    @property
    def missing(self) -> int:
        return sum(not piece.held for piece in self.pieces)


def dossier_of(file: CertificationFile) -> Dossier:
    """What the jury finds in a file; four queries. First aid and evaluations belong to the way through training."""
    proven = {row.block for row in evidence_of(file)}
    pieces = [
        Piece(
            block.label, block.code in proven, _("preuve notée") if block.code in proven else _("aucune preuve notée")
        )
        for block in kept_blocks(file.blocks)
    ]
    if file.route == Route.TRAINING:
        pieces += [_first_aid(file), _evaluations(file)]
    return Dossier(tuple(pieces), file.jury_on if file.state != states.DECIDED else None)


def _first_aid(file: CertificationFile) -> Piece:
    day = file.jury_on or clock.today()
    held = SstCertificate.objects.filter(pathway=file.pathway, valid_until__gte=day).exists()
    return Piece(_("Secourisme (SST)"), held, _("certificat valable") if held else _("aucun certificat valable"))


def _evaluations(file: CertificationFile) -> Piece:
    judged = judgements_of(file.pathway)
    silent = [each.name for each in judged if each.by_trainer is None]
    if not judged:
        return Piece(_("Évaluations de la formation"), False, _("aucune évaluation de module"))
    if silent:
        return Piece(_("Évaluations de la formation"), False, ", ".join(silent))
    return Piece(_("Évaluations de la formation"), True, _("toutes données"))
