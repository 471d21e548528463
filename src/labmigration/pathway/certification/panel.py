"""What the thread shows of certification."""

from labmigration import clock
from labmigration.access.actor import Actor
from labmigration.access.gate import may
from labmigration.pathway.certification import states
from labmigration.pathway.certification.blocks import title_name
from labmigration.pathway.certification.models import CertificationFile, PriorCertificate, SstCertificate, Vae
from labmigration.pathway.certification.queries import files_of, judged_blocks, sst_certificates
from labmigration.pathway.models import Pathway
from labmigration.pathway.panels import Panel
from labmigration.pathway.queries import of_pathway
from labmigration.pathway.whereabouts import sees_whereabouts
from labmigration.pathway.written import Written


def panel(actor: Actor, pathway: Pathway, written: Written) -> Panel | None:
    """Files block by block and first aid. None for roles that read no files, and before there is anything to say."""
    if not may(actor, "certification.read"):
        return None
    files = _files(actor, pathway) if CertificationFile in written else []
    sst = list(sst_certificates(pathway)) if SstCertificate in written else []
    waits = pathway.next_step == "certification.open"
    beside = PriorCertificate in written or Vae in written
    if not files and not sst and not waits and not beside:
        return None
    return Panel(
        "certification",
        "certification/_panel.html",
        {
            "files": [(file, title_name(file.certification), judged_blocks(file)) for file in files],
            "tells_day": sees_whereabouts(actor, pathway),
            "sst": sst[:1],
            "today": clock.today(),
            "waits": waits,
            "opens": may(actor, "certification.read_ledger"),
            "may_open": waits and may(actor, "certification.open"),
            "may_present": may(actor, "certification.present") and any(file.state == states.OPEN for file in files),
            "may_record_sst": may(actor, "certification.record_sst"),
        },
    )


def _files(actor: Actor, pathway: Pathway) -> list[CertificationFile]:
    # Without the jurors, whom the thread does not name.
    rows = files_of(actor, pathway).prefetch_related(None).prefetch_related("results")
    return of_pathway(rows, pathway)
