"""The person's five taps, on her page or behind a link; the results, in numbers."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_noop

from labmigration import clock
from labmigration.access.gate import fetch, needs
from labmigration.links.models import SignedLink
from labmigration.pathway.training.feedback import actions
from labmigration.pathway.training.feedback.forms import FeedbackForm
from labmigration.pathway.training.feedback.models import ModuleFeedback
from labmigration.pathway.training.feedback.queries import opinions_of
from labmigration.pathway.training.queries.modules import module_in_plain_words
from labmigration.small_numbers import THRESHOLD
from labmigration.ui.pages import form_page


@needs("training.give_feedback")
def own(request: HttpRequest, feedback_id: UUID) -> HttpResponse:
    """My opinion of one module."""
    row = fetch(request.actor, "training.give_feedback", pk=feedback_id)
    form = FeedbackForm(request.POST or None)
    if _may_answer(row) and form.is_bound and form.is_valid():
        actions.answer(row, actor=request.actor, said=form.said(), comment=form.cleaned_data["comment"])
        messages.success(request, gettext_noop("Merci. Votre avis est gardé sans votre nom."))
        return redirect("training:own")
    return _page(request, row, form)


def behind_link(request: HttpRequest, link: SignedLink) -> HttpResponse:
    """The page of a link to give an opinion, once."""
    row = fetch(request.actor, "training.give_feedback", pk=link.subject_id)
    form = FeedbackForm(request.POST or None)
    if _may_answer(row) and form.is_bound and form.is_valid():
        said, comment = form.said(), form.cleaned_data["comment"]
        actions.answer(row, actor=request.actor, said=said, comment=comment, link=link)
        return _page(request, row, form, done=True)
    return _page(request, row, form)


def _may_answer(row: ModuleFeedback) -> bool:
    return row.answered_on is None and row.closes_on >= clock.today()


def _page(request: HttpRequest, row: ModuleFeedback, form: FeedbackForm, *, done: bool = False) -> HttpResponse:
    context = {
        "module": module_in_plain_words(row.module),
        "done": done,
        "answered": row.answered_on is not None,
        "open": _may_answer(row),
        "signed_in": request.actor.user is not None,
        "threshold": THRESHOLD,
    }
    return form_page(request, "training/feedback/own.html", form, **context)


@needs("training.read_feedback")
def results(request: HttpRequest, cohort_id: UUID) -> HttpResponse:
    """What a cohort thinks of its modules, in numbers with their denominators."""
    cohort = fetch(request.actor, "training.read_feedback", pk=cohort_id)
    context = {"cohort": cohort, "opinions": opinions_of(cohort), "threshold": THRESHOLD}
    return render(request, "training/feedback/results.html", context)
