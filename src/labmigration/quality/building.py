"""Files of evidence: asked for, made in the background part by part, kept sealed, downloaded by who asked."""

import io
import zipfile
from collections.abc import Callable
from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from labmigration import clock, printing
from labmigration.access.actor import Actor
from labmigration.access.gate import Refused, visible
from labmigration.jobs.queue import enqueue, has_failed
from labmigration.pathway.training.queries import every_seat, seats_between
from labmigration.programme import programme
from labmigration.quality.certificate import certificate
from labmigration.quality.evidence.tables import Period, Table
from labmigration.quality.evidence.themes import THEMES
from labmigration.quality.kept_files import FILES
from labmigration.quality.models import EvidenceFile
from labmigration.timeline.models import Event
from labmigration.ui.spoken import day

#: A worker says how far it is after so many documents.
SAY_EVERY = 5
Renew = Callable[[], None]


@transaction.atomic
def ask_for_evidence(
    territory: str, *, actor: Actor, indicator: str, first: date, last: date, named: bool
) -> EvidenceFile:
    """Ask for one file; it is made by the background worker. Raises `Refused` outside the actor's territory."""
    if not visible(actor, "quality.build_evidence").filter(pk=territory).exists() or indicator not in THEMES:
        raise Refused(_("Vous ne pouvez pas demander ce fichier."))
    if first > last:
        raise Refused(_("La période finit avant de commencer."))
    row = EvidenceFile(
        territory_id=territory,
        indicator=indicator,
        first=first,
        last=last,
        named=named,
        made_by=actor.user,
        asked_at=clock.now(),
    )
    row.save(force_insert=True)
    Event.record(row, "build_evidence", actor, {"indicator": name_of(indicator)})
    enqueue("build_evidence", key=job_key(row.pk), territory=territory, evidence_id=str(row.pk))
    return row


def job_key(evidence_id: UUID) -> str:
    """The key under which the job is asked for once."""
    return f"build-evidence:{evidence_id}"


def has_stopped(row: EvidenceFile) -> bool:
    """Whether the job was given up."""
    return row.finished_at is None and has_failed(job_key(row.pk))


def name_of(indicator: str) -> str:
    """A theme with its number, where one is confirmed."""
    known = next(each for each in programme().quality.indicator if each.code == indicator)
    return f"{known.numbers_fr} · {known.name_fr}" if known.numbers_fr else known.name_fr


def build_evidence(territory: str, evidence_id: str, renew: Renew) -> None:
    """The job: tables, certificates, a summary, one ZIP; begun again from the start when a worker died."""
    with Actor.system(territory).at_work(), override("fr"):
        row = EvidenceFile.objects.get(pk=evidence_id)
        if row.finished_at is not None:
            return
        seats = seats_between(every_seat(), row.first, row.last)
        if row.named:  # a protected person stands in no file that names people; those without names count her
            seats = [seat for seat in seats if not seat.pathway.candidate.safe_contact]
        period = Period.of(row.first, row.last, seats, named=row.named)
        with_certificates = row.indicator == "attendance" and row.named
        documents = seats if with_certificates else []
        EvidenceFile.objects.filter(pk=row.pk).update(done=0, total=len(documents) + 2)
        tables = THEMES[row.indicator](period)
        files = {f"{table.name}.csv": table.as_csv() for table in tables}
        _say(row, 1, renew)
        for number, seat in enumerate(documents, start=1):
            try:
                files[f"certificats/{period.person(seat)} ({seat.cohort.name}).pdf"] = certificate(
                    seat, row.first, row.last
                )
            except LookupError:  # nobody signed an hour of hers in this period
                continue
            if number % SAY_EVERY == 0:
                _say(row, 1 + number, renew)
        files = {"synthese.pdf": _summary(row, period, tables), **files}
        FILES.keep(row.pk, _zipped(files, row))
        EvidenceFile.objects.filter(pk=row.pk).update(done=len(documents) + 2, finished_at=clock.now())


def _say(row: EvidenceFile, done: int, renew: Renew) -> None:
    EvidenceFile.objects.filter(pk=row.pk).update(done=done)
    renew()


def _summary(row: EvidenceFile, period: Period, tables: list[Table]) -> bytes:
    known = next(each for each in programme().quality.indicator if each.code == row.indicator)
    source = programme().source(known.source).citation
    facts = [
        (_("Thème"), known.name_fr),
        (_("Indicateur"), known.numbers_fr or _("sans numéro confirmé")),
        (_("Période"), f"{day(row.first)} – {day(row.last)}"),
        (_("Territoire"), row.territory.name),
        (_("Personnes en formation dans la période"), str(len({seat.pathway_id for seat in period.seats}))),
        (_("Demandé par"), row.made_by.name),
    ]
    told = {
        "title": _("Preuves : %(theme)s") % {"theme": known.name_fr},
        "introduction": _(
            "Ce fichier est produit de ce qui s’est passé : signatures, journal, réponses. "
            "Rien n’y est saisi à la main."
        ),
        "facts": facts,
        "parts": [
            {
                "title": table.title,
                "told": table.told or [_("Voir le tableau.")],
                "file": _("Tableau : %(file)s (%(count)s lignes)")
                % {"file": f"{table.name}.csv", "count": len(table.rows)},
            }
            for table in tables
        ],
        "notes": [
            f"{_('Source du numéro et du thème')} : {source}.",
            *filter(None, [known.note]),
            *([_("Qui a demandé à être protégé ne figure dans aucun fichier nominatif.")] if row.named else []),
        ],
        "footer": "Lab Migration",
    }
    return printing.pdf("quality/printing/summary.typ", told, language="fr")


def _zipped(files: dict[str, bytes], row: EvidenceFile) -> bytes:
    content = io.BytesIO()
    stamp = timezone.localtime(row.asked_at).timetuple()[:6]
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(zipfile.ZipInfo(name, stamp), data, zipfile.ZIP_DEFLATED)
    return content.getvalue()
