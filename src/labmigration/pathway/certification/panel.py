"""What the thread shows of certification."""

from labmigration import clock
from labmigration.access.actor import Actor
from labmigration.access.gate import may
from labmigration.pathway.certification import states
from labmigration.pathway.certification.blocks import title_name
from labmigration.pathway.certification.queries import files_of, judged_blocks, sst_certificates
from labmigration.pathway.models import Pathway
from labmigration.pathway.panels import Panel
from labmigration.pathway.whereabouts import sees_whereabouts


def panel(actor: Actor, pathway: Pathway) -> Panel | None:
    """Files block by block and first aid. None for roles that read no files, and before there is anything to say."""
    if not may(actor, "certification.read"):
        return None
    files = list(files_of(actor, pathway))
    sst = list(sst_certificates(pathway))
    waits = pathway.next_step == "certification.open"
    if not files and not sst and not waits:
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
            "may_open": waits and may(actor, "certification.open"),
            "may_present": may(actor, "certification.present") and any(file.state == states.OPEN for file in files),
            "may_record_sst": may(actor, "certification.record_sst"),
        },
    )
