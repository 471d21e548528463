"""A jury at work: who sits, who stands aside, opinions, the decision."""

from collections.abc import Collection, Mapping
from datetime import date

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils.translation import gettext as _

from labmigration import clock
from labmigration.access.actor import Actor
from labmigration.access.gate import Conflict, Refused, claim
from labmigration.access.models import User
from labmigration.access.roles import Role
from labmigration.pathway import states as pathway_states
from labmigration.pathway.actions import set_next
from labmigration.pathway.certification import conflicts, states
from labmigration.pathway.certification.actions.certificates import issue
from labmigration.pathway.certification.blocks import kept_blocks
from labmigration.pathway.certification.collegial import JURORS
from labmigration.pathway.certification.models import (
    BlockEvidence,
    BlockResult,
    CertificationFile,
    ConflictOfInterest,
    JurorOpinion,
    JurySession,
    Kind,
    Link,
    Outcome,
    Route,
)
from labmigration.pathway.certification.queries.files import blocks_outstanding, deliberation, unproven
from labmigration.pathway.certification.telling import (
    tell_certificate,
    tell_decision,
    tell_jury,
    tell_place_changed,
)
from labmigration.pathway.models import Pathway, Stage
from labmigration.timeline.models import Event
from labmigration.timeline.moves import move
from labmigration.ui import spoken


@transaction.atomic
def present(
    file: CertificationFile,
    *,
    actor: Actor,
    jury_on: date,
    jurors: Collection[User],
    place: str = "",
    version: int | None = None,
) -> None:
    """Present the file to a jury of at least two without a tie to the person; again to change day or jury.

    `version`: of the file when the form was shown (as it was read, when left out). Raises `Refused` for a day gone by,
    too few jurors, someone who is no juror here, a conflict of interest; `Conflict` when somebody else fixed a jury
    meanwhile.
    """
    if jury_on < clock.today():
        raise Refused(_("Le jour du jury est passé : choisissez aujourd’hui ou un jour à venir."))
    people = {juror.pk: juror for juror in jurors}
    if len(people) < JURORS:
        raise Refused(_("Un jury se compose d’au moins deux personnes : la décision est collégiale."))
    ties = conflicts.ties(file)
    for juror in people.values():
        grants = juror.grants.filter(role=Role.JURY, territory=file.territory_id)
        if not juror.is_active or not any(grant.in_force(clock.today()) for grant in grants):
            raise Refused(_("%(name)s n’est pas membre du jury sur ce territoire.") % {"name": juror.name})
        if juror.pk in ties:
            raise Refused(conflicts.why(ties[juror.pk], juror.name))
    shown = file.version if version is None else version
    if claim(actor, "certification.present", file, version=shown).update(version=shown + 1) != 1:
        raise Conflict(_("Quelqu’un vient de fixer un autre jury pour ce dossier : relisez-le. Rien n’a été changé."))
    file.version = shown + 1
    before = (file.jury_on, file.session.place if file.session else "")
    session, place_before = _session(file.territory_id, jury_on, place)
    facts = {"day": jury_on.isoformat()}
    move(file, "present", actor=actor, facts=facts, jury_on=jury_on, session=session)
    file.jurors.set(people.values())
    _say_next(file, "certification.decide", due_on=jury_on)
    tell_jury(file, session, before=before)
    tell_place_changed(session, place_before, but=file)


def _session(territory: str, held_on: date, place: str) -> tuple[JurySession, str]:
    """The day's session of the territory, and the place that it had before.

    The first file makes it; whoever says a place last decides it.
    """
    try:
        with transaction.atomic():
            session, _new = JurySession.objects.get_or_create(
                territory_id=territory, held_on=held_on, defaults={"place": place.strip()}
            )
    except IntegrityError:  # two coordinators at the same moment
        session = JurySession.objects.get(territory_id=territory, held_on=held_on)
    before = session.place
    if place.strip() and before != place.strip():
        session.place = place.strip()
        session.save(update_fields=["place"])
    return session, before


@transaction.atomic
def declare_conflict(file: CertificationFile, *, actor: Actor, link: str) -> None:
    """A juror says that she is tied to the person: she stands aside, now and for later juries of this person.

    What she said before counts no more. Where fewer than two are left, the jury is to be completed. Raises `Refused`
    for an unknown tie, `Conflict` once the jury has decided or when she does not sit on it.
    """
    if link not in Link.values:
        raise Refused(_("Dites quel lien vous avez avec la personne."))
    _hold(file, actor, "certification.declare_conflict")
    conflict = ConflictOfInterest(
        pathway=file.pathway, juror=actor.user, link=link, declared_by=actor.user, declared_at=clock.now()
    )
    try:
        with transaction.atomic():
            conflict.save(force_insert=True)
    except IntegrityError:
        raise Conflict(_("Ce lien est déjà déclaré.")) from None
    Event.record(conflict, "declare_conflict", actor)
    for each in CertificationFile.objects.filter(pathway=file.pathway, jurors=actor.user, state=states.PRESENTED):
        each.jurors.remove(actor.user)
        if each.jurors.count() < JURORS:
            _say_next(each, "certification.present")


