"""The writer of contracts: drawn up, checked, signed by both sides, begun, ended."""

from datetime import date
from decimal import Decimal
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils.translation import gettext_lazy as _

from labmigration import clock
from labmigration.access.actor import Actor
from labmigration.access.gate import Conflict, Refused, visible
from labmigration.pathway.actions import set_next
from labmigration.pathway.employment import queries, states
from labmigration.pathway.employment.change_actions import drop_changes
from labmigration.pathway.employment.models import Contract
from labmigration.pathway.employment.terms import SET, Terms, set_terms, trial_of
from labmigration.pathway.matching.actions import fall_through
from labmigration.pathway.matching.messages.actions import shut
from labmigration.pathway.matching.queries import AGREED, Introduction
from labmigration.pathway.models import Pathway, Stage
from labmigration.pathway.reception.queries import right_to_work_on
from labmigration.timeline.models import Event
from labmigration.timeline.moves import move


@transaction.atomic
def draft(
    introduction: Introduction,
    *,
    actor: Actor,
    kind: str,
    gross_hourly: Decimal,
    route: str,
    starts_on: date,
    weekly_hours: Decimal | None = None,
    level: str | None = None,
    level_reason: str = "",
    sibling: bool = False,
) -> Contract:
    """Draw up the contract that follows an agreement of both sides.

    `kind`: "cdi" or "cdd"; `route`: "cesu" or "pajemploi"; `weekly_hours` come from the need's slots unless given;
    `gross_hourly` in euros, typed by a person; `level`: of the grid, None for the one proposed; `level_reason`: why
    another. Raises `Refused` for what `terms.set_terms` refuses, and `Conflict` when a contract follows this agreement
    already.
    """
    if not visible(actor, "employment.draft").filter(pk=introduction.pk, state=AGREED).exists():
        raise Refused(_("Il faut l’accord des deux côtés avant de préparer un contrat."))
    need, pathway = introduction.need, introduction.pathway
    contract = Contract(
        pathway=pathway,
        introduction=introduction,
        household=need.household,
        occupation=need.occupation,
        slots=need.slots,
    )
    hours = Decimal(str(need.weekly_hours)) if weekly_hours is None else weekly_hours
    terms = Terms(kind, hours, gross_hourly, route, starts_on, level, level_reason, sibling)
    set_terms(contract, need, terms)
    try:
        with transaction.atomic():
            contract.save(force_insert=True)
    except IntegrityError:
        raise Conflict(_("Un contrat est déjà préparé pour cet accord.")) from None
    Event.record(contract, "draft", actor, {"weekly_hours": str(hours), "starts_on": starts_on.isoformat()})
    say_next(pathway)
    return contract


@transaction.atomic
def correct(
    contract: Contract,
    *,
    actor: Actor,
    version: int,
    kind: str,
    weekly_hours: Decimal,
    gross_hourly: Decimal,
    route: str,
    starts_on: date,
    level: str | None = None,
    level_reason: str = "",
    sibling: bool = False,
) -> None:
    """Correct a contract that is not signed by both, unless someone did since `version` was shown.

    Whoever had signed signs again; another first day is checked again.
    """
    if not visible(actor, "employment.correct").filter(pk=contract.pk).exists():
        raise Refused(_("Vous ne pouvez pas corriger ce contrat."))
    terms = Terms(kind, weekly_hours, gross_hourly, route, starts_on, level, level_reason, sibling)
    set_terms(contract, contract.introduction.need, terms)
    told = {name: getattr(contract, name) for name in SET}
    same = Contract.objects.filter(pk=contract.pk, version=version, state=states.DRAFT)
    if same.update(version=F("version") + 1, worker_signed_at=None, household_signed_at=None, **told) != 1:
        raise Conflict(_("Ce contrat a changé pendant ce temps, ou il est signé. Rien n’a été remplacé."))
    contract.refresh_from_db(fields=["version", *SIGNATURES])
    Event.record(contract, "correct", actor, {"starts_on": starts_on.isoformat()})
    say_next(contract.pathway)


SIGNATURES = ("state", "worker_signed_at", "household_signed_at")


@transaction.atomic
def check_right_to_work(contract: Contract, *, actor: Actor) -> None:
    """The advisor checks, on the admitted referral, the right to work for the day on which the contract begins.

    The household only ever learns that it was checked for this start, and when.
    """
    if not visible(actor, "employment.check_right_to_work").filter(pk=contract.pk).exists():
        raise Refused(_("Seul le conseil de la personne vérifie son droit au travail."))
    if not right_to_work_on(contract.pathway, contract.starts_on):
        raise Refused(
            _("Le document présenté à l’accueil ne couvre pas le premier jour. Complétez le dossier d’accueil.")
        )
    checked = {"right_to_work_checked_on": clock.today(), "right_to_work_checked_for": contract.starts_on}
    same = Contract.objects.filter(
        pk=contract.pk, starts_on=contract.starts_on, state__in=(states.DRAFT, states.SIGNED)
    )
    if same.update(**checked) != 1:
        raise Conflict(_("Ce contrat a changé pendant ce temps : regardez son premier jour."))
    for name, value in checked.items():
        setattr(contract, name, value)
    Event.record(contract, "check_right_to_work", actor, {"for": contract.starts_on.isoformat()})
    _conclude(contract)


