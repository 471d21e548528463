"""The committee of a territory: its meetings, the file of each, its decisions."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from labmigration import clock
from labmigration.access.gate import fetch, needs, visible
from labmigration.steering.committee import actions, paper, papers, queries, states
from labmigration.steering.committee.forms import DecisionForm, MeetingForm, MinutesForm, ResultForm
from labmigration.steering.committee.models import Decision, Meeting
from labmigration.steering.masking import THRESHOLD
from labmigration.territories.agreements.queries import partners_of
from labmigration.territories.agreements.territory_pages import of_territory
from labmigration.territories.models import Territory
from labmigration.ui.downloads import PDF, as_file
from labmigration.ui.pages import form_page


@needs("agreements.home")
@of_territory
def home(request: HttpRequest, territory: Territory) -> HttpResponse:
    """Meetings ahead and past, decisions still open."""
    ahead, past = queries.meetings_of(territory.pk)
    context = {
        "territory": territory,
        "ahead": ahead,
        "past": past,
        "decisions": queries.open_decisions(territory.pk),
        "writes": visible(request.actor, "committee.plan").filter(pk=territory.pk).exists(),
    }
    return render(request, "committee/home.html", context)


@needs("committee.read")
@of_territory
def meeting(request: HttpRequest, territory: Territory, committee_id: UUID) -> HttpResponse:
    """One meeting: what comes next, who is invited, decisions to follow, frozen figures, minutes."""
    shown: Meeting = fetch(request.actor, "committee.read", pk=committee_id, territory=territory)
    found = queries.last_papers(shown)
    masked = not request.actor.coordinates(territory.pk)
    context = {
        "territory": territory,
        "meeting": shown,
        "writes": visible(request.actor, "committee.edit").filter(pk=shown.pk).exists(),
        "begun": shown.starts_at <= clock.now(),
        "invitations": list(shown.invitations.select_related("partner__organisation")),
        "taken": list(shown.decisions.select_related("owner__organisation")),
        "followed": queries.decisions_to_follow(shown),
        "papers": found,
        "sections": found.told[papers.MASKED if masked else papers.FULL] if found else [],
        "masked": masked,
        "threshold": THRESHOLD,
        "held": shown.state == states.HELD,
        "planned": shown.state == states.PLANNED,
    }
    return render(request, "committee/meeting.html", context)


@needs("committee.read")
@of_territory
def meeting_file(request: HttpRequest, territory: Territory, committee_id: UUID) -> HttpResponse:
    """The whole file of a meeting as a PDF."""
    shown: Meeting = fetch(request.actor, "committee.read", pk=committee_id, territory=territory)
    content = paper.meeting_pdf(shown, masked=not request.actor.coordinates(territory.pk))
    return as_file(content, PDF, f"comite-{shown.starts_at:%Y-%m-%d}.pdf")


@needs("committee.plan")
@of_territory
def plan(request: HttpRequest, territory: Territory) -> HttpResponse:
    """Plan a meeting."""
    fetch(request.actor, "committee.plan", pk=territory.pk)
    partners = partners_of(territory.pk)
    everyone = {"partners": [str(each.pk) for each in partners]}
    form = MeetingForm(request.POST or None, partners=partners, initial=everyone)
    if form.is_bound and form.is_valid():
        new = actions.plan(territory.pk, actor=request.actor, **form.told())
        messages.success(request, _("La réunion est prévue. Les invitations ne sont pas encore envoyées."))
        return redirect("committee:meeting", territory.pk, new.pk)
    return form_page(request, "committee/plan.html", form, territory=territory, meeting=None)


@needs("committee.edit")
@of_territory
def edit(request: HttpRequest, territory: Territory, committee_id: UUID) -> HttpResponse:
    """Change a meeting that is still to come."""
    shown = _meeting(request, "edit", territory, committee_id)
    if shown.state != states.PLANNED:
        return redirect("committee:meeting", territory.pk, shown.pk)
    initial = MeetingForm.initial_of(shown)
    form = MeetingForm(request.POST or None, partners=partners_of(territory.pk), initial=initial)
    if form.is_bound and form.is_valid():
        actions.edit(shown, actor=request.actor, version=form.cleaned_data["version"] or 0, **form.told())
        messages.success(request, _("La réunion est modifiée."))
        return redirect("committee:meeting", territory.pk, shown.pk)
    return form_page(request, "committee/plan.html", form, territory=territory, meeting=shown)


@needs("committee.edit")
@require_POST
@of_territory
def invite(request: HttpRequest, territory: Territory, committee_id: UUID) -> HttpResponse:
    """Write to the contacts of the partners invited."""
    written = actions.invite(_meeting(request, "edit", territory, committee_id), actor=request.actor)
    says = ngettext("%(count)s invitation est partie.", "%(count)s invitations sont parties.", written)
    nobody = _("Personne à inviter : les contacts ont déjà été invités, ou n’ont pas de courriel.")
    messages.success(request, says % {"count": written}) if written else messages.info(request, nobody)
    return redirect("committee:meeting", territory.pk, committee_id)


@needs("committee.make_papers")
@require_POST
@of_territory
def make_papers(request: HttpRequest, territory: Territory, committee_id: UUID) -> HttpResponse:
    """Freeze the figures of now."""
    papers.make_papers(_meeting(request, "make_papers", territory, committee_id), actor=request.actor)
    messages.success(request, _("Les chiffres sont arrêtés. Ils ne changeront plus, sauf si vous les refaites."))
    return redirect("committee:meeting", territory.pk, committee_id)


@needs("committee.hold")
@of_territory
def hold(request: HttpRequest, territory: Territory, committee_id: UUID) -> HttpResponse:
    """Write the minutes."""
    shown = _meeting(request, "hold", territory, committee_id)
    if shown.state != states.PLANNED:
        return redirect("committee:meeting", territory.pk, shown.pk)
    form = MinutesForm(request.POST or None, meeting=shown)
    if form.is_bound and form.is_valid():
        minutes = form.cleaned_data["minutes"]
        actions.hold(shown, actor=request.actor, present=form.present(), minutes=minutes)
        messages.success(request, _("Le compte rendu est gardé. Écrivez maintenant les décisions."))
        return redirect("committee:meeting", territory.pk, shown.pk)
    return form_page(request, "committee/hold.html", form, territory=territory, meeting=shown)


@needs("committee.cancel")
@require_POST
@of_territory
def cancel(request: HttpRequest, territory: Territory, committee_id: UUID) -> HttpResponse:
    """The meeting does not take place."""
    actions.cancel(_meeting(request, "cancel", territory, committee_id), actor=request.actor)
    messages.info(request, _("La réunion est annulée. Prévenez les partenaires."))
    return redirect("committee:meeting", territory.pk, committee_id)


@needs("committee.decide")
@of_territory
def decide(request: HttpRequest, territory: Territory, committee_id: UUID) -> HttpResponse:
    """Write a decision."""
    shown = _meeting(request, "decide", territory, committee_id)
    form = DecisionForm(request.POST or None, partners=partners_of(territory.pk))
    if form.is_bound and form.is_valid():
        actions.decide(shown, actor=request.actor, **form.told())
        messages.success(
            request, _("La décision est écrite. Elle reviendra à chaque réunion tant qu’elle est ouverte.")
        )
        return redirect("committee:meeting", territory.pk, shown.pk)
    return form_page(request, "committee/decide.html", form, territory=territory, meeting=shown)


@needs("committee.settle")
@of_territory
def settle(request: HttpRequest, territory: Territory, decision_id: UUID) -> HttpResponse:
    """Say what came of a decision, or give it up."""
    decision: Decision = fetch(request.actor, "committee.settle", pk=decision_id, territory=territory)
    form = ResultForm(request.POST or None)
    if form.is_bound and form.is_valid():
        words = form.cleaned_data["words"]
        if request.POST.get("drop"):
            actions.drop(decision, actor=request.actor, reason=words)
            messages.info(request, _("La décision est abandonnée. Elle reste écrite."))
        else:
            actions.settle(decision, actor=request.actor, result=words)
            messages.success(request, _("La décision est faite."))
        return redirect("committee:home", territory.pk)
    return form_page(request, "committee/settle.html", form, territory=territory, decision=decision)


def _meeting(request: HttpRequest, verb: str, territory: Territory, committee_id: UUID) -> Any:
    return fetch(request.actor, f"committee.{verb}", pk=committee_id, territory=territory)
