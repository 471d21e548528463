"""Erasing a person: everything goes but what a funder, a title or a household needs, and that keeps no name on screens.

Rows are deleted where nothing that stays hangs on them, and emptied of personal fields otherwise. What stays is what
its model says (`Personal.survives`) and what is written once (ids and codes, no values). One transaction: whole or not
at all. Afterwards SQLite's own file is rewritten, because a deleted row leaves its bytes in free pages.
"""

import json
import os
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from uuid import UUID

from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.db import connection, models, transaction
from django.db.models import Q
from django.db.models.deletion import ProtectedError

from labmigration import clock
from labmigration.access.models import User
from labmigration.access.register import our_models
from labmigration.home import home
from labmigration.jobs.queue import enqueue
from labmigration.pathway import states as pathway_states
from labmigration.pathway.models import Pathway
from labmigration.pathway.training.queries.paper_sheets import papers_naming
from labmigration.people.models import Candidate
from labmigration.privacy.about_person import Person, models_about_people, of_libraries, rows_about
from labmigration.privacy.models import ErasedPerson, ProofIdentity
from labmigration.secrecy.fields import SealedTextField

#: Written over the name, and over the birth date that the table can't leave empty.
NOBODY = ("Personne", "effacée")
NO_BIRTH_DATE = date(1900, 1, 1)
#: Rows without which nothing that stays could stand: they are emptied, never deleted.
SHELLS = (Candidate, Pathway, User)


@dataclass(frozen=True)
class Part:
    """What happens to the rows of one model: `what` is "go" or "stay", `why` says why they stay."""

    model: type[models.Model]
    rows: int
    what: str
    why: str

    @property
    def purpose(self) -> str:
        return str(self.model.PERSONAL.purpose)  # type: ignore[attr-defined]

    @property
    def retention(self) -> str:
        return str(self.model.PERSONAL.retention)  # type: ignore[attr-defined]


def why_it_stays(model: type[models.Model]) -> str:
    """Why the rows of a model survive an erasure; empty when they go."""
    if survives := model.PERSONAL.survives:  # type: ignore[attr-defined]
        return str(survives)
    return "journal : des numéros et des codes, aucune valeur" if getattr(model, "APPEND_ONLY", False) else ""


def by_purpose(parts: list[Part]) -> list[Part]:
    """For a page: models that are kept for one purpose, and go or stay together, are told once."""
    told: dict[tuple[str, str, str], Part] = {}
    for part in parts:
        key = (part.purpose, part.what, part.why)
        rows = part.rows + (told[key].rows if key in told else 0)
        told[key] = replace(part, rows=rows)
    return list(told.values())


def preview(candidate: Candidate) -> list[Part]:
    """What an erasure would take and leave, model by model; models that keep nothing of her are left out."""
    person = Person.of(candidate)
    parts = []
    for model in models_about_people():
        if count := rows_about(model, person).count():
            why = why_it_stays(model)
            parts.append(Part(model, count, "stay" if why else "go", why))
    return parts


@transaction.atomic
def erase(candidate: Candidate, *, tombstone: bool = True) -> None:
    """Erase the person; a scope that holds her territory must be open.

    `tombstone=False` when an erasure is played again after a restore: her stone stands already.
    """
    _leave_no_bytes()
    person = Person.of(candidate)
    _forget_files(person)
    _keep_proof(candidate, person)
    _end_sessions(person)
    left = _delete_what_can_go(person)
    for row in left:
        _empty(row)
    for model in models_about_people():
        if getattr(model, "APPEND_ONLY", False) or model in SHELLS:
            continue
        if why_it_stays(model):
            _empty_free_text(rows_about(model, person))
    for model, name in of_libraries():
        model._default_manager.filter(**{f"{name}__in": person.user_ids}).delete()
    _become_nobody(person)
    if tombstone:
        _set_stone(candidate, person)
    transaction.on_commit(cache.clear)  # limits of sign-in are counted by address
    enqueue("clear_remains", key=f"clear_remains:{candidate.pk}:{clock.now().isoformat()}")


def _leave_no_bytes() -> None:
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA secure_delete=ON")


def _forget_files(person: Person) -> None:
    """Delete, once the rows are gone for good, the sealed files that bear the id of one of them."""
    ids = {
        str(pk)
        for model in models_about_people()
        if not why_it_stays(model)
        for pk in rows_about(model, person).values_list("pk", flat=True)
    }
    # The photograph of a signed paper shows her name beside others'. The lines entered from it stay as proof, and the
    # paper itself lies with the training provider.
    ids |= {str(pk) for pk in papers_naming(person.pathway_ids)}

    def delete() -> None:
        for path in home().glob("*/*"):
            if path.is_file() and path.name.partition(".")[0] in ids:
                path.unlink(missing_ok=True)

    transaction.on_commit(delete)


def _keep_proof(candidate: Candidate, person: Person) -> None:
    """Seal name and birth date apart when something of hers must still be provable."""
    proofs = ("training.AttendanceSignature", "certification.CertificationFile", "certification.SstCertificate")
    needed = any(rows_about(model, person).exists() for model in models_about_people() if model._meta.label in proofs)
    if needed and candidate.birth_date != NO_BIRTH_DATE:
        ProofIdentity.objects.filter(candidate_id=candidate.pk).delete()
        ProofIdentity(
            candidate_id=candidate.pk,
            territory_id=candidate.territory_id,
            name=candidate.full_name,
            birth_date=candidate.birth_date.isoformat(),
            kept_since=clock.today(),
        ).save(force_insert=True)


def _end_sessions(person: Person) -> None:
    keys = {str(pk) for pk in person.user_ids}
    for session in Session.objects.iterator():
        if session.get_decoded().get("_auth_user_id") in keys:
            session.delete()


