"""What the two sides of an introduction see and do themselves, on their telephones."""

from datetime import timedelta
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from django.views.decorators.http import require_POST

from labmigration import clock
from labmigration.access.gate import fetch, needs, visible
from labmigration.pathway.household_panels import HouseholdPanel, HouseholdStep, household_panels
from labmigration.pathway.matching import actions, queries, states
from labmigration.pathway.matching.cards import Card, cards
from labmigration.pathway.matching.forms import AnswerForm
from labmigration.pathway.matching.household_costs import hiring_to_do
from labmigration.pathway.matching.models import HouseholdNeed, Introduction
from labmigration.pathway.matching.need_views import begin_for
from labmigration.pathway.matching.need_words import need_rows
from labmigration.pathway.opening import note_opening
from labmigration.people.models import Household

#: For so long after its agreement a household is reminded of what to do before it hires.
PREPARING = timedelta(days=45)


@needs("matching.own_household")
def own_household(request: HttpRequest) -> HttpResponse:
    """The household's own space: one next step, its needs, introductions that show only what their step allows."""
    return _household_page(request, _own(request))


def _own(request: HttpRequest) -> Household:
    found: Household | None = visible(request.actor, "matching.own_household").first()
    if found is None:
        raise Http404
    return found


def _household_page(request: HttpRequest, found: Household, wrong: AnswerForm | None = None) -> HttpResponse:
    vetted = found.state == Household.Vetting.VETTED
    introductions = list(queries.introductions_of_household(request.actor, found)) if vetted else []
    shown = cards(introductions, to=queries.TO_HOUSEHOLD)
    for card in shown:
        # Before the meeting is agreed the card names nobody, and the person's "who opened my file" must not name
        # the household to her either.
        if card.introduction.state in (states.INTERVIEW, states.AGREED):
            note_opening(request, card.introduction.pathway, "matching.own_household")
    wanted = need_rows(queries.needs_of(request.actor, found))
    panels = household_panels(request.actor, found, own=True)
    context = {
        "household": found,
        "vetted": vetted,
        "cards": shown,
        "ended": sum(one.state == states.DECLINED for one in introductions),
        "needs": wanted,
        "panels": panels,
        "next": _next_of(found, [need for need, _name, _tasks in wanted], shown, panels),
        "form": wrong,
    }
    return render(request, "matching/own_household.html", context, status=422 if wrong else 200)


def _next_of(
    found: Household, wanted: list[HouseholdNeed], shown: list[Card], panels: list[HouseholdPanel]
) -> HouseholdStep:
    for panel in reversed(panels):
        if panel.next is not None:
            return panel.next
    we, you = _("La mise en relation"), _("Vous")
    for card in shown:
        if card.awaits_me:
            title = _("Dites si vous êtes d’accord") if card.asks == "confirm" else _("Répondez à une proposition")
            return HouseholdStep(title, you, href=f"#mise-en-relation-{card.introduction.pk}", action=_("Voir"))
    for card in shown:
        if card.new_messages:
            href = reverse("matching:messages", args=[card.introduction.pk])
            return HouseholdStep(_("Un message vous attend"), you, href=href, action=_("Lire les messages"))
    begun = next((need for need in wanted if need.state == states.DRAFT), None)
    if begun is not None:
        return HouseholdStep(
            _("Finissez de décrire votre besoin"),
            you,
            _("Ce que vous avez déjà dit est gardé."),
            href=reverse("matching:need_step", args=[begun.pk, "relire"]),
            action=_("Reprendre"),
        )
    if not any(need.state == states.OPEN for need in wanted) and not shown:
        return HouseholdStep(
            _("Décrivez ce dont vous avez besoin"),
            you,
            _("Le métier, les jours, les heures. Dix minutes suffisent."),
            href=reverse("matching:describe_own"),
            action=_("Décrire mon besoin"),
        )
    if found.state != Household.Vetting.VETTED:
        return HouseholdStep(
            _("Nous vérifions votre foyer"),
            we,
            _("Nous regardons votre identité et votre compte de déclaration, puis nous venons ou nous appelons."),
        )
    for card in shown:
        if card.asks == "meet":
            by = card.introduction.interview_at
            return HouseholdStep(_("Rencontrez la personne"), you, by=timezone.localtime(by).date() if by else None)
    # Both have agreed a short while ago, the contract is being drawn up: what the household may already prepare.
    if to_do := hiring_to_do(card.introduction.need for card in shown if _agreed_lately(card.introduction)):
        need, step = to_do
        by = need.starts_on if need.starts_on and need.starts_on >= clock.today() else None
        href = reverse("matching:employ", args=[need.pk])
        return HouseholdStep(step.what_fr, you, step.why_fr, by, href, _("Voir ce qu’il reste à faire"))
    if shown:
        return HouseholdStep(_("Nous revenons vers vous"), we, _("Vous avez répondu. La suite vient ici."))
    return HouseholdStep(_("Nous cherchons la bonne personne"), we, _("Vous n’avez rien à faire."))


