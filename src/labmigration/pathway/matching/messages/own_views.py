"""Messages as the two sides of an introduction read and write them, on their telephones."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy, gettext_noop
from django.views.decorators.http import require_POST

from labmigration.access.gate import fetch, needs
from labmigration.pathway.matching import queries as matching
from labmigration.pathway.matching.messages import actions, phrases, queries, states
from labmigration.pathway.matching.messages.forms import PhraseForm, ReportForm, WordsForm
from labmigration.pathway.matching.messages.models import RelayedMessage
from labmigration.pathway.matching.models import Introduction
from labmigration.pathway.matching.sides import side_of
from labmigration.pathway.opening import note_opening
from labmigration.ui.languages import reading
from labmigration.ui.pages import form_page

#: In the place of a phrase's code: words of one's own.
FREE = "libre"


def _mine(request: HttpRequest, introduction_id: UUID, action: str) -> tuple[Introduction, str]:
    """The introduction, and on which side of it the actor stands; 404 for anybody else."""
    introduction: Introduction = fetch(request.actor, action, pk=introduction_id)
    side = side_of(introduction, request.actor)
    if not side:
        raise Http404
    return introduction, side


def _context(introduction: Introduction, side: str) -> dict[str, Any]:
    """Who the other is, as far as the step reached tells, and the way back."""
    if side == states.BY_CANDIDATE:
        shown = matching.disclosed(introduction, to=matching.TO_CANDIDATE)
        other, back = shown.get("name") or gettext_lazy("Le foyer"), "matching:own"
    else:
        shown = matching.disclosed(introduction, to=matching.TO_HOUSEHOLD)
        other, back = shown.get("first_name") or gettext_lazy("La personne"), "matching:own_household"
    return {
        "introduction": introduction,
        "other": other,
        "trade": shown["trade"],
        "back": back,
        "for_person": side == states.BY_CANDIDATE,
    }


@needs("matching.read_messages")
def thread(request: HttpRequest, introduction_id: UUID) -> HttpResponse:
    """What was written, the oldest first, and the sentences to choose from."""
    introduction, side = _mine(request, introduction_id, "matching.read_messages")
    speaking = introduction.state in queries.SPEAKING
    exchange = queries.exchange_of(introduction)
    lines = queries.lines(exchange, side) if speaking else []
    if side == states.BY_HOUSEHOLD and introduction.state in queries.KNOWN:
        # As on the household's page: earlier, "who opened my file" must not name the household to her.
        note_opening(request, introduction.pathway, "matching.read_messages")
    blocked = queries.may_write(introduction)
    context = {
        **_context(introduction, side),
        "exchange": exchange,
        "lines": lines,
        "new": any(line.new for line in lines),
        "read_until": lines[-1].message.written_at.isoformat() if lines else "",
        "blocked": blocked,
        "subjects": [] if blocked else phrases.subjects_of(side),
        "free": FREE,
        "reports": queries.reports_of(exchange, side),
        "may_close": exchange is not None and speaking and exchange.state == states.OPEN,
        "may_reopen": exchange is not None
        and speaking
        and exchange.state == states.CLOSED
        and exchange.closed_by == side,
        "may_report": exchange is not None or speaking,
    }
    return render(request, "matching/messages/thread.html", context)


@needs("matching.write_message")
def write(request: HttpRequest, introduction_id: UUID, phrase: str) -> HttpResponse:
    """One sentence, its places filled in and looked at before it goes; or words of one's own."""
    introduction, side = _mine(request, introduction_id, "matching.write_message")
    if queries.may_write(introduction):
        return redirect("matching:messages", introduction.pk)
    chosen = phrases.PHRASES.get(phrase)
    if phrase != FREE and (chosen is None or side not in chosen.sides):
        raise Http404

    def held_back(words: str) -> Any:
        return actions.held_back(introduction, words, side)

    form: PhraseForm | WordsForm
    if chosen is None:
        form = WordsForm(request.POST or None, held_back=held_back)
    else:
        told = request.POST if request.method == "POST" else None
        form = PhraseForm(told, phrase=chosen, held_back=held_back)
    if form.is_bound and form.is_valid():
        given: dict[str, Any] = (
            {"code": chosen.code, "values": form.values()}
            if chosen is not None and isinstance(form, PhraseForm)
            else {"words": form.cleaned_data["words"], "language": reading().own}
        )
        actions.write(introduction, actor=request.actor, **given)
        messages.success(request, gettext_noop("Votre message est parti."))
        return redirect("matching:messages", introduction.pk)
    context = {**_context(introduction, side), "phrase": chosen, "early": introduction.state not in queries.KNOWN}
    return form_page(request, "matching/messages/write.html", form, **context)


@require_POST
@needs("matching.read_messages")
def note_read(request: HttpRequest, introduction_id: UUID) -> HttpResponse:
    """I have read, up to the message that the page showed."""
    introduction, side = _mine(request, introduction_id, "matching.read_messages")
    shown = [line.message.written_at for line in queries.lines(queries.exchange_of(introduction), side) if line.new]
    until = _not_after(request.POST.get("until", ""), shown)
    if until is not None:
        actions.note_read(introduction, actor=request.actor, until=until)
    return redirect("matching:messages", introduction.pk)


def _not_after(told: str, shown: list[datetime]) -> datetime | None:
    """The newest of the moments that does not come after the one told; what came meanwhile stays new."""
    try:
        until = datetime.fromisoformat(told)
    except ValueError:
        return None
    return max((moment for moment in shown if until.tzinfo is not None and moment <= until), default=None)


@needs("matching.report_messages")
def report(request: HttpRequest, introduction_id: UUID) -> HttpResponse:
    """Something is wrong with a message, or help is wanted: the placement officer reads."""
    introduction, side = _mine(request, introduction_id, "matching.report_messages")
    if introduction.state not in queries.SPEAKING and queries.exchange_of(introduction) is None:
        return redirect("matching:messages", introduction.pk)
    about = _message(introduction, request.GET.get("message") or request.POST.get("message") or "")
    form = ReportForm(request.POST or None)
    if form.is_bound and form.is_valid():
        actions.report(introduction, actor=request.actor, message=about, **form.cleaned_data)
        messages.success(request, gettext_noop("Merci de l’avoir dit. La mise en relation lit et vous répond."))
        return redirect("matching:messages", introduction.pk)
    return form_page(request, "matching/messages/report.html", form, about=about, **_context(introduction, side))


def _message(introduction: Introduction, pk: str) -> RelayedMessage | None:
    """The message that is reported, when one of this exchange is named."""
    if introduction.state not in queries.SPEAKING:
        return None
    try:
        found = RelayedMessage.objects.filter(exchange__introduction=introduction, pk=UUID(pk)).first()
    except ValueError:
        return None
    return found


@require_POST
@needs("matching.read_messages")
def close(request: HttpRequest, introduction_id: UUID) -> HttpResponse:
    """I want no more messages from the other side."""
    introduction, _side = _mine(request, introduction_id, "matching.read_messages")
    actions.close(introduction, actor=request.actor)
    messages.info(request, gettext_noop("Les messages sont fermés. Vous pouvez les rouvrir."))
    return redirect("matching:messages", introduction.pk)


@require_POST
@needs("matching.read_messages")
def reopen(request: HttpRequest, introduction_id: UUID) -> HttpResponse:
    """I closed the messages, and open them again."""
    introduction, _side = _mine(request, introduction_id, "matching.read_messages")
    actions.reopen(introduction, actor=request.actor)
    messages.success(request, gettext_noop("Les messages sont rouverts."))
    return redirect("matching:messages", introduction.pk)
