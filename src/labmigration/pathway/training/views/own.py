"""The person's own pages: her sessions, her signature, her hours, what she says of a module."""

from dataclasses import replace
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop
from django.views.decorators.http import require_POST

from labmigration import clock
from labmigration.access.actor import Actor
from labmigration.access.gate import Refused, needs, visible
from labmigration.access.often import too_often
from labmigration.pathway.training import actions, queries, states
from labmigration.pathway.training.evaluation.skills import skills_of_module
from labmigration.pathway.training.feedback.queries import to_answer
from labmigration.pathway.training.filling.queries import own_offer
from labmigration.pathway.training.forms import OwnEvaluationForm
from labmigration.pathway.training.half_days import is_open
from labmigration.pathway.training.models import AttendanceSignature, Enrolment
from labmigration.pathway.training.room_code import figures_of
from labmigration.ui.pages import form_page

SignedAs, Status = AttendanceSignature.SignedAs, AttendanceSignature.Status
#: A code has four figures: nobody tries them all from a sofa.
CODES_A_MINUTE = 5


def _own_seat(actor: Actor) -> Enrolment | None:
    """The seat that the person holds, or the last one that she held to the end."""
    rows = visible(actor, "training.sign").exclude(state=states.WITHDRAWN).select_related("cohort", "pathway")
    found: Enrolment | None = rows.order_by("-enrolled_on").first()
    return found


@needs("training.sign")
def own(request: HttpRequest) -> HttpResponse:
    """What to sign, my hours, my week."""
    return _own_page(request, _own_seat(request.actor))


@needs("training.sign")
def own_in_room(request: HttpRequest, code: str) -> HttpResponse:
    """The same, come from the square on the board: the code of the room stands in its box already."""
    seat = _own_seat(request.actor)
    if seat is None:
        raise Http404
    return _own_page(request, seat, typed=figures_of(code))


def _own_page(
    request: HttpRequest, seat: Enrolment | None, *, typed: str = "", wrong: str = "", status: int = 200
) -> HttpResponse:
    """`typed` code of the room, and what is `wrong` with it."""
    if seat is None:
        return render(request, "training/own.html", {"seat": None, "offer": own_offer(request.actor)})
    sessions = list(queries.own_sessions(seat))
    standing = list(queries.standing_signatures(seat).filter(session__in=sessions))
    signed = {
        each.session_id for each in standing if each.signed_as == SignedAs.TRAINEE and each.status == Status.PRESENT
    }
    noted = {each.session_id: each for each in standing if each.signed_as == SignedAs.TRAINER}
    missed = [each for each in noted.values() if each.status in (Status.ABSENT, Status.EXCUSED)]
    away = {each.session_id for each in missed}
    today = clock.today()
    here = [(each, queries.module_in_plain_words(each.module)) for each in sessions]
    to_sign = [pair for pair in here if pair[0].date <= today and pair[0].pk not in signed | away]
    context = {
        "seat": seat,
        "to_sign": to_sign,
        "asks_code": any(is_open(session) for session, _module in to_sign),
        "typed": typed,
        "wrong": wrong,
        "signed_today": [pair for pair in here if pair[0].date == today and pair[0].pk in signed],
        "missed": missed,
        "ahead": [pair for pair in here if pair[0].date > today],
        "line": queries.ledger([seat])[0],
        "judged": [replace(each, name=queries.module_in_plain_words(each.code)) for each in queries.judgements(seat)],
        "asked": [(each, queries.module_in_plain_words(each.module)) for each in to_answer(seat)],
    }
    return render(request, "training/own.html", context, status=status)


@require_POST
@needs("training.sign")
def sign(request: HttpRequest, session_id: UUID) -> HttpResponse:
    """Sign one's own presence."""
    seat = _own_seat(request.actor)
    session = seat and queries.own_sessions(seat).filter(pk=session_id).first()
    if not session:
        raise Http404
    _tell(request, actions.sign(session, actor=request.actor))
    return redirect("training:own")


@require_POST
@needs("training.sign")
def sign_with_code(request: HttpRequest) -> HttpResponse:
    """Sign with the code of the room."""
    seat = _own_seat(request.actor)
    if seat is None:
        raise Http404
    typed = request.POST.get("code", "")[:20]
    if too_often(request, "room_code", a_minute=CODES_A_MINUTE, key=str(request.user.pk)):
        return _own_page(request, seat, wrong=_("Attendez une minute, puis regardez bien l’écran."), status=429)
    try:
        _session, written = actions.sign_with_code(typed, seat, actor=request.actor)
    except Refused as refused:
        return _own_page(request, seat, typed=figures_of(typed), wrong=refused.sentence, status=422)
    _tell(request, written)
    return redirect("training:own")


def _tell(request: HttpRequest, written: bool) -> None:
    if written:
        messages.success(request, gettext_noop("Merci. Votre présence est signée."))
    else:
        messages.info(request, gettext_noop("Vous avez déjà signé."))


@needs("training.sign")
def evaluate(request: HttpRequest, module: str) -> HttpResponse:
    """Say how well one masters a module."""
    seat = _own_seat(request.actor)
    if seat is None or module not in queries.modules_held(seat):
        raise Http404
    if skills_of_module(module, seat.pathway.occupation):
        return redirect("training:own_skills", module)
    form = OwnEvaluationForm(request.POST or None)
    if form.is_bound and form.is_valid():
        actions.evaluate(seat, actor=request.actor, module=module, judgement=form.cleaned_data["judgement"])
        messages.success(request, gettext_noop("Merci. C’est noté."))
        return redirect("training:own")
    return form_page(request, "training/own_evaluation.html", form, module=queries.module_in_plain_words(module))
