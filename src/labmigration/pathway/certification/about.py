"""What the page of one person's certification shows to staff, each part as far as rights go."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from labmigration import clock
from labmigration.access.actor import Actor
from labmigration.access.gate import may, visible
from labmigration.pathway.certification import queries, states, vae_clock
from labmigration.pathway.certification.blocks import title_name
from labmigration.pathway.certification.models import BlockEvidence, CertificationFile, Vae
from labmigration.pathway.certification.queries.dossier import Dossier
from labmigration.pathway.models import Pathway


@dataclass(frozen=True)
class ShownFile:
    """A file with its title, its blocks, what the dossier holds and lacks, and what the reader may do."""

    file: CertificationFile
    title: str
    blocks: list[queries.JudgedBlock]
    dossier: Dossier | None
    evidence: list[BlockEvidence]
    may_present: bool
    may_add: bool
    tells_day: bool


def person(actor: Actor, pathway: Pathway, files: Sequence[CertificationFile]) -> dict[str, Any]:
    """The context of the page; `files` with results and jurors prefetched."""

    def mine(action: str) -> set[Any]:
        return set(visible(actor, action).filter(pathway=pathway.pk).values_list("pk", flat=True))

    def on_pathway(action: str) -> bool:
        return may(actor, action) and visible(actor, action).filter(pk=pathway.pk).exists()

    presentable = mine("certification.present") if may(actor, "certification.present") else set()
    addable = mine("certification.add_evidence") if may(actor, "certification.add_evidence") else set()
    reads_ledger = on_pathway("certification.read_ledger")
    shown = []
    for file in files:
        undecided = file.state != states.DECIDED
        shown.append(
            ShownFile(
                file,
                title_name(file.certification),
                queries.judged_blocks(file),
                queries.dossier_of(file) if undecided and reads_ledger else None,
                queries.evidence_of(file) if undecided and reads_ledger else [],
                undecided and file.pk in presentable,
                undecided and file.pk in addable,
                queries.tells_day(actor, file),
            )
        )
    return {
        "pathway": pathway,
        "files": shown,
        "ledger": queries.ledger_of(pathway) if reads_ledger else [],
        "reads_ledger": reads_ledger,
        "certificates": list(queries.certificates_of(actor, pathway)),
        "may_ask_revocation": may(actor, "certification.ask_revocation"),
        "vaes": shown_vaes(actor, pathway),
        "may_open_vae": on_pathway("certification.open_vae"),
        "sst": list(queries.sst_certificates(pathway)),
        "today": clock.today(),
        "may_open": pathway.next_step == "certification.open" and on_pathway("certification.open"),
        "may_record_sst": on_pathway("certification.record_sst"),
        "may_record_prior": on_pathway("certification.record_prior"),
        "may_strike": may(actor, "certification.strike_prior"),
        "opens_thread": on_pathway("pathway.read"),
    }


@dataclass(frozen=True)
class ShownVae:
    """A VAE, its title and the clock that runs."""

    vae: Vae
    title: str
    due: vae_clock.Due | None


def shown_vaes(actor: Actor, pathway: Pathway) -> list[ShownVae]:
    """The person's VAE that the actor may read, the newest first; two queries."""
    rows = visible(actor, "certification.read_vae").filter(pathway=pathway)
    found = rows.select_related("file").prefetch_related("steps").order_by("-filed_on")
    return [ShownVae(vae, title_name(vae.certification), vae_clock.next_due(vae)) for vae in found]
