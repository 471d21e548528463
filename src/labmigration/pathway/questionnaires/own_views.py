"""Her own questionnaires, in her space and behind a link; a household's, the same two ways."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from django.views.decorators.http import require_POST

from labmigration import clock
from labmigration.access.gate import fetch, needs
from labmigration.links.models import SignedLink
from labmigration.pathway.questionnaires import actions, queries
from labmigration.pathway.questionnaires.flow import answer_pages
from labmigration.pathway.questionnaires.forms import AnonymousForm, WholeForm
from labmigration.pathway.questionnaires.models import AskedWave, HouseholdQuestionnaire
from labmigration.programme.codebook import codebook
from labmigration.ui.pages import form_page


@needs("questionnaires.own")
def own(request: HttpRequest) -> HttpResponse:
    """What I am asked now, and what I answered."""
    return render(request, "questionnaires/own.html", {"rows": queries.own(request.actor), "today": clock.today()})


@needs("questionnaires.own")
def answer(request: HttpRequest, questionnaire_id: UUID) -> HttpResponse:
    """One questionnaire of mine, question by question."""
    return answer_pages(request, _hers(request, questionnaire_id))


@require_POST
@needs("questionnaires.own")
def change(request: HttpRequest, questionnaire_id: UUID) -> HttpResponse:
    """I change my mind: answer after all, or correct what I said."""
    row = _hers(request, questionnaire_id)
    if row.state == "refused":
        actions.resume(row, actor=request.actor)
    else:
        actions.begin_correction(row, actor=request.actor)
    return redirect("questionnaires:answer", row.pk)


@needs("questionnaires.own")
def without_name(request: HttpRequest, questionnaire_id: UUID) -> HttpResponse:
    """The question without a name, by itself: for who filled in the rest with somebody else."""
    row = _hers(request, questionnaire_id)
    question = codebook().anonymous_of(row.wave)
    if question is None or row.heard:
        return redirect("questionnaires:own")
    form = AnonymousForm(question, request.POST or None)
    if form.is_bound and form.is_valid() and form.cleaned_data["without_name"]:
        actions.hear(row, actor=request.actor, answer=form.cleaned_data["without_name"])
        messages.success(request, gettext_noop("Merci. Votre avis est gardé sans votre nom."))
        return redirect("questionnaires:own")
    return form_page(request, "questionnaires/without_name.html", form, row=row)


def behind_link(request: HttpRequest, link: SignedLink) -> HttpResponse:
    """Her questionnaire behind a link, until it is sent or refused."""
    return answer_pages(request, fetch(request.actor, "questionnaires.answer", pk=link.subject_id), link)


@needs("questionnaires.answer_household")
def household(request: HttpRequest, household_questionnaire_id: UUID) -> HttpResponse:
    """A household's own page."""
    row = fetch(request.actor, "questionnaires.answer_household", pk=household_questionnaire_id)
    return _household(request, row)


def household_behind_link(request: HttpRequest, link: SignedLink) -> HttpResponse:
    """The same behind a link, which serves once."""
    row = fetch(request.actor, "questionnaires.answer_household", pk=link.subject_id)
    return _household(request, row, link)


def _household(request: HttpRequest, row: HouseholdQuestionnaire, link: SignedLink | None = None) -> HttpResponse:
    form = WholeForm(codebook().questions_of(row.wave), request.POST or None, given={})
    may_answer = row.answered_on is None and row.closes_on >= clock.today()
    done = False
    if may_answer and form.is_bound and form.is_valid():
        actions.answer_household(row, actor=request.actor, given=form.answers(), link=link)
        if link is None:
            messages.success(request, _("Merci. Nous lisons votre réponse."))
            return redirect("matching:own_household")
        done = True
    context = {
        "row": row,
        "name": row.pathway.candidate.first_name,
        "done": done,
        "open": may_answer,
        "signed_in": link is None,
    }
    return form_page(request, "questionnaires/household.html", form, **context)


def _hers(request: HttpRequest, questionnaire_id: UUID) -> AskedWave:
    row: AskedWave = fetch(
        request.actor, "questionnaires.answer", pk=questionnaire_id, pathway__candidate__user=request.actor.user
    )
    return row
