"""The only writer of referrals: received, judged, completed, decided about by people."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from labmigration import clock
from labmigration.access.actor import Actor
from labmigration.access.gate import Conflict, Refused, claim, may, visible
from labmigration.access.models import User
from labmigration.decisions.eligibility import Verdict
from labmigration.pathway import actions as pathway_actions
from labmigration.pathway.accounts import open_account
from labmigration.pathway.actions import set_closed, set_next
from labmigration.pathway.models import Stage
from labmigration.pathway.reception import states
from labmigration.pathway.reception.facts import verdict_on
from labmigration.pathway.reception.importing import hold, roots_of
from labmigration.pathway.reception.judging import RowJudge, known_from
from labmigration.pathway.reception.known_people import people_around
from labmigration.pathway.reception.models import Referral
from labmigration.pathway.reception.reading import ReferralFacts
from labmigration.pathway.reception.rows_alike import following_uuid
from labmigration.pathway.reception.writing import Writer, first_step
from labmigration.people.models import Candidate
from labmigration.programme import programme
from labmigration.secrecy.keyring import keyring
from labmigration.territories.models import Organisation
from labmigration.timeline.models import Event
from labmigration.timeline.moves import move

#: The fields of a referral that `correct` may change.
CORRECTABLE = frozenset(
    {
        *("grounds", "document", "allows_work", "valid_until", "renewal_receipt"),
        *("french_oral", "french_written", "french_proof"),
    }
)


@transaction.atomic
def receive(
    facts: ReferralFacts,
    *,
    actor: Actor,
    territory: str,
    referrer: Organisation | None = None,
    lead_advisor: User | None = None,
    on: date | None = None,
) -> Referral:
    """Receive one person, by the same rules and with the same look for duplicates as a row of a file.

    `on` is the day on which she is judged (today). Raises `Refused` when the actor may refer nobody in the territory.
    """
    if not may(actor, "reception.refer") or territory not in actor.territories:
        raise Refused(_("Vous ne pouvez pas orienter de personne sur ce territoire."))
    hold(territory)
    on, ring = on or clock.today(), keyring()
    around = people_around(territory, known_from(facts, following_uuid(), ring))
    judged = RowJudge(territory, on, people=around, ring=ring).judge_facts(facts)
    writer = Writer(territory, on, actor=actor, ring=ring, referrer=referrer, lead_advisor=lead_advisor)
    referral = writer.add(judged, roots_of([judged]))
    writer.write()
    received: Referral = Referral.objects.select_related("pathway__candidate").get(pk=referral)
    return received


@transaction.atomic
def take_charge(referral: Referral, *, actor: Actor) -> None:
    """Become the lead advisor of a person whom nobody follows yet."""
    if actor.user is None:
        raise Refused(_("Il faut un compte pour suivre une personne."))
    pathway_actions.assign(referral.pathway, actor.user, actor=actor, instead_of=None)
    _say_next(referral)


@transaction.atomic
def judge(referral: Referral, *, actor: Actor, on: date | None = None) -> Verdict:
    """Judge the file again, by the rules of the day `on` (today). Decides nothing: people do."""
    rows = visible(actor, "reception.correct").filter(pk=referral.pk, state__in=(states.RECEIVED, states.SUSPECTED))
    if not rows.exists():
        raise Conflict(_("Ce dossier n’est plus à examiner : rien n’a été changé."))
    on = on or clock.today()
    verdict = verdict_on(referral, on)
    changes = _verdict_columns(verdict, on)
    Referral.objects.filter(pk=referral.pk).update(version=F("version") + 1, **changes)
    referral.version += 1
    for name, value in changes.items():
        setattr(referral, name, value)
    Event.record(referral, "judge", actor, {"verdict": verdict.verdict, "on": on.isoformat()})
    _say_next(referral)
    return verdict


@transaction.atomic
def correct(
    referral: Referral,
    *,
    actor: Actor,
    version: int,
    changes: Mapping[str, Any],
    birth_date: date | None = None,
) -> Verdict:
    """Complete the facts on which eligibility is judged, then judge again today.

    `changes` holds fields of `CORRECTABLE`. Raises `Conflict` when someone saved others since `version` was shown, or
    the file was decided meanwhile.
    """
    if unknown := changes.keys() - CORRECTABLE:
        raise ValueError(f"not to be corrected here: {sorted(unknown)}")
    undecided = (states.RECEIVED, states.SUSPECTED)
    rows = claim(actor, "reception.correct", referral, version=version, state__in=undecided)
    if rows.update(version=F("version") + 1, **changes) != 1:
        raise Conflict(_("Quelqu’un a changé ce dossier pendant ce temps. Voici ce qu’il contient maintenant."))
    for name, value in {"version": version + 1, **changes}.items():
        setattr(referral, name, value)
    candidate = referral.pathway.candidate
    if birth_date is not None and birth_date != candidate.birth_date:
        Candidate.objects.filter(pk=candidate.pk).update(birth_date=birth_date, version=F("version") + 1)
        candidate.birth_date = birth_date
        candidate.version += 1
    Event.record(referral, "correct", actor, {"fields": sorted(changes)})
    return judge(referral, actor=actor)


@transaction.atomic
def admit(referral: Referral, *, actor: Actor, reason: str = "") -> None:
    """Let the person in: freely where the file is eligible today, with a written reason where it is not.

    The file is judged again first, because a document may have ended since it came.
    """
    today = clock.today()
    verdict = verdict_on(referral, today)
    if verdict.verdict != "eligible" and not reason.strip():
        raise Refused(
            _("À ce jour, les règles ne donnent pas ce dossier pour éligible : écrivez pourquoi vous l’admettez.")
        )
    told = {"verdict": verdict.verdict, "on": today.isoformat()}
    changes = _verdict_columns(verdict, today) | {"decision_reason": reason.strip()}
    move(referral, "admit", actor=actor, facts=told, **changes)
    open_account(referral.pathway)
    set_next(referral.pathway, "orientation.plan", stage=Stage.ORIENTATION)


@transaction.atomic
def propose_refusal(referral: Referral, *, actor: Actor, reason: str) -> None:
    """Propose to refuse, with a reason that the person may read. A second person confirms or sends back."""
    if not reason.strip():
        raise Refused(_("Écrivez le motif du refus proposé : la personne pourra le lire."))
    told = {"verdict": referral.verdict}
    move(referral, "propose_refusal", actor=actor, facts=told, decision_reason=reason.strip(), refusal_by=actor.user)
    set_next(referral.pathway, "reception.confirm_refusal")


@transaction.atomic
def confirm_refusal(referral: Referral, *, actor: Actor) -> None:
    """Confirm a refusal that somebody else proposed; it ends the pathway."""
    move(referral, "confirm_refusal", actor=actor, facts={"verdict": referral.verdict})
    # Read after the move, in its transaction: nobody can have changed it in between.
    proposed_by = Referral.objects.values_list("refusal_by", flat=True).get(pk=referral.pk)
    if actor.user is None or proposed_by == actor.user.pk:
        raise Refused(_("Un refus se confirme à deux : vous avez proposé celui-ci, une autre personne le confirme."))
    set_closed(referral.pathway, "refused")


@transaction.atomic
def send_back(referral: Referral, *, actor: Actor) -> None:
    """Don't confirm a proposed refusal: the file is to be taken up again."""
    move(referral, "send_back", actor=actor, refusal_by=None)
    _say_next(referral)


@transaction.atomic
def reopen(referral: Referral, *, actor: Actor) -> None:
    """Take up a refused file again, because of a new fact."""
    move(referral, "reopen", actor=actor, refusal_by=None)
    pathway_actions.reopen(
        referral.pathway, actor=actor, next_step=first_step(False, True, referral.verdict), stage=Stage.RECEPTION
    )


def _verdict_columns(verdict: Verdict, on: date) -> dict[str, Any]:
    return {
        "verdict": verdict.verdict,
        "reasons": list(verdict.reasons),
        "recheck_on": verdict.recheck_on,
        "judged_on": on,
        "rules_version": programme().version,
    }


def _say_next(referral: Referral) -> None:
    pathway = referral.pathway
    is_suspected = referral.state == states.SUSPECTED
    set_next(pathway, first_step(is_suspected, pathway.lead_advisor_id is not None, referral.verdict))