def _agreed_lately(introduction: Introduction) -> bool:
    agreed_at = introduction.household_agreed_at
    return introduction.state == states.AGREED and agreed_at is not None and agreed_at > clock.now() - PREPARING


@needs("matching.describe")
def describe_own(request: HttpRequest) -> HttpResponse:
    """The household begins to describe a need of its own."""
    return begin_for(request, _own(request))


@needs("matching.answer")
def own(request: HttpRequest) -> HttpResponse:
    """The person's own page: households proposed to her, that show only what their step allows."""
    return _person_page(request)


def _person_page(request: HttpRequest, wrong: AnswerForm | None = None) -> HttpResponse:
    mine = visible(request.actor, "matching.read").filter(pathway__candidate__user=request.actor.user)
    found = mine.select_related("pathway__candidate", "need__household").order_by("-proposed_on")
    context = {"cards": cards(found, to=queries.TO_CANDIDATE), "form": wrong}
    return render(request, "matching/own.html", context, status=422 if wrong else 200)


@require_POST
@needs("matching.answer")
def answer(request: HttpRequest, introduction_id: UUID) -> HttpResponse:
    """One side says yes or no."""
    introduction: Introduction = fetch(request.actor, "matching.answer", pk=introduction_id)
    form = AnswerForm(request.POST)
    if not form.is_valid():
        if _is_person(request, introduction):
            return _person_page(request, form)
        return _household_page(request, _own(request), form)
    yes = form.cleaned_data["says"] == "yes"
    actions.answer(introduction, actor=request.actor, yes=yes, words=form.cleaned_data["words"])
    messages.success(request, gettext_noop("Merci. Votre réponse est notée."))
    return _back(request, introduction)


@require_POST
@needs("matching.confirm")
def confirm(request: HttpRequest, introduction_id: UUID) -> HttpResponse:
    """One side agrees after the meeting."""
    introduction: Introduction = fetch(request.actor, "matching.confirm", pk=introduction_id)
    actions.confirm(introduction, actor=request.actor)
    messages.success(request, gettext_noop("Merci. Votre accord est noté."))
    return _back(request, introduction)


@require_POST
@needs("matching.decline")
def decline(request: HttpRequest, introduction_id: UUID) -> HttpResponse:
    """Either side, or the placement officer, does not go on."""
    introduction: Introduction = fetch(request.actor, "matching.decline", pk=introduction_id)
    words = request.POST.get("words", "").strip()[:500]
    actions.decline(introduction, actor=request.actor, words=words)
    messages.info(request, gettext_noop("C’est noté. Personne n’a à dire pourquoi."))
    return _back(request, introduction)


def _is_person(request: HttpRequest, introduction: Introduction) -> bool:
    return bool(introduction.pathway.candidate.user_id == request.actor.user.pk)


def _back(request: HttpRequest, introduction: Introduction) -> HttpResponse:
    if _is_person(request, introduction):
        return redirect("matching:own")
    if introduction.need.household.user_id == request.actor.user.pk:
        return redirect("matching:own_household")
    return redirect("matching:of_pathway", introduction.pathway_id)
