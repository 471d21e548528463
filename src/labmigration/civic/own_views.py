"""The steps of whoever learns: read, checked, gone on with on any device; meetings, questions, the other side."""

from collections.abc import Iterator
from contextlib import contextmanager
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_noop
from django.views.decorators.http import require_POST

from labmigration.access.gate import fetch, needs
from labmigration.civic import learning, queries, sessions, states
from labmigration.civic.content import HOUSEHOLD, LANGUAGES, Step, steps_of
from labmigration.civic.forms import ChecksForm, QuestionForm
from labmigration.civic.joined import other_side
from labmigration.civic.learner import Learner, learner_of
from labmigration.people.consents import spoken
from labmigration.ui.languages import FRENCH, WHOLE, read_in, reading
from labmigration.ui.pages import form_page


def _learner(request: HttpRequest) -> Learner:
    learner = learner_of(request.actor)
    if learner is None:
        raise Http404
    return learner


@needs("civic.own")
def own(request: HttpRequest) -> HttpResponse:
    """Where one is, what comes next, meetings, questions, and the other side."""
    learner = _learner(request)
    lines = queries.lines_of(learner)
    shown = [(line, spoken(line.step.title)) for line in lines]
    ahead = queries.sessions_ahead(request.actor, learner)
    context = {
        "worker": learner.side != HOUSEHOLD,
        "lines": shown,
        "done": sum(line.done for line in lines),
        "next": next(((line, title) for line, title in shown if not line.done), None),
        "sessions": [
            (session, place, queries.questions_shown(session) if place is not None else ()) for session, place in ahead
        ],
        "questions": queries.own_questions(request.actor),
        "joined": other_side(request),
        "cancelled": states.CANCELLED,
    }
    return render(request, "civic/own.html", context)


@needs("civic.learn")
def step(request: HttpRequest, step: str) -> HttpResponse:
    """One step: its sentences, then its checks."""
    learner = _learner(request)
    steps = steps_of(learner.side)
    found = next((each for each in steps if each.code == step), None)
    if found is None:
        raise Http404
    with _read_as_chosen(request, learner):
        return _step_page(request, learner, found, steps)


@contextmanager
def _read_as_chosen(request: HttpRequest, learner: Learner) -> Iterator[None]:
    """A household, whose pages are in French or English, may read a step in any of the four languages."""
    chosen = request.GET.get("lire", "")
    if learner.side == HOUSEHOLD and chosen in LANGUAGES:
        with read_in(chosen, FRENCH, offered=WHOLE):
            yield
    else:
        yield


def _step_page(request: HttpRequest, learner: Learner, found: Step, steps: tuple[Step, ...]) -> HttpResponse:
    line = next(each for each in queries.lines_of(learner) if each.step == found)
    known = set() if line.taken is None else {*line.taken.right}
    if line.done:
        known = {check.code for check in found.check}
    form = ChecksForm(request.POST or None, checks=[check for check in found.check if check.code not in known])
    if form.is_bound and not line.done:
        if form.found:
            learning.find(learner, found, form.found, actor=request.actor)
        if form.is_valid():
            messages.success(request, gettext_noop("Bravo, cette étape est terminée."))
            return redirect(request.get_full_path())
        known |= set(form.found)
        form.keep_only_others()
    after = steps[steps.index(found) + 1 :]
    context = {
        "step": found,
        "title": spoken(found.title),
        "sentences": [(each.pictogram, spoken(each)) for each in found.line],
        "found": [(spoken(each.question), spoken(each.why)) for each in found.check if each.code in known],
        "done": line.done,
        "next": (after[0].code, spoken(after[0].title)) if after else None,
        "number": steps.index(found) + 1,
        "of": len(steps),
        "other_languages": LANGUAGES if learner.side == HOUSEHOLD else (),
    }
    return form_page(request, "civic/step.html", form, **context)


@needs("civic.ask")
def ask(request: HttpRequest) -> HttpResponse:
    """Leave a question for a meeting."""
    learner = _learner(request)
    form = QuestionForm(request.POST or None)
    if form.is_bound and form.is_valid():
        sessions.ask(learner, actor=request.actor, language=reading().own, **form.cleaned_data)
        messages.success(request, gettext_noop("Merci. Votre question est gardée."))
        return redirect("civic:own")
    return form_page(request, "civic/ask.html", form)


@require_POST
@needs("civic.choose_session")
def join(request: HttpRequest, joint_id: UUID) -> HttpResponse:
    """Say that one comes."""
    learner = _learner(request)
    sessions.join(fetch(request.actor, "civic.choose_session", pk=joint_id), learner, actor=request.actor)
    messages.success(request, gettext_noop("C’est noté : vous venez."))
    return redirect("civic:own")


@require_POST
@needs("civic.leave")
def leave(request: HttpRequest, joint_id: UUID) -> HttpResponse:
    """Say that one does not come after all."""
    sessions.leave(fetch(request.actor, "civic.leave", session=joint_id), actor=request.actor)
    messages.info(request, gettext_noop("C’est noté. Personne n’a à dire pourquoi."))
    return redirect("civic:own")
