"""The writer of introductions: proposed, answered by both sides, met, agreed, or without further step."""

from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from labmigration import clock
from labmigration.access.actor import Actor
from labmigration.access.gate import Conflict, Refused, visible
from labmigration.pathway import states as pathway_states
from labmigration.pathway.actions import set_next
from labmigration.pathway.matching import states
from labmigration.pathway.matching.contact_words import refuse_contact
from labmigration.pathway.matching.models import HouseholdNeed, Introduction
from labmigration.pathway.matching.placement import alarms
from labmigration.pathway.matching.placement.wishing import wishes_of
from labmigration.pathway.matching.queries import leading_step
from labmigration.pathway.matching.sides import side_of
from labmigration.pathway.models import Pathway, Stage
from labmigration.people.models import Household
from labmigration.timeline.models import Event
from labmigration.timeline.moves import move

ANSWERS = ["state", "candidate_says_yes", "household_says_yes", "candidate_agreed_at", "household_agreed_at"]


@transaction.atomic
def introduce(
    pathway: Pathway, need: HouseholdNeed, *, actor: Actor, because: str = "", availability: str = ""
) -> Introduction:
    """Propose a person to a household and the household to the person; neither learns who the other is.

    `because` is needed when the occupation is not the one the person wants, or when one of both said no before.
    `availability`: the person's, in words that the household reads. Raises `Refused` when the pathway is closed or not
    yet at matching, she rests, the need is not open or its household not vetted; `Conflict` when both are introduced
    already.
    """
    person = visible(actor, "matching.introduce").filter(pk=pathway.pk, state=pathway_states.OPEN)
    if not person.exists():
        raise Refused(_("Cette personne n’en est pas à la mise en relation, ou son parcours est terminé."))
    fresh = visible(actor, "matching.read_needs").filter(pk=need.pk).select_related("household").first()
    if fresh is None or fresh.state != states.OPEN:
        raise Refused(_("Ce besoin n’est plus à pourvoir."))
    if fresh.household.state != Household.Vetting.VETTED:
        raise Refused(_("Ce foyer n’est pas vérifié : personne ne peut lui être proposé."))
    if fresh.awaits_second_look:
        raise Refused(_("Logement sur place : une deuxième personne regarde d’abord cette offre."))
    if alarms.waits(fresh.household):
        raise Refused(_("Une alerte à propos de ce foyer attend : traitez-la avant de lui proposer quelqu’un."))
    wishes = wishes_of(pathway)
    if wishes is not None and wishes.on_pause:
        raise Refused(_("La personne est en pause : aucun foyer ne lui est proposé."))
    if fresh.occupation != pathway.occupation and not because:
        raise Refused(_("Le métier n’est pas celui que la personne souhaite : écrivez pourquoi ce foyer."))
    said_no = Introduction.objects.filter(
        pathway=pathway, need=need, declined_by__in=(states.BY_CANDIDATE, states.BY_HOUSEHOLD)
    )
    if said_no.exists() and not because:
        raise Refused(_("L’un des deux a déjà dit non : écrivez pourquoi vous proposez de nouveau."))
    for words in (because, availability):
        if sentence := refuse_contact(words):
            raise Refused(sentence)
    introduction = Introduction(
        pathway=pathway,
        need=fresh,
        need_version=fresh.version,
        proposed_on=clock.today(),
        because=because,
        availability=availability,
    )
    try:
        with transaction.atomic():
            introduction.save(force_insert=True)
    except IntegrityError:
        raise Conflict(_("Cette personne est déjà proposée à ce foyer.")) from None
    Event.record(introduction, "introduce", actor)
    say_next(pathway)
    return introduction


@transaction.atomic
def answer(introduction: Introduction, *, actor: Actor, yes: bool, words: str = "") -> None:
    """One side answers, once. Both yes lead to a meeting; one no ends it, without a reason asked.

    `words`: what the one who says no wants to tell the placement officer, never shown to the other side.
    """
    side = _side(introduction, actor)
    _claim(introduction, actor, "answer", states.PROPOSED, f"{side}_says_yes", yes)
    Event.record(introduction, "answer", actor, {"side": side, "yes": yes})
    if not yes:
        move(introduction, "decline", actor=actor, declined_by=side, decline_reason=words)
    elif introduction.candidate_says_yes and introduction.household_says_yes:
        move(introduction, "become_mutual", actor=actor)
    say_next(introduction.pathway)


@transaction.atomic
def plan_interview(introduction: Introduction, *, actor: Actor, starts_at: datetime, place: str) -> None:
    """Fix the day, time and place on which both meet, or another day for it; both then learn name and telephone."""
    if introduction.candidate_agreed_at or introduction.household_agreed_at:
        raise Refused(_("La rencontre a eu lieu : l’un des deux a déjà donné son accord."))
    day = timezone.localtime(starts_at).date().isoformat()
    changes = {"interview_at": starts_at, "interview_place": place}
    move(introduction, "plan_interview", actor=actor, facts={"day": day}, **changes)
    say_next(introduction.pathway)