def _delete_what_can_go(person: Person) -> list[models.Model]:
    """Delete, and return the rows that had to stay because something that stays hangs on them."""
    going = [
        model
        for model in models_about_people()
        if model not in SHELLS and not getattr(model, "APPEND_ONLY", False) and not why_it_stays(model)
    ]
    # Later parts first: what hangs on something goes before it. Again while one round makes room for another.
    left: list[models.Model] = []
    for _round in range(3):
        left = [row for model in reversed(going) for row in _delete(_every_row(model, person))]
        if not left:
            break
    return left


def _every_row(model: type[models.Model], person: Person) -> "models.QuerySet[models.Model]":
    """The rows about her, and those of others that name her (a suspicion that she is someone's double)."""
    rows = rows_about(model, person)
    named = Q()
    for field in model._meta.concrete_fields:
        if field.related_model is Candidate:
            named |= Q(**{f"{field.name}__in": person.candidate_ids})
    return model._default_manager.filter(Q(pk__in=rows.values("pk")) | named) if named else rows


def _delete(rows: "models.QuerySet[models.Model]") -> list[models.Model]:
    try:
        with transaction.atomic():
            rows.model._default_manager.filter(pk__in=list(rows.values_list("pk", flat=True))).delete()
    except ProtectedError:
        pass
    else:
        return []
    left = []
    for row in rows:
        try:
            with transaction.atomic():
                row.delete()
        except ProtectedError:
            left.append(row)
    return left


def _empty(row: models.Model) -> None:
    """Empty every personal field that can be empty."""
    changes: dict[str, Any] = {}
    for name in row.PERSONAL.fields:  # type: ignore[attr-defined]
        field = row._meta.get_field(name)
        if isinstance(field, models.ManyToManyField):
            getattr(row, name).clear()
        elif isinstance(field, SealedTextField):
            changes[name] = field.seal(row, "")
        elif field.null:
            changes[name] = None
        elif isinstance(field, models.JSONField):
            changes[name] = [] if field.default is list else {}
        elif isinstance(field, models.CharField | models.TextField):
            changes[name] = ""
    type(row)._default_manager.filter(pk=row.pk).update(**changes)


def _empty_free_text(rows: "models.QuerySet[models.Model]") -> None:
    """Rows that stay keep their facts and lose what somebody wrote in them."""
    sealed = [field for field in rows.model._meta.concrete_fields if isinstance(field, SealedTextField)]
    if rows.model is ProofIdentity or not sealed:
        return
    for row in rows:
        type(row)._default_manager.filter(pk=row.pk).update(**{field.name: field.seal(row, "") for field in sealed})


def _become_nobody(person: Person) -> None:
    for candidate in Candidate.objects.filter(pk__in=person.candidate_ids):
        _empty(candidate)
        candidate.refresh_from_db()
        candidate.first_name, candidate.surname = NOBODY
        candidate.birth_date, candidate.user = NO_BIRTH_DATE, None
        candidate.save()
    for pathway in Pathway.objects.filter(pk__in=person.pathway_ids):
        _empty(pathway)
        ended = {"closed_on": clock.today()} if pathway.closed_on is None else {}
        Pathway.objects.filter(pk=pathway.pk).update(
            state=pathway_states.MERGED if pathway.state == pathway_states.MERGED else pathway_states.CLOSED,
            **{"next_step": "", "next_role": "", "due_on": None, **ended},
        )
    for user in User.objects.filter(pk__in=person.user_ids):
        user.name, user.email, user.phone, user.is_active = " ".join(NOBODY), None, "", False
        user.last_login = None
        user.set_unusable_password()
        user.save()


def _set_stone(candidate: Candidate, person: Person) -> None:
    stone = ErasedPerson(
        candidate_id=candidate.pk,
        pathway_ids=sorted(str(pk) for pk in person.pathway_ids),
        user_id=next(iter(person.user_ids), None),
        territory_id=candidate.territory_id,
        erased_on=clock.today(),
    )
    if ErasedPerson.objects.filter(pk=stone.pk).exists():
        return
    stone.save(force_insert=True)
    line = json.dumps({"candidate": str(stone.pk), "territory": stone.territory_id, "on": stone.erased_on.isoformat()})
    transaction.on_commit(lambda: _write_beside(line))


def stones_path() -> Any:
    """The list of erased people that stands outside the database, so that a restore does not lose it: ids only."""
    return home() / "erasures.jsonl"


def _write_beside(line: str) -> None:
    descriptor = os.open(stones_path(), os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    with os.fdopen(descriptor, "a") as file:
        file.write(line + "\n")
        file.flush()
        os.fsync(file.fileno())


def stones() -> list[tuple[UUID, str]]:
    """Every erased person with her territory, from the table and from the list beside the database."""
    found = {stone.pk: stone.territory_id for stone in ErasedPerson.objects.all()}
    if stones_path().exists():
        for line in stones_path().read_text().splitlines():
            told = json.loads(line)
            found[UUID(told["candidate"])] = told["territory"]
    return sorted(found.items(), key=lambda stone: str(stone[0]))


def clear_remains(renew: Callable[[], None]) -> None:
    """Rewrite SQLite's file without the bytes of deleted rows; PostgreSQL reuses its own space. A background job."""
    if connection.vendor != "sqlite" or connection.in_atomic_block:
        return
    with connection.cursor() as cursor:
        cursor.execute("VACUUM")
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def unreached() -> list[str]:
    """Models with personal data that no erasure and no "my data" would find; a house test wants each explained."""
    reached = set(models_about_people())
    return [model._meta.label for model in our_models() if hasattr(model, "PERSONAL") and model not in reached]
