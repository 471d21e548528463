"""The job that makes an export: participants, table, what is to be completed, manifest; one ZIP, kept sealed."""

import hashlib
import io
import json
import zipfile
from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.utils import timezone
from django.utils.translation import override

from labmigration import clock
from labmigration.access.actor import Actor
from labmigration.programme import programme
from labmigration.programme.codebook import codebook
from labmigration.steering.esf.checks import issues
from labmigration.steering.esf.kept_files import FILES
from labmigration.steering.esf.models import Export
from labmigration.steering.esf.participants import participants
from labmigration.steering.esf.table import READING, STATUS, as_files

Renew = Callable[[], None]
#: Reading, checking, writing, sealing.
PARTS = 4
#: What a ZIP writes as the moment of a file: the same for the same data.
NO_MOMENT = (1980, 1, 1, 0, 0, 0)


def export_esf(territory: str, export_id: str, renew: Renew) -> None:
    """Make one export, as known on the day on which it was asked for; begun again from the start when a worker died."""
    with Actor.system(territory).at_work(), override("fr"):
        row = Export.objects.select_related("operation__territory", "made_by").get(pk=UUID(export_id))
        if row.finished_at is not None:
            return
        on = timezone.localtime(row.asked_at).date()
        _say(row, 0, renew)
        people = participants(row.operation, row.first, row.last, on)
        _say(row, 1, renew)
        found = [issue for person in people for issue in issues(person, on)]
        _say(row, 2, renew)
        files = as_files(people, found, on)
        told = {"participants": len(people), "issues": len(found), "codebook": codebook().digest}
        told["digest"] = hashlib.sha256(files["participants.csv"]).hexdigest()
        _say(row, 3, renew)
        FILES.keep(row.pk, _zipped({**files, "manifeste.json": _manifest(row, files, told)}))
        Export.objects.filter(pk=row.pk).update(done=PARTS, total=PARTS, finished_at=clock.now(), **told)


def _say(row: Export, done: int, renew: Renew) -> None:
    Export.objects.filter(pk=row.pk).update(done=done, total=PARTS)
    renew()


def _manifest(row: Export, files: dict[str, bytes], told: dict[str, Any]) -> bytes:
    about = {
        "operation": row.operation.name,
        "numero": row.operation.number,
        "territoire": row.operation.territory.name,
        "periode": [row.first.isoformat(), row.last.isoformat()],
        "situation_au": timezone.localtime(row.asked_at).date().isoformat(),
        "demande_par": row.made_by.name,
        "demande_le": timezone.localtime(row.asked_at).isoformat(timespec="seconds"),
        "participants": told["participants"],
        "lignes_a_completer": told["issues"],
        "questionnaires": {"version": codebook().version, "sha256": codebook().digest},
        "programme": programme().version,
        "sortie_de_l_operation": codebook().about.leaving_fr,
        "lecture": list(READING),
        "champs": {
            each.code: {
                "nom": each.name_fr,
                "code": STATUS[each.status],
                **({"remarque": each.why_fr} if each.why_fr else {}),
            }
            for each in codebook().fields
        },
        "source_des_champs": codebook().fields_source_fr,
        "fichiers": {name: hashlib.sha256(content).hexdigest() for name, content in sorted(files.items())},
    }
    return json.dumps(about, ensure_ascii=False, indent=2, sort_keys=True).encode()


def _zipped(files: dict[str, bytes]) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in sorted(files.items()):
            archive.writestr(zipfile.ZipInfo(name, NO_MOMENT), data, zipfile.ZIP_DEFLATED)
    return content.getvalue()
