"""The only writer of projects and extracts: asked for, approved by two, refused, ended; files prepared and taken."""

import contextlib
from datetime import date
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import override

from labmigration import clock
from labmigration.access.actor import Actor
from labmigration.access.gate import Conflict, Refused, visible
from labmigration.access.roles import Role
from labmigration.jobs.queue import enqueue, has_failed
from labmigration.notices import outbox
from labmigration.programme.research import research
from labmigration.steering.extracts.consent import withdrawn_after, yes_known
from labmigration.steering.extracts.kept_files import FILES
from labmigration.steering.extracts.models import Extract, Project
from labmigration.timeline.models import Event
from labmigration.timeline.moves import move

#: Under which roles a project is approved: one each.
APPROVING = (Role.DPO, Role.PROGRAMME_ADMIN)
ASKED = ("title", "question", "why", "recipient", "columns", "first", "last", "ends_on")
DAYS_A_MONTH = 31


@transaction.atomic
def ask(territory: str, *, actor: Actor, told: dict[str, Any]) -> Project:
    """Ask for a project's extract. `told`: a value for each of `ASKED`. Raises `Refused`."""
    if not visible(actor, "extracts.ask").filter(pk=territory).exists():
        raise Refused(_("Vous ne demandez pas d’extraction de ce territoire."))
    if told["first"] > told["last"]:
        raise Refused(_("La période finit avant de commencer."))
    if problem := end_problem(told["ends_on"], clock.today()):
        raise Refused(problem)
    known = {each.code for each in research().column}
    if not told["columns"] or set(told["columns"]) - known:
        raise Refused(_("Choisissez des colonnes de la liste."))
    row = Project(territory_id=territory, asked_by=actor.user, asked_at=clock.now(), **{n: told[n] for n in ASKED})
    row.save(force_insert=True)
    Event.record(row, "ask", actor)
    return row


def end_problem(ends_on: date, today: date) -> str:
    """Why a project cannot end on that day; empty when it can."""
    if ends_on <= today:
        return str(_("La fin doit venir après aujourd’hui."))
    if (ends_on - today).days > research().rules.longest_months * DAYS_A_MONTH:
        return str(
            _("La fin est trop loin : un projet dure %(n)s mois au plus.") % {"n": research().rules.longest_months}
        )
    return ""


@transaction.atomic
def agree(project: Project, *, actor: Actor, role: str) -> None:
    """The first of two agreements."""
    _held(actor, role)
    move(project, "agree", actor=actor, agreed_by=actor.user, agreed_as=role, agreed_at=clock.now())


@transaction.atomic
def approve(project: Project, *, actor: Actor, role: str) -> None:
    """The second agreement, of another person under the other role: the researcher may take the file."""
    _held(actor, role)
    if role == project.agreed_as:
        raise Conflict(_("Le premier accord a été donné sous la même fonction : il en faut une autre."))
    move(project, "approve", actor=actor, approved_by=actor.user, approved_as=role, approved_at=clock.now())


@transaction.atomic
def refuse(project: Project, *, actor: Actor, reason: str) -> None:
    """Refuse, with a reason that the researcher reads."""
    _close(project, "refuse", actor, _told(reason))


@transaction.atomic
def stop(project: Project, *, actor: Actor, reason: str) -> None:
    """End a project before its day: its files are deleted here, and its holder is told."""
    _close(project, "stop", actor, _told(reason))
    _forget_files(project)
    _tell_the_holder(project)


@transaction.atomic
def end(project: Project, *, actor: Actor) -> None:
    """Its day has passed: its files are deleted here, and its holder is told."""
    _close(project, "end", actor, "")
    _forget_files(project)
    _tell_the_holder(project)


@transaction.atomic
def prepare(project: Project, *, actor: Actor) -> Extract:
    """Ask for the files as of today; the background worker makes them. The files before are no longer given."""
    if not visible(actor, "extracts.prepare").filter(pk=project.pk).exists() or has_ended(project):
        raise Refused(_("Ce projet n’est pas approuvé, ou il est terminé."))
    row = Extract(
        territory_id=project.territory_id,
        project=project,
        on=clock.today(),
        asked_by=actor.user,
        asked_at=clock.now(),
    )
    row.save(force_insert=True)
    Event.record(row, "prepare", actor)
    enqueue("build_extract", key=job_key(row.pk), territory=project.territory_id, extract_id=str(row.pk))
    return row


def take(extract: Extract, *, actor: Actor) -> bytes:
    """The files, and it is written down who took them. Raises `Refused` with the reason why they are not given."""
    if problem := closed_because(extract):
        raise Refused(problem)
    try:
        content = FILES.kept(extract.pk)
    except FileNotFoundError:
        raise Refused(_("Ce fichier n’est plus gardé.")) from None
    Event.record(extract, "download", actor, {"digest": extract.digest[:12]})
    return content


def closed_because(extract: Extract) -> str:
    """Why the files are not given; empty when they are."""
    project = extract.project
    if project.state != "approved" or has_ended(project):
        return str(_("Le projet est terminé : le fichier n’est plus remis. Détruisez vos copies."))
    if Extract.objects.filter(project=project, asked_at__gt=extract.asked_at, finished_at__isnull=False).exists():
        return str(_("Un fichier plus récent le remplace. Détruisez vos copies de celui-ci."))
    if withdrawn_after(extract.territory_id, extract.asked_at):
        return str(_("Une personne a repris son accord depuis : préparez un nouveau fichier, sans elle."))
    if extract.report.get("yes_known") != yes_known(extract.territory_id, extract.asked_at):
        return str(_("Une personne a été effacée depuis : préparez un nouveau fichier, sans elle."))
    return ""


def has_ended(project: Project) -> bool:
    """Whether its last day has passed."""
    return project.ends_on < clock.today()


def job_key(extract_id: UUID) -> str:
    """The key under which the job is asked for once."""
    return f"build-extract:{extract_id}"


def has_stopped(row: Extract) -> bool:
    """Whether the job was given up."""
    return row.finished_at is None and has_failed(job_key(row.pk))


def _close(project: Project, verb: str, actor: Actor, reason: str) -> None:
    move(project, verb, actor=actor, closed_by=actor.user, closed_at=clock.now(), reason=reason)


def _told(reason: str) -> str:
    if not reason.strip():
        raise Refused(_("Écrivez la raison : la personne qui demande la lit."))
    return reason.strip()


def _held(actor: Actor, role: str) -> None:
    if role not in actor.roles or role not in APPROVING:
        raise Refused(_("Donnez votre accord sous une fonction que vous tenez."))


def _forget_files(project: Project) -> None:
    keys = list(Extract.objects.filter(project=project).values_list("pk", flat=True))
    transaction.on_commit(lambda: [FILES.forget(key) for key in keys])


def _tell_the_holder(project: Project) -> None:
    holder = project.asked_by
    if not holder.email:
        return
    with override("fr"):
        body = _(
            "Le projet « %(title)s » est terminé. Ses fichiers ne sont plus remis et sont effacés ici. "
            "Détruisez vos copies. %(address)s"
        ) % {"title": project.title, "address": f"{settings.PUBLIC_ADDRESS}/"}
        with contextlib.suppress(outbox.AlreadyWritten):
            outbox.put(
                "email",
                holder.email,
                subject=_("Un projet de recherche est terminé"),
                body=body,
                key=f"extract_project_over|{project.pk}",
                invented=holder.invented,
            )
