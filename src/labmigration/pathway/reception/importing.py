"""Import a referral file: the one engine of the command line, of the screen and of its preview.

Rows are taken by chunks, each in a transaction of its own that also counts them. Chunks of one territory wait for
each other (a lock on the territory in PostgreSQL; SQLite lets one writer in at a time), so that two imports at once
see each other's people and rows. A run that is killed goes on where it stopped when it is started again.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from uuid import UUID

from django.db import connection, transaction
from django.db.models import F
from django_scopes import scope

from labmigration.access.actor import Actor
from labmigration.garbage import no_search_for_cycles
from labmigration.pathway.reception.judging import Judged, Outcome, RowJudge
from labmigration.pathway.reception.kept_files import REFERRAL_FILES
from labmigration.pathway.reception.known_people import KnownPeople
from labmigration.pathway.reception.models import ImportedRow, ReferralFile
from labmigration.pathway.reception.reading import ReadRow, RowReader, Sheet, UnreadableFile, read_file
from labmigration.pathway.reception.reading_ahead import ReadAhead
from labmigration.pathway.reception.writing import Writer
from labmigration.people.models import Candidate
from labmigration.secrecy.keyring import WrongKey, keyring
from labmigration.territories.models import Territory
from labmigration.timeline.models import Event

CHUNK = 2_000
#: After which chunks SQLite counts again: what it takes for a few rows, it reads whole for each of the following.
COUNTED_AFTER = (0, 4, 49)
_ROOM = {"cache_size": -64 * 1024, "wal_autocheckpoint": 10_000}  # kilobytes (below zero); pages of 4 KB


def read_referral_file(*, file_id: str, territory: str, renew: Callable[[], None]) -> None:
    """The background job: read a file that was kept, as a trial or for good. Safe to run again after a kill."""
    with scope(territory=[territory]):
        file = ReferralFile.objects.select_related("sent_by").filter(pk=file_id).first()
        if file is None or file.state == ReferralFile.State.DONE:
            return  # given up, or read already by a run that died before it could say so
        try:
            sheet = read_file(REFERRAL_FILES.kept(file.pk))
        except UnreadableFile as wrong:
            _fail(file, str(wrong))
            return
        except (FileNotFoundError, WrongKey):
            _fail(file, "Le fichier n’est plus sur le serveur : envoyez-le de nouveau.")
            return
        renew()
        actor = Actor.of(file.sent_by) if file.sent_by else Actor.system(territory)
        for _ in Import(territory, sheet, on=file.judged_on, actor=actor, file=file).chunks():
            renew()
        if not file.dry_run:
            REFERRAL_FILES.forget(file.pk)


class Import:
    """One reading of one sheet. Without a `file` nothing at all is written: a trial from the command line.

    With a file whose `dry_run` is set, only its report is written; otherwise people, pathways, referrals, suspicions
    and events too. Call it inside the territory's scope.
    """

    def __init__(
        self, territory: str, sheet: Sheet, *, on: date, actor: Actor, file: ReferralFile | None = None
    ) -> None:
        self.territory = territory
        self.sheet = sheet
        self.actor = actor
        self.file = file
        ring = keyring()
        self._ahead = ReadAhead(RowReader(sheet, on), sheet.rows, at_once=CHUNK)
        self._people = KnownPeople(territory)
        self._judge = RowJudge(territory, on, people=self._people, ring=ring)
        self._writer = Writer(territory, on, actor=actor, ring=ring, file=file)

    def chunks(self) -> Iterator[list[Judged]]:
        """Read, judge and write chunk by chunk; yields what came of each chunk once it is in the database."""
        with no_search_for_cycles(), room_for_many_rows(), self._ahead:
            self._begin()
            for number, rows in enumerate(self._ahead):
                yield self._judge.judge(rows) if self.file is None else self._take(self.file, rows)
                if number in COUNTED_AFTER and self.file is not None:
                    tell_sqlite_how_much_it_holds()
            self._end()

    def _begin(self) -> None:
        if self.file is None:
            return
        if self.file.dry_run:
            # A trial holds nothing worth going on with.
            ImportedRow.objects.filter(file=self.file).delete()
            _set(self.file, read_rows=0, created=0, duplicate=0, already_imported=0, rejected=0)
        _set(
            self.file,
            state=ReferralFile.State.RUNNING,
            total_rows=len(self.sheet.rows),
            header=list(self.sheet.header),
            notices=list(self.sheet.notices),
            error="",
        )

    def _take(self, file: ReferralFile, rows: Sequence[ReadRow]) -> list[Judged]:
        # One keyring for a whole chunk, read anew for the next one: keys may turn while a long file is read.
        self._judge.ring = self._writer.ring = keyring()
        with transaction.atomic():
            hold(self.territory)
            self._people.catch_up()
            left = self._not_yet_taken(file, rows)
            judged = self._judge.judge(left)
            self._write(file, judged)
            self._count(file, judged)
        return judged

    def _write(self, file: ReferralFile, judged: Sequence[Judged]) -> None:
        roots = {} if file.dry_run else roots_of(judged)
        for one in judged:
            is_new = one.outcome in (Outcome.CREATED, Outcome.DUPLICATE) and not file.dry_run
            self._writer.report(one, self._writer.add(one, roots) if is_new else None)
        self._ahead.begin()
        self._writer.write()

    def _not_yet_taken(self, file: ReferralFile, rows: Sequence[ReadRow]) -> list[ReadRow]:
        """The rows that no earlier run of this same file wrote; the others keep the outcome that they got."""
        taken = dict(
            ImportedRow.objects.filter(file=file, line__range=(rows[0].line, rows[-1].line)).values_list(
                "line", "referral__pathway__candidate_id"
            )
        )
        for line, candidate in taken.items():
            if candidate is not None:
                self._judge.remember(line, str(candidate))
        return [row for row in rows if row.line not in taken] if taken else list(rows)

    def _count(self, file: ReferralFile, judged: Sequence[Judged]) -> None:
        added = {outcome.value: sum(one.outcome == outcome for one in judged) for outcome in Outcome}
        ReferralFile.objects.filter(pk=file.pk).update(
            read_rows=F("read_rows") + len(judged), **{name: F(name) + count for name, count in added.items()}
        )

    def _end(self) -> None:
        if self.file is None:
            return
        with transaction.atomic():
            ended = ReferralFile.objects.filter(pk=self.file.pk, state=ReferralFile.State.RUNNING)
            if ended.update(state=ReferralFile.State.DONE) != 1:
                return
            self.file.refresh_from_db()
            if not self.file.dry_run:
                counts = {name: getattr(self.file, name) for name in Outcome.values}
                Event.record(self.file, "import", self.actor, counts)


def tell_sqlite_how_much_it_holds() -> None:
    """Let SQLite sample its tables; PostgreSQL does so by itself.

    Until then it takes every territory for ten rows and looks twenty people up by reading all those of the territory:
    eleven seconds over an import of 100,000 rows (`docs/bench.md`). Told of a thousand rows only, it goes on looking a
    thousand fingerprints up by reading the whole report: three seconds more.
    """
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA analysis_limit = 400")
            cursor.execute("ANALYZE")


@contextmanager
def room_for_many_rows() -> Iterator[None]:
    """Let SQLite keep 64 MB of pages at hand, and carry its journal into the database every 40 MB instead of every 4.

    Every commit is flushed to disk all the same. PostgreSQL has its own memory and its own journal.
    """
    if connection.vendor != "sqlite":
        yield
        return
    with connection.cursor() as cursor:
        before = {name: cursor.execute(f"PRAGMA {name}").fetchone()[0] for name in _ROOM}
        for name, value in _ROOM.items():
            cursor.execute(f"PRAGMA {name} = {value}")
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            for name, value in before.items():
                cursor.execute(f"PRAGMA {name} = {value}")


def hold(territory: str) -> None:
    """Let nobody else register people of the territory until the transaction ends.

    SQLite ignores the lock, but lets only one transaction write anyway (``IMMEDIATE``).
    """
    Territory.objects.select_for_update(no_key=True).get(pk=territory)


def roots_of(judged: Sequence[Judged]) -> dict[str, UUID]:
    """For each person that a suspicion names, herself or whom her file was merged into."""
    roots = {one.suspicion.key: UUID(one.suspicion.key) for one in judged if one.suspicion is not None}
    while roots:
        merged = dict(
            Candidate.objects.filter(pk__in=set(roots.values()), merged_into__isnull=False).values_list(
                "pk", "merged_into"
            )
        )
        if not merged:
            break
        roots = {key: merged.get(root, root) for key, root in roots.items()}
    return roots


def _fail(file: ReferralFile, sentence: str) -> None:
    REFERRAL_FILES.forget(file.pk)
    _set(file, state=ReferralFile.State.FAILED, error=sentence)


def _set(file: ReferralFile, **changes: object) -> None:
    ReferralFile.objects.filter(pk=file.pk).update(**changes)
    for name, value in changes.items():
        setattr(file, name, value)
