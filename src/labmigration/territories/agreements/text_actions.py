"""The only writer of texts: drafted, proposed, in force, amended, ended. Signatures stand in `signing`."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from labmigration import clock
from labmigration.access.actor import Actor
from labmigration.access.gate import Conflict, Refused, claim
from labmigration.programme import ProgrammeError, programme
from labmigration.territories.agreements import states
from labmigration.territories.agreements.composing import compose, fingerprint_of
from labmigration.territories.agreements.contents import contents_of
from labmigration.territories.agreements.models import Agreement, Commitment, Partner, Party
from labmigration.territories.agreements.partner_actions import refuse_elsewhere
from labmigration.territories.agreements.queries import partners_of
from labmigration.timeline.models import Event
from labmigration.timeline.moves import move

#: A text binds at least two.
FEWEST_PARTIES = 2
CHANGED = gettext_lazy("Ce texte a changé pendant ce temps. Rien n’a été remplacé : relisez-le.")


@transaction.atomic
def draft(
    territory: str,
    *,
    actor: Actor,
    kind: str,
    title: str,
    parties: Sequence[Partner],
    purpose: str = "",
    axes: Sequence[str] = (),
    starts_on: date | None = None,
    ends_on: date | None = None,
    invented: bool = False,
) -> Agreement:
    """Begin a text with its parties."""
    refuse_elsewhere(actor, territory)
    _refuse_period(starts_on, ends_on)
    agreement = Agreement(
        territory_id=territory,
        kind=Agreement.Kind(kind),
        title=title,
        purpose=purpose,
        axes=_clean(axes),
        starts_on=starts_on,
        ends_on=ends_on,
        invented=invented,
    )
    agreement.save(force_insert=True)
    for partner in parties:
        Party(territory_id=territory, agreement=agreement, partner=partner).save(force_insert=True)
    Event.record(agreement, "draft", actor)
    return agreement


@transaction.atomic
def take_protocol_from_sources(territory: str, *, actor: Actor) -> Agreement:
    """Note the protocol that the programme's sources say was signed: its day and its parties, and nothing more.

    Raises `Refused` where no source says so, where it is noted already, or while its partners are not in the directory.
    """
    refuse_elsewhere(actor, territory)
    told = sourced_protocol(territory)
    if told is None:
        raise Refused(_("Aucune source ne dit qu’un protocole est signé ici."))
    signed_on, source = told
    if Agreement.objects.filter(territory=territory, source=source, kind=Agreement.Kind.PROTOCOL).exists():
        raise Refused(_("Ce protocole est déjà noté."))
    parties = [each for each in partners_of(territory) if each.source == source]
    if len(parties) < FEWEST_PARTIES:
        raise Refused(_("Reprenez d’abord les partenaires que nomme la source."))
    agreement = Agreement(
        territory_id=territory,
        kind=Agreement.Kind.PROTOCOL,
        title=_("Protocole d’intention du %(day)s") % {"day": f"{signed_on:%d/%m/%Y}"},
        state=states.SIGNED,
        signed_on=signed_on,
        source=source,
    )
    agreement.save(force_insert=True)
    for partner in parties:
        Party(territory_id=territory, agreement=agreement, partner=partner).save(force_insert=True)
    Event.record(agreement, "take_from_sources", actor, {"source": source})
    return agreement


def sourced_protocol(territory: str) -> tuple[date, str] | None:
    """The day on which a source says that the protocol was signed, and the source; None where none does."""
    try:
        milestones = programme().territory(territory).milestone
    except ProgrammeError:  # a territory opened on screen has no file
        return None
    found = (each for each in milestones if each.code == "protocol" and each.kind == "fact" and each.on is not None)
    return next(((each.on, each.source) for each in found if each.on is not None), None)


@transaction.atomic
def edit(agreement: Agreement, *, actor: Actor, version: int, **told: Any) -> None:
    """Change a draft (title, purpose, axes, starts_on, ends_on), unless somebody did since `version` was shown."""
    _refuse_period(told.get("starts_on"), told.get("ends_on"))
    axes = _clean(told["axes"])
    used = Commitment.objects.filter(party__agreement=agreement, axis__gte=max(len(axes), 1))
    if used.exists():
        raise Refused(_("Des engagements tiennent à un axe que vous retirez : déplacez-les d’abord."))
    _touch(agreement, actor, version=version, **{**told, "axes": axes})
    Event.record(agreement, "edit", actor)


@transaction.atomic
def set_parties(
    agreement: Agreement, *, actor: Actor, version: int, parties: Sequence[Partner], signatories: dict[str, str]
) -> None:
    """Say who the parties of a draft are, and who signs for each (by the key of the partner).

    A party that leaves takes its commitments with it: refused while it has some.
    """
    _touch(agreement, actor, version=version)
    wanted = {partner.pk: partner for partner in parties}
    for party in agreement.parties.select_related("partner__organisation"):
        if party.partner_id not in wanted:
            if party.commitments.exists():
                raise Refused(
                    _("%(party)s a des engagements dans ce texte : retirez-les d’abord.") % {"party": party.partner}
                )
            party.delete()
    held = {party.partner_id: party for party in agreement.parties.all()}
    for key, partner in wanted.items():
        party = held.get(key) or Party(territory_id=agreement.territory_id, agreement=agreement, partner=partner)
        party.signatory = signatories.get(str(key), "")
        party.save()
    Event.record(agreement, "edit", actor)


@transaction.atomic
def propose(agreement: Agreement, *, actor: Actor) -> None:
    """Fix the words and offer them for signature. A framework agreement says what each of its parties promises."""
    _touch(agreement, actor, version=agreement.version)
    parties = list(agreement.parties.select_related("partner__organisation").prefetch_related("commitments"))
    if len(parties) < FEWEST_PARTIES:
        raise Refused(_("Il faut au moins deux parties."))
    if agreement.starts_on is None or agreement.ends_on is None:
        raise Refused(_("Dites d’abord quand le texte prend effet, et jusqu’à quand."))
    if agreement.kind == Agreement.Kind.FRAMEWORK:
        silent = [party.partner.name for party in parties if not party.commitments.all()]
        if silent:
            raise Refused(
                _("Une convention-cadre dit ce que chaque partie promet. Il manque : %(names)s.")
                % {"names": ", ".join(silent)}
            )
    document = compose(agreement.kind, contents_of(agreement))
    move(
        agreement,
        "propose",
        actor=actor,
        document=document,
        fingerprint=fingerprint_of(document),
        proposed_on=clock.today(),
    )


@transaction.atomic
def reopen(agreement: Agreement, *, actor: Actor) -> None:
    """Take the words up again: signatures given so far stay in the journal and no longer count."""
    move(agreement, "reopen", actor=actor, document={}, fingerprint="", proposed_on=None)


@transaction.atomic
def take_effect(agreement: Agreement, *, actor: Actor) -> None:
    """Put a signed text in force, from its day on; the edition that it amends is replaced in the same moment.

    Commitments of the old edition that were closed since stay closed in the new one.
    """
    if agreement.source:
        raise Refused(_("La source dit la signature, elle ne dit pas l’entrée en vigueur."))
    if agreement.starts_on is None or agreement.starts_on > clock.today():
        raise Refused(_("Ce texte ne prend pas encore effet."))
    move(agreement, "take_effect", actor=actor, in_force_on=clock.today())
    old = agreement.replaces
    if old is None:
        return
    closed = {each.pk: each for each in Commitment.objects.filter(party__agreement=old).exclude(state=states.OPEN)}
    for each in Commitment.objects.filter(party__agreement=agreement, taken_from__in=list(closed), state=states.OPEN):
        before = closed[each.taken_from_id]
        each.state, each.proof, each.closed_on = before.state, before.proof, before.closed_on
        each.save(update_fields=["state", "proof", "closed_on"])
    move(old, "replace", actor=actor, ended_on=clock.today())


@transaction.atomic
def amend(agreement: Agreement, *, actor: Actor) -> Agreement:
    """Begin the next edition of a text in force: the same parties (not those that withdrew), axes and commitments."""
    rows = claim(actor, "agreements.amend", agreement, state=states.IN_FORCE, version=agreement.version)
    if rows.update(version=F("version") + 1) != 1:
        raise Conflict(CHANGED)
    new = Agreement(
        territory_id=agreement.territory_id,
        kind=agreement.kind,
        title=agreement.title,
        purpose=agreement.purpose,
        axes=agreement.axes,
        starts_on=max(agreement.starts_on or clock.today(), clock.today()),
        ends_on=agreement.ends_on,
        edition=agreement.edition + 1,
        replaces=agreement,
        invented=agreement.invented,
    )
    try:
        with transaction.atomic():
            new.save(force_insert=True)
    except IntegrityError:
        raise Conflict(_("Un avenant est déjà en préparation.")) from None
    for party in agreement.parties.filter(withdrawn_on__isnull=True).prefetch_related("commitments"):
        again = Party(
            territory_id=new.territory_id, agreement=new, partner_id=party.partner_id, signatory=party.signatory
        )
        again.save(force_insert=True)
        for each in party.commitments.all():
            _copied(each, again).save(force_insert=True)
    Event.record(new, "amend", actor)
    return new


def _copied(each: Commitment, party: Party) -> Commitment:
    same = {name: getattr(each, name) for name in ("axis", "text", "indicator", "target", "due_on", "state", "proof")}
    return Commitment(territory_id=party.territory_id, party=party, closed_on=each.closed_on, taken_from=each, **same)


@transaction.atomic
def end(agreement: Agreement, *, actor: Actor, reason: str) -> None:
    """End a text, for a reason; it stays readable with everything that was done under it."""
    move(agreement, "end", actor=actor, ended_on=clock.today(), end_reason=_said(reason))


@transaction.atomic
def abandon(agreement: Agreement, *, actor: Actor, reason: str) -> None:
    """Give up a text that is not signed by all."""
    move(agreement, "abandon", actor=actor, ended_on=clock.today(), end_reason=_said(reason))


def _said(reason: str) -> str:
    if not reason.strip():
        raise Refused(_("Écrivez pourquoi."))
    return reason.strip()


def _clean(axes: Sequence[str]) -> list[str]:
    return [" ".join(axis.split()) for axis in axes if axis.strip()]


def _refuse_period(starts_on: date | None, ends_on: date | None) -> None:
    if starts_on and ends_on and ends_on < starts_on:
        raise Refused(_("La convention finit avant de commencer."))


def _touch(agreement: Agreement, actor: Actor, *, version: int, **changes: Any) -> None:
    """Change a draft that still stands as it was shown; every change of what it says goes through here."""
    rows = claim(actor, "agreements.edit", agreement, state=states.DRAFT, version=version)
    if rows.update(version=F("version") + 1, **changes) != 1:
        raise Conflict(CHANGED)
    for name, value in {"version": version + 1, **changes}.items():
        setattr(agreement, name, value)
