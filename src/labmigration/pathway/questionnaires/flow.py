"""Her answers, one question a screen: the same pages in her space and behind a link, each step kept as it is made.

`?q=` names the question; without it the page begins, goes on where she stopped, or shows everything before it is sent.
"""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from labmigration import clock
from labmigration.links.models import SignedLink
from labmigration.pathway.questionnaires import actions, states
from labmigration.pathway.questionnaires.forms import AnonymousForm, QuestionForm
from labmigration.pathway.questionnaires.known import known_of
from labmigration.pathway.questionnaires.models import AskedWave, read_given
from labmigration.pathway.questionnaires.wording import AnswerWords, wave_title
from labmigration.people.consents import spoken
from labmigration.programme.codebook import Question, codebook
from labmigration.ui.pages import form_page

REVIEW = "fin"


def answer_pages(request: HttpRequest, row: AskedWave, link: SignedLink | None = None) -> HttpResponse:
    """Whatever she asks for of one questionnaire, at the address of the request."""
    if request.method == "POST":
        return _post(request, row, link)
    if (why := _closed(row)) and not (row.state == states.ANSWERED and row.draft):
        return _show(request, "ended.html", row, link, why=why, status=200)
    draft = read_given(row.draft)
    asked = codebook().asked(row.wave, draft)
    wanted = request.GET.get("q", "")
    question = next((each for each in asked if each.code == wanted), None)
    if question is not None:
        return _question(request, row, link, question, QuestionForm(question, given=_proposed(row, question, draft)))
    if wanted == REVIEW or (draft and row.state == states.ANSWERED):
        return _review(request, row, link, AnonymousForm(hears) if (hears := _hears(row)) else None)
    return _show(request, "begin.html", row, link, begun=bool(draft), next=_next(row), count=len(asked))


def _post(request: HttpRequest, row: AskedWave, link: SignedLink | None) -> HttpResponse:
    decision = request.POST.get("decision", "")
    if decision == "refuse":
        actions.refuse(row, actor=request.actor, link=link)
        return _done(request, row, link, "refused")
    if decision == "send":
        return _send(request, row, link)
    question = next(
        (each for each in codebook().questions_of(row.wave) if each.code == request.POST.get("question")), None
    )
    if question is None:
        return redirect(request.path)
    if decision == "skip":
        actions.save_draft(row, actor=request.actor, question=question.code, answers=())
    else:
        form = QuestionForm(question, request.POST)
        if not form.is_valid():
            return _question(request, row, link, question, form)
        actions.save_draft(row, actor=request.actor, question=question.code, answers=form.answers())
    # Somebody who changes one answer at the end comes back to the end.
    return redirect(f"{request.path}?q={_next(row)}")


def _send(request: HttpRequest, row: AskedWave, link: SignedLink | None) -> HttpResponse:
    if row.state == states.ANSWERED and not row.draft:  # a second click: everything has left
        return redirect(request.path)
    hears = _hears(row)
    form = AnonymousForm(hears, request.POST) if hears else None
    if form is not None and not form.is_valid():
        return _review(request, row, link, form)
    without_name = form.cleaned_data["without_name"] if form is not None else ""
    actions.send(row, actor=request.actor, link=link, without_name=without_name)
    return _done(request, row, link, "sent")


def _done(request: HttpRequest, row: AskedWave, link: SignedLink | None, what: str) -> HttpResponse:
    if link is None:
        return redirect(request.path)
    return _show(request, "ended.html", row, link, why=what)


def _question(
    request: HttpRequest, row: AskedWave, link: SignedLink | None, question: Question, form: QuestionForm
) -> HttpResponse:
    asked = codebook().asked(row.wave, read_given(row.draft))
    place = asked.index(question) if question in asked else 0
    context = {
        **_context(row, link),
        "question": question,
        "known": bool(form.initial.get(question.code)) and question.code not in read_given(row.draft),
        "place": place + 1,
        "count": len(asked),
        "before": asked[place - 1].code if place else "",
    }
    return form_page(request, "questionnaires/question.html", form, **context)


def _review(request: HttpRequest, row: AskedWave, link: SignedLink | None, form: AnonymousForm | None) -> HttpResponse:
    draft = read_given(row.draft)
    asked = codebook().asked(row.wave, draft)
    lines = [(each.code, spoken(each.text), AnswerWords.of(each, draft.get(each.code, ()))) for each in asked]
    left = sum(not draft.get(each.code) for each in asked)
    context = {"form": form, "lines": lines, "left": left, "anything": any(draft.values())}
    status = 422 if form is not None and form.is_bound and not form.is_valid() else 200
    return _show(request, "review.html", row, link, status=status, **context)


def _proposed(row: AskedWave, question: Question, draft: Any) -> tuple[str, ...]:
    if question.code in draft:
        return tuple(draft[question.code])
    return known_of(row).get(question.code, ())


def _next(row: AskedWave) -> str:
    draft = read_given(row.draft)
    asked = codebook().asked(row.wave, draft)
    return next((each.code for each in asked if each.code not in draft), REVIEW)


def _hears(row: AskedWave) -> Question | None:
    return None if row.heard else codebook().anonymous_of(row.wave)


def _closed(row: AskedWave) -> str:
    """Why nothing can be answered now; empty where she can."""
    if row.state in (states.ANSWERED, states.REFUSED, states.ENDED):
        return row.state
    if clock.today() < row.opens_on:
        return "early"
    return "late" if clock.today() > row.closes_on else ""


def _show(
    request: HttpRequest, template: str, row: AskedWave, link: SignedLink | None, *, status: int = 200, **context: Any
) -> HttpResponse:
    return render(request, f"questionnaires/{template}", {**_context(row, link), **context}, status=status)


def _context(row: AskedWave, link: SignedLink | None) -> dict[str, Any]:
    """What every page of the flow reads."""
    return {
        "row": row,
        "title": wave_title(row.wave),
        "signed_in": link is None,
        "may_correct": link is None and row.state == states.ANSWERED and clock.today() <= row.closes_on,
        "may_resume": link is None and row.state == states.REFUSED and clock.today() <= row.closes_on,
        "hears": link is None and row.state == states.ANSWERED and _hears(row) is not None,
    }