@transaction.atomic
def confirm(introduction: Introduction, *, actor: Actor) -> None:
    """After the meeting, one side agrees; when both have, the need is filled and the contract is next.

    Raises `Conflict` when the need was filled with somebody else meanwhile: nothing of this one is changed.
    """
    side = _side(introduction, actor)
    if introduction.interview_at is not None and introduction.interview_at > clock.now():
        raise Refused(_("La rencontre n’a pas encore eu lieu. Vous pourrez répondre après."))
    # The need first, then its introductions: the order in which `release` takes them too. Two agreements to one need
    # would otherwise wait for each other on PostgreSQL. SQLite writes one transaction at a time anyway.
    HouseholdNeed.objects.select_for_update().get(pk=introduction.need_id)
    _claim(introduction, actor, "confirm", states.INTERVIEW, f"{side}_agreed_at", clock.now())
    Event.record(introduction, "confirm", actor, {"side": side})
    if introduction.candidate_agreed_at and introduction.household_agreed_at:
        _agree(introduction, actor)
    else:
        say_next(introduction.pathway)


def _agree(introduction: Introduction, actor: Actor) -> None:
    try:
        with transaction.atomic():
            move(introduction, "agree", actor=actor)
            move(introduction.need, "fill", actor=Actor.system(introduction.territory_id))
    except (IntegrityError, Conflict):
        raise Conflict(_("Ce besoin vient d’être pourvu avec une autre personne : rien n’a été changé.")) from None
    release(introduction.need)
    pathway = _fresh(introduction.pathway)
    if pathway.next_step.startswith("matching."):
        set_next(pathway, "employment.draft", stage=Stage.EMPLOYMENT)


@transaction.atomic
def decline(introduction: Introduction, *, actor: Actor, words: str = "") -> None:
    """Either side, or the placement officer, ends an introduction at any step before the agreement."""
    mine = _side(introduction, actor, otherwise=states.BY_OFFICER)
    move(introduction, "decline", actor=actor, declined_by=mine, decline_reason=words)
    say_next(introduction.pathway)


@transaction.atomic
def acknowledge(introduction: Introduction, *, actor: Actor) -> None:
    """Note that both sides know that the household changed its need, and go on with the need as it stands."""
    if not visible(actor, "matching.acknowledge").filter(pk=introduction.pk).exists():
        raise Refused(_("Vous ne suivez pas cette mise en relation."))
    version = HouseholdNeed.objects.values_list("version", flat=True).get(pk=introduction.need_id)
    rows = Introduction.objects.filter(pk=introduction.pk, state__in=states.UNDER_WAY)
    if rows.update(need_version=version) != 1:
        raise Conflict(_("Cette mise en relation n’est plus en cours."))
    introduction.need_version = version
    Event.record(introduction, "acknowledge", actor, {"version": version})


@transaction.atomic
def fall_through(introduction: Introduction, *, actor: Actor) -> None:
    """Undo an agreement whose contract was given up: what each knew of the other closes, the need is open again."""
    move(introduction, "fall_through", actor=actor, declined_by=states.BY_CONTRACT)
    move(introduction.need, "reopen_need", actor=actor)


def release(need: HouseholdNeed) -> None:
    """End the introductions still under way to a need that is filled or withdrawn, as part of that action."""
    system = Actor.system(need.territory_id)
    for other in Introduction.objects.filter(need=need, state__in=states.UNDER_WAY).select_related("pathway"):
        move(other, "decline", actor=system, declined_by=states.BY_NEED)
        say_next(other.pathway)


def say_next(pathway: Pathway) -> None:
    """Let the next step follow the most advanced introduction.

    Only a step of matching is replaced: a contract being drawn up, or the follow-up of a first job, stays what is next
    while further households are proposed.
    """
    fresh = _fresh(pathway)
    if fresh.next_step.startswith("matching."):
        code, due_on = leading_step(pathway)
        set_next(pathway, code, due_on=due_on)


def _fresh(pathway: Pathway) -> Pathway:
    pathway.refresh_from_db(fields=["stage", "state", "next_step", "next_role", "due_on"])
    return pathway


def _side(introduction: Introduction, actor: Actor, *, otherwise: str = "") -> str:
    """Which side the actor is: states.BY_CANDIDATE or BY_HOUSEHOLD."""
    if mine := side_of(introduction, actor) or otherwise:
        return mine
    raise Refused(_("Seuls la personne et le foyer répondent à cette mise en relation."))


def _claim(introduction: Introduction, actor: Actor, verb: str, state: str, field: str, value: object) -> None:
    """Write one side's field, once, in one state; the right is looked up first.

    The update itself joins no other table, so that PostgreSQL looks again at the row when someone else was changing it.
    """
    rows = visible(actor, f"matching.{verb}").filter(pk=introduction.pk, pathway__state=pathway_states.OPEN)
    if not rows.filter(need__household__state=Household.Vetting.VETTED).exists():
        raise Refused(_("Cette mise en relation n’est plus ouverte."))
    unanswered = Introduction.objects.filter(pk=introduction.pk, state=state, **{f"{field}__isnull": True})
    if unanswered.update(**{field: value}) != 1:
        raise Conflict(_("Vous avez déjà répondu, ou cette mise en relation n’est plus à cette étape."))
    introduction.refresh_from_db(fields=ANSWERS)
