"""A referral file sent on the screen: kept sealed, tried, then imported for good or given up."""

import hashlib
from datetime import date, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from labmigration import clock
from labmigration.access.actor import Actor
from labmigration.access.gate import Conflict, Refused, claim
from labmigration.jobs.queue import enqueue
from labmigration.pathway.reception.kept_files import REFERRAL_FILES
from labmigration.pathway.reception.models import ImportedRow, ReferralFile

_TRIALS_KEPT = timedelta(days=1)
State = ReferralFile.State


@transaction.atomic
def send(name: str, content: bytes, *, actor: Actor, territory: str, on: date) -> ReferralFile:
    """Keep a file and have it read as a trial, judged on the day `on`."""
    _refuse_unless_may_import(actor, territory)
    _forget_old_trials(territory)
    file = ReferralFile(
        territory_id=territory,
        name=name[:200],
        sha256=hashlib.sha256(content).hexdigest(),
        judged_on=on,
        sent_at=clock.now(),
        sent_by=actor.user,
    )
    REFERRAL_FILES.keep(file.pk, content)
    file.save(force_insert=True)
    _have_it_read(file)
    return file


@transaction.atomic
def import_for_good(file: ReferralFile, *, actor: Actor) -> None:
    """After the trial: have the same file imported. Raises `Conflict` when somebody asked for it already."""
    rows = claim(actor, "reception.import", file, dry_run=True, state=State.DONE)
    nothing = {"read_rows": 0, "created": 0, "duplicate": 0, "already_imported": 0, "rejected": 0}
    asked = {"dry_run": False, "state": State.WAITING, "sent_at": clock.now(), "sent_by": actor.user}
    if rows.update(**nothing, **asked) != 1:
        raise Conflict(_("Ce fichier n’attend plus : quelqu’un l’a déjà fait importer, ou y a renoncé."))
    ImportedRow.objects.filter(file=file, tried=True).delete()
    file.refresh_from_db()
    _have_it_read(file)


@transaction.atomic
def give_up(file: ReferralFile, *, actor: Actor) -> None:
    """Delete a trial and what was kept of its file."""
    rows = claim(actor, "reception.import", file, dry_run=True)
    if rows.delete()[0] == 0:
        raise Conflict(_("Ce fichier a déjà été importé : rien n’a été supprimé."))
    REFERRAL_FILES.forget(file.pk)


def _have_it_read(file: ReferralFile) -> None:
    enqueue("read_referral_file", job_key(file), file_id=str(file.pk), territory=file.territory_id)


def job_key(file: ReferralFile) -> str:
    """The key of the job that reads the file as it stands."""
    return f"{'try' if file.dry_run else 'import'} {file.pk}"


def _refuse_unless_may_import(actor: Actor, territory: str) -> None:
    if territory not in {grant.territory for grant in actor.grants_as("advisor", "territory_coordinator", "system")}:
        raise Refused(_("Vous ne pouvez pas envoyer de fichier sur ce territoire."))


def _forget_old_trials(territory: str) -> None:
    """Trials that nobody imported are deleted with their bytes: people's data is not left lying about."""
    old = ReferralFile.objects.filter(territory=territory, dry_run=True, sent_at__lt=clock.now() - _TRIALS_KEPT)
    for file in old:
        REFERRAL_FILES.forget(file.pk)
        file.delete()
