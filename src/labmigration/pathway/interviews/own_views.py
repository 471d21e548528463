"""Her interviews: what she allows, use by use; and the same for whoever invited her and notes what she says."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language, gettext_noop
from django.views.decorators.http import require_safe

from labmigration.access.actor import Actor
from labmigration.access.gate import fetch, needs, visible
from labmigration.access.roles import SIGN_IN_BY_CODE
from labmigration.pathway.interviews import queries, states
from labmigration.pathway.interviews.forms import NotedForm
from labmigration.pathway.interviews.models import Interview, UseAnswer
from labmigration.pathway.interviews.uses import choose, uses_of
from labmigration.pathway.opening import note_opening
from labmigration.programme.interview_uses import ANALYSIS
from labmigration.ui.pages import form_page

_HAS_WORDS = (states.WRITTEN, states.CODING, states.COMPARING, states.CODED)


@require_safe
@needs("interviews.own")
def own(request: HttpRequest) -> HttpResponse:
    """The interviews in which I speak; for the staff, those to which I invited somebody too."""
    mine = queries.own(request.actor)
    rows = visible(request.actor, "interviews.choose").exclude(pk__in=[each.pk for each in mine])
    invited = list(rows.select_related("pathway__candidate", "household", "staff").order_by("-number")[:50])
    context = {"interviews": mine, "invited": invited, "base": _base(request.actor)}
    return render(request, "interviews/own.html", context)


@require_safe
@needs("interviews.choose")
def choices(request: HttpRequest, interview_id: UUID) -> HttpResponse:
    """The four uses of one interview, and what was said to each."""
    interview = _interview(request, interview_id)
    context = {"interview": interview, "uses": uses_of(interview), **_who(request.actor, interview)}
    return render(request, "interviews/choices.html", context)


@needs("interviews.choose")
def choice(request: HttpRequest, interview_id: UUID, use: str) -> HttpResponse:
    """One use: its words, yes and no of one size. No to the study, once something is written, is asked twice."""
    interview = _interview(request, interview_id)
    found = next((each for each in uses_of(interview) if each.consent.code == use), None)
    if found is None:
        raise Http404
    who = _who(request.actor, interview)
    said = request.POST.get("answer") if request.method == "POST" else None
    form = NotedForm(request.POST if said else None)
    asks_again = use == ANALYSIS and said == "no" and interview.state in _HAS_WORDS and not request.POST.get("sure")
    if said in ("yes", "no") and not asks_again and (who["speaks"] or form.is_valid()):
        noted = {} if who["speaks"] else form.cleaned_data
        choose(
            interview,
            use,
            said == "yes",
            actor=request.actor,
            language=noted.get("language") or get_language() or "fr",
            channel=noted.get("channel") or UseAnswer.Channel.SCREEN,
            version=request.POST.get("version", ""),
        )
        messages.success(request, gettext_noop("C’est noté. Vous pouvez changer d’avis quand vous voulez."))
        return redirect("interviews:choices", interview.pk)
    context = {"interview": interview, "use": found, "asks_again": asks_again, **who}
    if who["speaks"] or asks_again:
        return render(request, "interviews/choice.html", {"form": form, **context})
    return form_page(request, "interviews/choice.html", form, **context)


def _interview(request: HttpRequest, interview_id: UUID) -> Interview:
    row: Interview = fetch(request.actor, "interviews.choose", pk=interview_id)
    if row.pathway is not None and not _speaks(request.actor, row):
        note_opening(request, row.pathway, "interviews.choose")
    return row


def _who(actor: Actor, interview: Interview) -> dict[str, object]:
    """Whether she speaks herself; else her name, for whoever invited her."""
    speaks = _speaks(actor, interview)
    return {"speaks": speaks, "name": "" if speaks else name_of(interview), "base": _base(actor)}


def name_of(interview: Interview) -> str:
    """Who speaks, for whoever invited her: never shown to those who study the interview."""
    if interview.pathway is not None:
        return interview.pathway.candidate.full_name
    if interview.household is not None:
        return interview.household.name
    return interview.staff.name if interview.staff else ""


def _speaks(actor: Actor, interview: Interview) -> bool:
    if actor.user is None:
        return False
    if interview.pathway is not None:
        return interview.pathway.candidate.user_id == actor.user.pk
    if interview.household is not None:
        return interview.household.user_id == actor.user.pk
    return interview.staff_id == actor.user.pk


def _base(actor: Actor) -> str:
    return "ui/phone.html" if actor.roles <= SIGN_IN_BY_CODE else "ui/shell.html"