@transaction.atomic
def give_opinion(
    file: CertificationFile, *, actor: Actor, outcomes: Mapping[str, str], seen: Mapping[str, str] | None = None
) -> JurorOpinion:
    """Say of every block whether it is acquired; until the jury decides, a juror may change her mind.

    `outcomes`: a value of `Outcome` by code of block; `seen`: by code, what she saw, kept as a proof of the block.
    Raises `Refused` before the day of the jury, when a block is missing, or for a block acquired without any proof;
    `Conflict` once the jury has decided.
    """
    _hold(file, actor, "certification.give_opinion")
    _refuse_before_the_day(file)
    codes = [block.code for block in kept_blocks(file.blocks)]
    if any(outcomes.get(code) not in Outcome.values for code in codes):
        raise Refused(_("Donnez un avis sur chaque bloc."))
    for code in codes:
        if words := (seen or {}).get(code, "").strip():
            _note_seen(file, actor, code, words)
    _refuse_without_evidence(file, [code for code in codes if outcomes[code] != Outcome.RETAKE])
    said = {code: str(outcomes[code]) for code in codes}
    opinion, _new = JurorOpinion.objects.update_or_create(
        file=file,
        juror=actor.user,
        defaults={"outcomes": said, "given_at": clock.now()},
        create_defaults={
            "outcomes": said,
            "given_at": clock.now(),
            "pathway": file.pathway,
            "territory_id": file.territory_id,
        },
    )
    Event.record(opinion, "give_opinion", actor)
    return opinion


def _note_seen(file: CertificationFile, actor: Actor, code: str, words: str) -> None:
    evidence = BlockEvidence(
        pathway=file.pathway,
        file=file,
        block=code,
        kind=Kind.OBSERVED,
        seen_on=clock.today(),
        words=words,
        noted_by=actor.user,
        noted_at=clock.now(),
    )
    evidence.save(force_insert=True)
    Event.record(evidence, "add_evidence", actor)


@transaction.atomic
def decide(file: CertificationFile, *, actor: Actor) -> list[BlockResult]:
    """Write what the jury agreed on; all blocks acquired leads to matching, else what is left is presented again.

    A certificate is issued for the blocks acquired. Raises `Refused` with who has yet to speak, on which blocks the
    jurors differ, or which block nothing proves.
    """
    _hold(file, actor, "certification.decide")
    _refuse_before_the_day(file)
    standing = deliberation(file)
    if not standing.settled:
        raise Refused(standing.says)
    _refuse_without_evidence(file, [code for code, said in standing.agreed.items() if said != Outcome.RETAKE])
    acquired = sum(outcome == Outcome.ACQUIRED for outcome in standing.agreed.values())
    move(file, "decide", actor=actor, facts={"acquired": acquired, "blocks": len(standing.agreed)})
    results = [
        BlockResult(
            territory_id=file.territory_id,
            pathway=file.pathway,
            file=file,
            block=code,
            outcome=outcome,
            decided_on=clock.today(),
        )
        for code, outcome in standing.agreed.items()
    ]
    for result in results:
        result.save(force_insert=True)
    gained = {result.block for result in results if result.outcome == Outcome.ACQUIRED}
    if gained:
        certificate = issue(file, [block for block in kept_blocks(file.blocks) if block.code in gained], actor=actor)
        tell_certificate(certificate)
    tell_decision(file)
    if blocks_outstanding(file.pathway):
        _say_next(file, "certification.open")
    else:
        _say_next(file, "matching.introduce", stage=Stage.MATCHING)
    return results


def _refuse_without_evidence(file: CertificationFile, codes: list[str]) -> None:
    """A block is not granted, even in part, on nothing."""
    missing = unproven(file, codes)
    if missing:
        names = ", ".join(block.label for block in missing)
        raise Refused(
            _("Un bloc ne s’acquiert pas sans preuve. Dites ce que le jury a vu pour : %(blocks)s.") % {"blocks": names}
        )


def _say_next(file: CertificationFile, code: str, due_on: date | None = None, stage: str | None = None) -> None:
    """What is next on her way. A VAE runs beside it; a second examination may come after she moved on."""
    if file.route == Route.VAE:
        return
    here = Pathway.objects.filter(pk=file.pathway_id, state=pathway_states.OPEN, stage=Stage.CERTIFICATION)
    if file.route == Route.APPEAL and not here.exists():
        return
    set_next(file.pathway, code, due_on=due_on, stage=stage)


def _hold(file: CertificationFile, actor: Actor, action: str) -> None:
    """Check the right and that the file is before the jury, and hold its row until the transaction ends.

    So an opinion changed at the moment of the decision either counts in it or comes too late; never in between.
    """
    rows = claim(actor, action, file, state=states.PRESENTED)
    if rows.update(state=F("state")) != 1:
        raise Conflict(_("Ce dossier n’est pas, ou n’est plus, devant vous."))


def _refuse_before_the_day(file: CertificationFile) -> None:
    file.refresh_from_db(fields=["jury_on"])
    if file.jury_on > clock.today():
        raise Refused(_("Le jury se tient le %(day)s.") % {"day": spoken.day(file.jury_on)})
