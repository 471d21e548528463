"""Pages of the questions: the person's own, and the interview on her advisor's screen. The same questions in both."""

from collections.abc import Callable
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.views.decorators.http import require_POST

from labmigration.access.gate import needs
from labmigration.pathway.opening import open_file
from labmigration.pathway.positioning.sittings import actions, queries, screens
from labmigration.pathway.positioning.sittings.actions import Taken
from labmigration.pathway.positioning.sittings.course import Course
from labmigration.pathway.positioning.sittings.forms import BeginForm
from labmigration.pathway.positioning.sittings.models import NO_SOUND, UNKNOWN, Questionnaire
from labmigration.pathway.positioning.sittings.screens import Door
from labmigration.pathway.queries import own_pathway, pathway_for
from labmigration.ui.languages import read_in, reading
from labmigration.ui.pages import form_page

SAID = {Taken.ELSEWHERE: "ailleurs", Taken.NOT_ASKED: "perdu", Taken.EMPTY: "vide"}


# The person on her own device


@needs("pathway.follow_own")
def own_sittings(request: HttpRequest) -> HttpResponse:
    """Where she begins, goes on, and sees what is done."""
    pathway = own_pathway(request.actor)
    if pathway is None:
        return render(request, "positioning/sittings/not_yet.html")
    questionnaire = queries.questionnaire_of(request.actor, pathway)
    course = Course.of(questionnaire) if questionnaire else None
    told = screens.overview(questionnaire, course, Door.own(pathway), note=request.GET.get("dit", ""))
    return render(request, "positioning/sittings/own.html", {**told, "pathway": pathway})


@require_POST
@needs("pathway.follow_own")
def own_sit(request: HttpRequest) -> HttpResponse:
    """Open the questions by herself."""
    pathway = own_pathway(request.actor)
    if pathway is None:
        return redirect("positioning:own_sittings")
    actions.sit(pathway, actor=request.actor, language=reading().own)
    return redirect("positioning:own_question")


@needs("pathway.follow_own")
def own_question(request: HttpRequest) -> HttpResponse:
    """One question; answered with POST."""
    return _of_own(request, _question)


@require_POST
@needs("pathway.follow_own")
def own_pause(request: HttpRequest) -> HttpResponse:
    """Stop for now."""
    return _of_own(request, _pause)


@require_POST
@needs("pathway.follow_own")
def own_take_back(request: HttpRequest) -> HttpResponse:
    """Give the last answer anew."""
    return _of_own(request, _take_back)


# Her advisor beside her


@needs("positioning.interview")
def sittings(request: HttpRequest, pathway_id: UUID) -> HttpResponse:
    """Begin or go on with the interview."""
    pathway = open_file(request, "positioning.interview", pathway_id)
    questionnaire = queries.under_way(request.actor, pathway)
    course = Course.of(questionnaire) if questionnaire else None
    told = screens.overview(questionnaire, course, Door.interviewing(pathway), note=request.GET.get("dit", ""))
    form = None if questionnaire else BeginForm(initial=BeginForm.initial_of(pathway))
    helped = course.answered_by_others(pathway.candidate.user_id) if course else 0
    return render(
        request,
        "positioning/sittings/interview.html",
        {**told, "pathway": pathway, "form": form, "helped": helped},
    )


@require_POST
@needs("positioning.interview")
def sit(request: HttpRequest, pathway_id: UUID) -> HttpResponse:
    """Open the questions, for the occupations considered and in the person's language."""
    pathway = pathway_for(request.actor, "positioning.interview", pathway_id)
    form = BeginForm(request.POST)
    if not form.is_valid():
        told = screens.overview(None, None, Door.interviewing(pathway))
        return form_page(request, "positioning/sittings/interview.html", form, **told, pathway=pathway)
    chosen = form.cleaned_data
    actions.sit(pathway, actor=request.actor, language=chosen["language"], occupations=chosen["occupations"])
    if request.POST.get("who") == "person":
        return redirect("positioning:sittings", pathway_id)
    return redirect("positioning:question", pathway_id)


