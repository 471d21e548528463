"""The writer of checks of the right to work: planned once for each occasion, done by a person, dropped when void."""

from datetime import date, timedelta

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from labmigration import clock
from labmigration.access.actor import Actor
from labmigration.access.gate import Refused
from labmigration.access.models import User
from labmigration.pathway.models import Pathway
from labmigration.pathway.reception import right_to_work_states as states
from labmigration.pathway.reception import states as referral_states
from labmigration.pathway.reception.models import Referral, RightToWorkCheck
from labmigration.pathway.reception.papers import PAPERS
from labmigration.programme import programme
from labmigration.timeline.moves import move

Reason = RightToWorkCheck.Reason


def days(code: str) -> int:
    """The days that the programme gives for an occasion (our proposal, see eligibility.toml)."""
    return programme().eligibility.recheck_on(clock.today(), code).days


def plan(pathway: Pathway, reason: str, *, about: str, for_day: date, due_on: date | None = None) -> None:
    """Have the right to work checked for a day. The same occasion is planned once, however often it is told."""
    check = RightToWorkCheck(
        pathway=pathway,
        reason=reason,
        about=about,
        for_day=for_day,
        due_on=due_on or max(clock.today(), for_day - timedelta(days=days(reason))),
    )
    RightToWorkCheck.objects.bulk_create([check], ignore_conflicts=True)


def plan_before_end(pathway: Pathway, last_day: date | None) -> None:
    """Have the paper checked again before its last day; what was planned for another last day is void."""
    about = last_day.isoformat() if last_day else ""
    drop(pathway, Reason.EXPIRY, but=about)
    if last_day is not None and last_day >= clock.today():
        plan(pathway, Reason.EXPIRY, about=about, for_day=last_day)


def drop(pathway: Pathway, reason: str, *, about: str = "", but: str | None = None) -> None:
    """Set aside the checks of an occasion that is void: those whose `about` begins so, except the one that is `but`."""
    rows = RightToWorkCheck.objects.filter(pathway=pathway, reason=reason, state=states.DUE, about__startswith=about)
    for check in rows.exclude(about=but) if but is not None else rows:
        move(check, "drop_right_to_work", actor=Actor.system(check.territory_id))


@transaction.atomic
def record(
    check: RightToWorkCheck, *, actor: Actor, outcome: str, kind: str = "", valid_until: date | None = None
) -> None:
    """Write what a person found. Kept: the kind of paper, its end and the outcome, nothing else.

    The admitted referral takes the end over, and the next check before that end is planned. Raises `Refused` for an
    end that the outcome does not allow, `Conflict` when somebody did it already.
    """
    if outcome not in dict(states.OUTCOMES):
        raise ValueError(outcome)
    today = clock.today()
    if outcome == states.EXEMPT:
        kind, valid_until = "", None
    if outcome == states.RECEIPT and valid_until is None:
        raise Refused(_("Écrivez le dernier jour du récépissé."))
    if outcome in states.OPEN_TO_WORK and valid_until is not None and valid_until < today:
        raise Refused(_("Ce jour est passé : choisissez « périmé »."))
    _done(check, actor, actor.user, outcome, kind, valid_until)
    pathway = check.pathway
    _tell_referral(pathway, outcome, kind, valid_until)
    if outcome == states.EXPIRED:
        drop(pathway, Reason.EXPIRY)
        again = today + timedelta(days=days("again"))
        plan(pathway, Reason.EXPIRY, about=f"after {check.pk}", for_day=again, due_on=again)
    else:
        plan_before_end(pathway, valid_until)


def done_elsewhere(check: RightToWorkCheck, *, by: User | None) -> None:
    """Note as done a check that a person made on another page, by the papers that the referral holds."""
    referral = _admitted(check.pathway)
    european = referral is not None and any(one["code"] == "european_citizen" for one in referral.grounds)
    outcome = states.EXEMPT if european else states.VALID
    valid_until = referral.valid_until if referral is not None and not european else None
    _done(check, Actor.system(check.territory_id), by, outcome, "", valid_until)


def _done(
    check: RightToWorkCheck, actor: Actor, by: User | None, outcome: str, kind: str, valid_until: date | None
) -> None:
    move(
        check,
        "check_right_to_work",
        actor=actor,
        facts={"reason": check.reason},
        done_at=clock.now(),
        done_by=by,
        outcome=outcome,
        kind=kind,
        valid_until=valid_until,
    )


def _tell_referral(pathway: Pathway, outcome: str, kind: str, valid_until: date | None) -> None:
    """The facts on which `queries.right_to_work_on` answers, for the contracts to come."""
    referral = _admitted(pathway)
    if referral is None:
        return
    changes: dict[str, object] = {"renewal_receipt": False, "valid_until": valid_until}
    if outcome == states.EXPIRED:
        # The end that is known stays, when nobody reads another: it lies in the past, or the paper was withdrawn.
        changes["valid_until"] = valid_until or min(referral.valid_until or date.max, clock.today() - timedelta(days=1))
    else:
        changes["allows_work"] = True
        changes["document"] = str(PAPERS[kind].says) if kind else referral.document
    Referral.objects.filter(pk=referral.pk).update(version=F("version") + 1, **changes)


def _admitted(pathway: Pathway) -> Referral | None:
    rows = Referral.objects.filter(pathway=pathway, state=referral_states.ADMITTED)
    found: Referral | None = rows.order_by("-referred_on", "-judged_on").first()
    return found
