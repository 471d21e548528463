"""A household’s short form at a milestone, in its space or behind a link."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from labmigration import clock
from labmigration.access.gate import fetch, needs
from labmigration.links.models import SignedLink
from labmigration.pathway.follow_up.asking import answer_household
from labmigration.pathway.follow_up.forms import HouseholdForm
from labmigration.pathway.follow_up.models import HouseholdWord
from labmigration.ui.pages import form_page


@needs("follow_up.answer_household")
def own(request: HttpRequest, word_id: UUID) -> HttpResponse:
    """The household’s own page."""
    word = fetch(request.actor, "follow_up.answer_household", pk=word_id)
    form = HouseholdForm(request.POST or None)
    if _may_answer(word) and form.is_bound and form.is_valid():
        answer_household(word, actor=request.actor, **form.told())
        messages.success(request, _("Merci. Nous lisons votre réponse."))
        return redirect("matching:own_household")
    return _page(request, word, form)


def behind_link(request: HttpRequest, link: SignedLink) -> HttpResponse:
    """The page of a link, which serves once."""
    word = fetch(request.actor, "follow_up.answer_household", pk=link.subject_id)
    form = HouseholdForm(request.POST or None)
    if _may_answer(word) and form.is_bound and form.is_valid():
        answer_household(word, actor=request.actor, link=link, **form.told())
        return _page(request, word, form, done=True)
    return _page(request, word, form)


def _may_answer(word: HouseholdWord) -> bool:
    return word.answered_on is None and word.closes_on >= clock.today()


def _page(request: HttpRequest, word: HouseholdWord, form: HouseholdForm, *, done: bool = False) -> HttpResponse:
    context = {
        "word": word,
        "name": word.pathway.candidate.first_name,
        "done": done,
        "open": _may_answer(word),
        "signed_in": request.actor.user is not None,
    }
    return form_page(request, "follow_up/household.html", form, **context)