@needs("positioning.interview")
def question(request: HttpRequest, pathway_id: UUID) -> HttpResponse:
    """One question on the shared screen; the opening of the file is noted where the interview begins."""
    return _of_advisor(request, pathway_id, _question)


@require_POST
@needs("positioning.interview")
def pause(request: HttpRequest, pathway_id: UUID) -> HttpResponse:
    """Stop for now."""
    return _of_advisor(request, pathway_id, _pause)


@require_POST
@needs("positioning.interview")
def take_back(request: HttpRequest, pathway_id: UUID) -> HttpResponse:
    """Give the last answer anew."""
    return _of_advisor(request, pathway_id, _take_back)


# What both do

_Page = Callable[[HttpRequest, Questionnaire, Door], HttpResponse]


def _of_own(request: HttpRequest, page: _Page) -> HttpResponse:
    pathway = own_pathway(request.actor)
    questionnaire = queries.under_way(request.actor, pathway) if pathway else None
    if pathway is None or questionnaire is None:
        return redirect("positioning:own_sittings")
    return page(request, questionnaire, Door.own(pathway))


def _of_advisor(request: HttpRequest, pathway_id: UUID, page: _Page) -> HttpResponse:
    pathway = pathway_for(request.actor, "positioning.interview", pathway_id)
    questionnaire = queries.under_way(request.actor, pathway)
    if questionnaire is None:
        return redirect("positioning:sittings", pathway_id)
    return page(request, questionnaire, Door.interviewing(pathway))


def _question(request: HttpRequest, questionnaire: Questionnaire, door: Door) -> HttpResponse:
    if request.method == "POST":
        return _answered(request, questionnaire, door)
    course = Course.of(questionnaire)
    if course.present is None:
        return redirect(door.address("sittings"))
    return _asked(request, course, door, questionnaire, note=request.GET.get("dit", ""))


def _asked(
    request: HttpRequest, course: Course, door: Door, questionnaire: Questionnaire, *, note: str, status: int = 200
) -> HttpResponse:
    told = screens.asking(course, door, note=note)
    if not door.interview:
        return render(request, "positioning/sittings/own_question.html", told, status=status)
    with read_in(questionnaire.language, "fr"):
        fragment = render_to_string("positioning/sittings/_question.html", told, request)
    context = {"fragment": fragment, "pathway": door.pathway, "to": told["to"]}
    return render(request, "positioning/sittings/interview_question.html", context, status=status)


def _answered(request: HttpRequest, questionnaire: Questionnaire, door: Door) -> HttpResponse:
    sent = request.POST
    value = UNKNOWN if "unsure" in sent else NO_SOUND if "silent" in sent else sent.get("choice", "")
    before = Course.of(questionnaire).present
    taken = actions.answer(
        questionnaire,
        actor=request.actor,
        part=sent.get("part", ""),
        code=sent.get("code", ""),
        value=value,
        written=sent.get("written", ""),
    )
    course = Course.of(questionnaire)
    if taken is Taken.EMPTY and course.present is not None:
        return _asked(request, course, door, questionnaire, note="vide", status=422)
    if course.present is None or (before is not None and before.part != course.present.part):
        # Between two parts the way is shown: what is done, what is next, and that one may stop here.
        return redirect(door.address("sittings"))
    note = "son" if taken is Taken.KEPT and value == NO_SOUND else SAID.get(taken, "")
    return redirect(door.address("question", note))


def _pause(request: HttpRequest, questionnaire: Questionnaire, door: Door) -> HttpResponse:
    actions.pause(questionnaire, actor=request.actor)
    return redirect(door.address("sittings", "pause"))


def _take_back(request: HttpRequest, questionnaire: Questionnaire, door: Door) -> HttpResponse:
    sent = request.POST
    taken_back = actions.take_back(
        questionnaire, actor=request.actor, part=sent.get("part", ""), code=sent.get("code", "")
    )
    return redirect(door.address("question", "corrige" if taken_back else "garde"))