@transaction.atomic
def sign(contract: Contract, *, actor: Actor) -> None:
    """One side signs, once. The contract is signed when both have and the right to work is checked for its start."""
    if not visible(actor, "employment.sign").filter(pk=contract.pk).exists() or actor.user is None:
        raise Refused(_("Seuls la personne et le foyer signent ce contrat."))
    worker = contract.pathway.candidate.user_id == actor.user.pk
    field = "worker_signed_at" if worker else "household_signed_at"
    # The version: nobody signs terms that were corrected while she was reading.
    unsigned = Contract.objects.filter(
        pk=contract.pk, state=states.DRAFT, version=contract.version, **{f"{field}__isnull": True}
    )
    if unsigned.update(**{field: clock.now()}) != 1:
        raise Conflict(_("Vous avez déjà signé, ou le contrat a changé : relisez-le."))
    Event.record(contract, "worker_signs" if worker else "household_signs", actor)
    _conclude(contract)


def _conclude(contract: Contract) -> None:
    contract.refresh_from_db(fields=[*SIGNATURES, "right_to_work_checked_for"])
    both = contract.worker_signed_at and contract.household_signed_at
    licensed = queries.licence_covers(contract.pathway, contract.occupation, contract.starts_on)
    if contract.state == states.DRAFT and both and contract.right_to_work_checked and licensed:
        move(contract, "sign", actor=Actor.system(contract.territory_id))
    say_next(contract.pathway)


@transaction.atomic
def start(contract: Contract, *, actor: Actor, first_paid_on: date) -> None:
    """Note the first paid day, from which the follow-up counts.

    Raises `Refused` before the day foreseen, for a day to come, and without the right to work checked for that day.
    """
    if first_paid_on < contract.starts_on:
        raise Refused(_("Le contrat ne commence pas avant le jour prévu. Corrigez d’abord ce jour."))
    if first_paid_on > clock.today():
        raise Refused(_("Ce jour n’est pas encore venu : notez-le quand il a été travaillé."))
    if not (contract.right_to_work_checked and right_to_work_on(contract.pathway, first_paid_on)):
        raise Refused(_("La vérification du droit au travail manque pour ce jour : le conseil s’en occupe."))
    if not queries.licence_covers(contract.pathway, contract.occupation, first_paid_on):
        raise Refused(_("L’agrément de l’assistante maternelle ne couvre pas ce jour : elle ne peut pas accueillir."))
    trial = trial_of(contract, first_paid_on)
    move(
        contract,
        "start",
        actor=actor,
        facts={"day": first_paid_on.isoformat()},
        first_paid_on=first_paid_on,
        trial_ends_on=trial.ends_on if trial else None,
    )
    say_next(contract.pathway)


@transaction.atomic
def renew_trial(contract: Contract, *, actor: Actor) -> None:
    """Note that both sides renew the trial period, once, before it ends and only where the agreement allows it."""
    if not visible(actor, "employment.renew_trial").filter(pk=contract.pk).exists():
        raise Refused(_("Vous ne pouvez pas modifier ce contrat."))
    trial = trial_of(contract, contract.first_paid_on or contract.starts_on)
    if trial is None or trial.renewed_until is None:
        raise Refused(_("La période d’essai de ce contrat ne se renouvelle pas."))
    running = Contract.objects.filter(
        pk=contract.pk, state=states.ACTIVE, trial_renewed_on__isnull=True, trial_ends_on__gte=clock.today()
    )
    if running.update(trial_ends_on=trial.renewed_until, trial_renewed_on=clock.today()) != 1:
        raise Conflict(_("La période d’essai est finie, ou elle est déjà renouvelée."))
    contract.refresh_from_db(fields=["trial_ends_on", "trial_renewed_on"])
    Event.record(contract, "renew_trial", actor, {"day": trial.renewed_until.isoformat()})


@transaction.atomic
def end(contract: Contract, *, actor: Actor, ended_on: date, cause: str) -> None:
    """Note the last day of a contract and why it ended, by one of `states.END_CAUSES`."""
    if cause not in dict(states.END_CAUSES):
        raise ValueError(cause)
    if contract.first_paid_on is not None and ended_on < contract.first_paid_on:
        raise Refused(_("Le contrat ne peut pas finir avant son premier jour payé."))
    # The cause stays out of the journal: it may tell something of the person's papers.
    facts: dict[str, Any] = {"day": ended_on.isoformat()}
    move(contract, "end", actor=actor, facts=facts, ended_on=ended_on, end_cause=cause)
    drop_changes(contract)
    shut(contract.introduction)
    say_next(contract.pathway)


@transaction.atomic
def cancel(contract: Contract, *, actor: Actor) -> None:
    """Give a contract up before its first day: the agreement is undone, the need is open again."""
    move(contract, "cancel", actor=actor)
    drop_changes(contract)
    fall_through(contract.introduction, actor=actor)
    say_next(contract.pathway)


def say_next(pathway: Pathway) -> None:
    """Let the next step follow the contracts that have not begun; a step of the follow-up is never taken back."""
    pathway.refresh_from_db(fields=["stage", "state", "next_step", "next_role", "due_on"])
    if pathway.next_step.startswith("employment."):
        code = queries.leading_contract_step(pathway)
        if code and code != pathway.next_step:
            set_next(pathway, code, stage=Stage.EMPLOYMENT)
