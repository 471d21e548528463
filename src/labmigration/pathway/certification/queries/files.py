"""Files and their blocks: what was presented, what juries said, who may judge."""

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
from labmigration.pathway.certification import collegial, conflicts, states
from labmigration.pathway.certification.blocks import Block, kept_blocks, title_name
from labmigration.pathway.certification.models import (
    BlockEvidence,
    BlockResult,
    CertificationFile,
    JurorOpinion,
    Outcome,
    PriorCertificate,
    Route,
    SstCertificate,
)
from labmigration.pathway.models import Pathway


@dataclass(frozen=True)
class AcquiredBlock:
    """A block that a jury acknowledged, with the title it belongs to."""

    code: str
    label: str
    title: str
    decided_on: date


@dataclass(frozen=True)
class JudgedBlock:
    """A block of a file, its result (None before the jury decided) and how many proofs stand for it."""

    block: Block
    outcome: str | None
    proofs: int = 0

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
    return rows.select_related("pathway__candidate").order_by("jury_on", "pk").first()


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


def evidence_of(file: CertificationFile) -> list[BlockEvidence]:
    """The proofs noted for a file, and for the decision that it examines again, the oldest first; one query."""
    files = [file.pk, file.appeal_of_id]
    found = BlockEvidence.objects.filter(file__in=[pk for pk in files if pk is not None])
    return list(found.select_related("noted_by").order_by("seen_on", "noted_at"))


def unproven(file: CertificationFile, codes: Iterable[str]) -> list[Block]:
    """Those of the blocks for which nothing that was seen is noted."""
    proven = {each.block for each in evidence_of(file)}
    wanted = set(codes) - proven
    return [block for block in kept_blocks(file.blocks) if block.code in wanted]


def held_elsewhere(pathway: Pathway) -> set[str]:
    """The identities of the blocks that the person holds from elsewhere."""
    rows = PriorCertificate.objects.filter(pathway=pathway, struck_at__isnull=True)
    return {block.identity for block in kept_blocks(row.block for row in rows)}


def blocks_outstanding(pathway: Pathway) -> list[Block]:
    """The blocks that the person has presented after a training, and that nobody has acknowledged so far."""
    presented: dict[str, Block] = {}
    acquired = held_elsewhere(pathway)
    for file in CertificationFile.objects.filter(pathway=pathway, state=states.DECIDED).prefetch_related("results"):
        for judged in judged_blocks(file):
            if file.route != Route.VAE:
                presented[judged.block.identity] = judged.block
            if judged.acquired:
                acquired.add(judged.block.identity)
    return [block for identity, block in presented.items() if identity not in acquired]


def acquired_blocks(pathway_ids: Iterable[UUID]) -> dict[UUID, list[AcquiredBlock]]:
    """What juries acknowledged, by person, in the order of the decisions; who has nothing is left out. One query."""
    rows = BlockResult.objects.filter(pathway__in=list(pathway_ids), outcome=Outcome.ACQUIRED).select_related("file")
    found: dict[UUID, dict[str, AcquiredBlock]] = {}
    for row in rows.order_by("decided_on", "block"):
        labels = {block.code: block.label for block in kept_blocks(row.file.blocks)}
        block = AcquiredBlock(row.block, labels[row.block], title_name(row.file.certification), row.decided_on)
        # An appeal and a retake may both have acknowledged it: the first counts.
        found.setdefault(row.pathway_id, {}).setdefault(block.label, block)
    return {pathway_id: list(blocks.values()) for pathway_id, blocks in found.items()}


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


def possible_jurors(file: CertificationFile) -> "QuerySet[User]":
    """The accounts that may judge this file today: jurors of the territory without a tie to the person."""
    return jurors_here(file).exclude(pk__in=conflicts.ties(file))


def jurors_set_aside(file: CertificationFile) -> list[str]:
    """Why jurors of the territory can't judge this file, a sentence each."""
    ties = conflicts.ties(file)
    return [conflicts.why(ties[user.pk], user.name) for user in jurors_here(file).filter(pk__in=ties)]


def jurors_here(file: CertificationFile) -> "QuerySet[User]":
    """The accounts that hold the role of juror today in the territory of a file, by name."""
    today = clock.today()
    here = Q(grants__role=Role.JURY, grants__territory=file.territory_id, grants__since__lte=today)
    unended = Q(grants__until__isnull=True) | Q(grants__until__gte=today)
    return User.objects.filter(here & unended, is_active=True).distinct().order_by("name")
