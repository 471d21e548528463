"""What a person does on her telephone about the search: her wishes, a pause, an alarm."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_noop
from django.views.decorators.http import require_POST

from labmigration.access.gate import Refused, fetch, needs, visible
from labmigration.pathway import states as pathway_states
from labmigration.pathway.matching.placement import alarms, wishing
from labmigration.pathway.matching.placement.forms import AlarmForm, PauseForm, WishesForm
from labmigration.pathway.matching.placement.models import WorkWishes
from labmigration.pathway.models import Pathway
from labmigration.programme.placing import placing
from labmigration.ui.pages import form_page

FIELDS = (
    *("halves", "postcode", "means", "max_minutes", "hours_least", "hours_most", "tasks_wanted", "tasks_unwanted"),
    "version",
)
FIRST = {"halves": [], "means": "bus", "max_minutes": 45, "hours_least": 10, "hours_most": 35, "version": 0}


@needs("matching.own_wishes")
def wishes(request: HttpRequest) -> HttpResponse:
    """My wishes, and the pause I take."""
    pathway = _own(request)
    kept = WorkWishes.objects.filter(pathway=pathway).first()
    form = WishesForm(request.POST or None, initial=initial_of(pathway, kept), occupation=pathway.occupation)
    if form.is_bound and form.is_valid():
        wishing.wish(pathway, actor=request.actor, **told(form))
        messages.success(request, gettext_noop("C’est enregistré. Merci."))
        return redirect("matching:own_wishes")
    context = {
        "pathway": pathway,
        "kept": kept,
        "pause": PauseForm(initial={"version": kept.version}) if kept else None,
        "means": placing().means,
    }
    return form_page(request, "matching/placement/wishes.html", form, **context)


def initial_of(pathway: Pathway, kept: WorkWishes | None) -> dict[str, Any]:
    """What the form of wishes begins with: what is kept, else her own postcode and usual values."""
    if kept is None:
        return {**FIRST, "postcode": pathway.candidate.postcode}
    return {name: getattr(kept, name) for name in FIELDS}


def told(form: WishesForm) -> dict[str, Any]:
    """What the action takes."""
    given = dict(form.cleaned_data)
    return {**given, "version": given["version"] or 0}


@require_POST
@needs("matching.own_wishes")
def pause(request: HttpRequest) -> HttpResponse:
    """Take a pause."""
    kept = _kept(request)
    form = PauseForm(request.POST)
    if not form.is_valid():
        raise Refused(next(iter(form.errors.values()))[0])
    wishing.pause(kept, actor=request.actor, version=form.cleaned_data["version"], until=form.cleaned_data["until"])
    messages.success(request, gettext_noop("C’est noté : nous ne vous proposons plus de foyer pendant la pause."))
    return redirect("matching:own_wishes")


@require_POST
@needs("matching.own_wishes")
def resume(request: HttpRequest) -> HttpResponse:
    """End the pause."""
    kept = _kept(request)
    version = request.POST.get("version", "")
    wishing.resume(kept, actor=request.actor, version=int(version) if version.isdigit() else 0)
    messages.success(request, gettext_noop("La recherche reprend."))
    return redirect("matching:own_wishes")


@needs("matching.raise_alarm")
def alarm(request: HttpRequest, introduction_id: UUID) -> HttpResponse:
    """Something is wrong with the household of one of my introductions."""
    introduction = fetch(request.actor, "matching.read", pk=introduction_id)
    if introduction.pathway.candidate.user_id != request.actor.user.pk:
        raise Http404
    form = AlarmForm(request.POST or None)
    if form.is_bound and form.is_valid():
        household = introduction.need.household
        alarms.raise_alarm(introduction.pathway, household, actor=request.actor, words=form.cleaned_data["words"])
        messages.success(request, gettext_noop("Votre alerte est partie. Nous vous appelons."))
        return redirect("matching:own")
    return form_page(request, "matching/placement/alarm.html", form, introduction=introduction)


def _own(request: HttpRequest) -> Pathway:
    found = visible(request.actor, "matching.own_wishes").filter(state=pathway_states.OPEN)
    pathway: Pathway | None = found.select_related("candidate").order_by("-opened_on").first()
    if pathway is None:
        raise Http404
    return pathway


def _kept(request: HttpRequest) -> WorkWishes:
    kept = WorkWishes.objects.filter(pathway=_own(request)).select_related("pathway").first()
    if kept is None:
        raise Http404
    return kept
