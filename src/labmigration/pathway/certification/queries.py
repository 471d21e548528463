"""What others may ask of certification."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from labmigration import clock
from labmigration.access.actor import Actor
from labmigration.access.gate import visible
from labmigration.access.models import User
from labmigration.access.roles import Role
from labmigration.pathway.certification import collegial, states
from labmigration.pathway.certification.blocks import Block, kept_blocks, title_name
from labmigration.pathway.certification.models import (
    BlockResult,
    CertificationFile,
    JurorOpinion,
    Outcome,
    SstCertificate,
)
from labmigration.pathway.models import Pathway
from labmigration.pathway.training.queries import trainers_who_taught


@dataclass(frozen=True)
class AcquiredBlock:
    """A block that a jury acknowledged, with the title it belongs to."""

    code: str
    label: str
    title: str
    decided_on: date


@dataclass(frozen=True)
class JudgedBlock:
    """A block of a file and its result; None before the jury decided."""

    block: Block
    outcome: str | None

    @property
    def acquired(self) -> bool:
        return self.outcome == Outcome.ACQUIRED


@dataclass(frozen=True)
class Standing:
    """Where a jury stands: what it agreed on, and otherwise why it can't decide yet, in a sentence."""

    agreed: dict[str, str]
    spoken: int
    of: int
    says: str

    @property
    def settled(self) -> bool:
        """Whether the jury may decide."""
        return bool(self.agreed)


def files_of(actor: Actor, pathway: Pathway) -> "QuerySet[CertificationFile]":
    """The person's files that the actor may read, the newest first."""
    rows: QuerySet[CertificationFile] = visible(actor, "certification.read").filter(pathway=pathway)
    return rows.prefetch_related("results", "jurors").order_by("-jury_on", "-pk")


def file_in_hand(actor: Actor, pathway_id: UUID, action: str) -> CertificationFile | None:
    """The file of a person that is not decided yet, when the actor may do `action` on it."""
    rows: QuerySet[CertificationFile] = visible(actor, action).filter(pathway=pathway_id).exclude(state=states.DECIDED)
    return rows.select_related("pathway__candidate").first()


def files_listed(actor: Actor) -> "QuerySet[CertificationFile]":
    """The files in the actor's list: before her jury, or of people trained at her provider; those to decide first."""
    rows: QuerySet[CertificationFile] = visible(actor, "certification.list").select_related("pathway__candidate")
    return rows.prefetch_related("results").order_by("jury_on")


def people_to_present(actor: Actor) -> "QuerySet[Pathway]":
    """People trained at the actor's provider for whom a file is to be opened, who has waited longest first."""
    rows: QuerySet[Pathway] = visible(actor, "certification.open").filter(state="open", next_step="certification.open")
    return rows.select_related("candidate").order_by("due_on")


def judged_blocks(file: CertificationFile) -> list[JudgedBlock]:
    """The blocks of a file, in its order, with their results; no query when `results` is prefetched."""
    outcomes = {result.block: result.outcome for result in file.results.all()}
    return [JudgedBlock(block, outcomes.get(block.code)) for block in kept_blocks(file.blocks)]


def blocks_outstanding(pathway: Pathway) -> list[Block]:
    """The blocks that the person has presented and that no jury has acknowledged so far."""
    presented: dict[str, Block] = {}
    acquired: set[str] = set()
    for file in CertificationFile.objects.filter(pathway=pathway, state=states.DECIDED).prefetch_related("results"):
        for judged in judged_blocks(file):
            presented[judged.block.identity] = judged.block
            if judged.acquired:
                acquired.add(judged.block.identity)
    return [block for identity, block in presented.items() if identity not in acquired]


def acquired_blocks(pathway_ids: Iterable[UUID]) -> dict[UUID, list[AcquiredBlock]]:
    """What juries acknowledged, by person, in the order of the decisions; who has nothing is left out. One query."""
    rows = BlockResult.objects.filter(pathway__in=list(pathway_ids), outcome=Outcome.ACQUIRED).select_related("file")
    found: dict[UUID, list[AcquiredBlock]] = {}
    for row in rows.order_by("decided_on", "block"):
        labels = {block.code: block.label for block in kept_blocks(row.file.blocks)}
        block = AcquiredBlock(row.block, labels[row.block], title_name(row.file.certification), row.decided_on)
        found.setdefault(row.pathway_id, []).append(block)
    return found


def sst_certificates(pathway: Pathway) -> "QuerySet[SstCertificate]":
    """First-aid certificates of one person, the one that holds longest first."""
    rows: QuerySet[SstCertificate] = SstCertificate.objects.filter(pathway=pathway)
    return rows.order_by("-valid_until")


def deliberation(file: CertificationFile) -> Standing:
    """Where the jury of a file stands; two queries."""
    jurors = {str(juror.pk): juror.name for juror in file.jurors.order_by("name")}
    opinions = {str(opinion.juror_id): opinion.outcomes for opinion in JurorOpinion.objects.filter(file=file)}
    blocks = {block.code: block.label for block in kept_blocks(file.blocks)}
    result = collegial.deliberate(list(blocks), list(jurors), opinions)
    says = ""
    if result.differing:
        names = ", ".join(blocks[code] for code in result.differing)
        says = _("Le jury n’est pas d’accord sur : %(blocks)s. Parlez-en, puis corrigez vos avis.") % {"blocks": names}
    elif not result.settled:
        names = ", ".join(jurors[juror] for juror in result.silent)
        says = _("La décision est collégiale, à deux au moins. Avis attendu de : %(names)s.") % {"names": names}
    return Standing(result.agreed, len(jurors) - len(result.silent), len(jurors), says)


def opinion_of(actor: Actor, file: CertificationFile) -> JurorOpinion | None:
    """What the actor said of this file as a juror."""
    return JurorOpinion.objects.filter(file=file, juror=actor.user).first()


def possible_jurors(pathway: Pathway) -> "QuerySet[User]":
    """The accounts that may judge this person today: jurors of the territory who did not train her."""
    today = clock.today()
    here = Q(grants__role=Role.JURY, grants__territory=pathway.territory_id, grants__since__lte=today)
    unended = Q(grants__until__isnull=True) | Q(grants__until__gte=today)
    rows = User.objects.filter(here & unended, is_active=True)
    return rows.exclude(pk__in=trainers_who_taught(pathway)).distinct().order_by("name")
