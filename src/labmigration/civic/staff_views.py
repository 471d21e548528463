"""Meetings planned, questions read first, who came, how far the territory is, and what the texts are worth."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from labmigration import clock
from labmigration.access.gate import fetch, needs
from labmigration.access.roles import Role
from labmigration.civic import queries, sessions, states, walking_in
from labmigration.civic.content import SIDES, facing, steps_of
from labmigration.civic.forms import SessionForm, WhoCameForm
from labmigration.civic.joined import concerned
from labmigration.civic.models import JointSession, Question, SessionPlace
from labmigration.civic.words import step_title
from labmigration.ui.pages import form_page


@needs("civic.sessions")
def home(request: HttpRequest) -> HttpResponse:
    """Meetings, and questions that wait to be read."""
    planned, past = queries.staff_sessions(request.actor)
    questions = list(queries.questions_to_read(request.actor))
    return render(request, "civic/staff.html", {"planned": planned, "past": past, "questions": questions})


@needs("civic.plan")
def plan(request: HttpRequest) -> HttpResponse:
    """Plan a meeting."""
    grants = request.actor.grants_as(Role.PLACEMENT_OFFICER, Role.TERRITORY_COORDINATOR)
    territory = next(grant.territory for grant in grants if grant.territory)
    form = SessionForm(request.POST or None, facilitators=queries.facilitators(territory))
    if form.is_bound and form.is_valid():
        session = sessions.plan(actor=request.actor, territory=territory, **form.told())
        messages.success(request, _("La rencontre est prévue. Personnes et foyers la voient sur leur page."))
        return redirect("civic:session", session.pk)
    return form_page(request, "civic/plan.html", form)


@needs("civic.sessions")
def session(request: HttpRequest, joint_id: UUID) -> HttpResponse:
    """One meeting: who comes, the questions, then who came."""
    found: JointSession = fetch(request.actor, "civic.sessions", pk=joint_id)
    places = [(place, _name(place)) for place in _places(found)]
    begun = found.state == states.PLANNED and found.starts_at <= clock.now()
    form = WhoCameForm(request.POST if begun and request.method == "POST" else None, places=places)
    if form.is_bound and form.is_valid():
        sessions.note_held(found, form.keys(), actor=request.actor)
        messages.success(request, _("C’est noté. L’étape est faite pour qui est venu."))
        return redirect("civic:session", found.pk)
    waiting = queries.questions_to_read(request.actor).filter(topic=found.topic)
    words = request.GET.get("q", "")
    context = {
        "session": found,
        "steps": list(dict.fromkeys(str(step_title(facing(found.topic, side).code)) for side in SIDES)),
        "workers": [(place, name) for place, name in places if place.is_worker],
        "households": [(place, name) for place, name in places if not place.is_worker],
        "begun": begun,
        "words": words,
        "walk_ins": walking_in.found(request.actor, found, words) if begun else [],
        "planned": found.state == states.PLANNED,
        "waiting": waiting if found.state == states.PLANNED else (),
        "shown": queries.questions_shown(found),
    }
    return form_page(request, "civic/session.html", form, **context)


def _places(found: JointSession) -> list[SessionPlace]:
    rows = SessionPlace.objects.filter(session=found).select_related("candidate", "household").order_by("said_on", "pk")
    # Protected since she said she comes: nobody reads that she will be there.
    return [place for place in rows if not (place.candidate and place.candidate.safe_contact)]


def _name(place: SessionPlace) -> str:
    return place.candidate.first_name if place.candidate else place.household.contact_name


@require_POST
@needs("civic.welcome")
def welcome(request: HttpRequest, joint_id: UUID) -> HttpResponse:
    """Add somebody who came without having said so."""
    found: JointSession = fetch(request.actor, "civic.welcome", pk=joint_id)
    side, _colon, key = request.POST.get("who", "").partition(":")
    try:
        learner = walking_in.learner(request.actor, side, UUID(key))
    except ValueError:
        raise Http404 from None
    if learner is None:
        raise Http404
    place = sessions.welcome(found, learner, actor=request.actor)
    messages.success(request, _("%(name)s est sur la liste, déjà cochée.") % {"name": _name(place)})
    return redirect("civic:session", found.pk)


@require_POST
@needs("civic.cancel")
def cancel(request: HttpRequest, joint_id: UUID) -> HttpResponse:
    """Call a meeting off."""
    found = fetch(request.actor, "civic.cancel", pk=joint_id)
    sessions.cancel(found, actor=request.actor)
    messages.info(request, _("La rencontre est annulée : qui devait venir le lit sur sa page."))
    return redirect("civic:staff")


@require_POST
@needs("civic.show")
def show(request: HttpRequest, question_id: UUID) -> HttpResponse:
    """Show a question, without a name, to who comes to the meeting that is named."""
    question: Question = fetch(request.actor, "civic.show", pk=question_id)
    found: JointSession = fetch(request.actor, "civic.sessions", pk=request.POST.get("session", ""))
    sessions.show(question, found, actor=request.actor)
    messages.success(request, _("La question est montrée, sans nom."))
    return redirect("civic:session", found.pk)


@require_POST
@needs("civic.set_aside")
def set_aside(request: HttpRequest, question_id: UUID) -> HttpResponse:
    """Keep a question from the others."""
    sessions.set_aside(fetch(request.actor, "civic.set_aside", pk=question_id), actor=request.actor)
    messages.info(request, _("La question est mise de côté : personne d’autre ne la lit."))
    return redirect("civic:staff")


@needs("civic.count")
def counted(request: HttpRequest) -> HttpResponse:
    """How many have done which step, of how many; and who has read the texts again."""
    reviewed = [(step, step_title(step.code)) for side in SIDES for step in steps_of(side)]
    sides = [
        (side, [(line, step_title(line.step.code)) for line in side.steps]) for side in queries.counts(concerned())
    ]
    return render(request, "civic/counted.html", {"sides": sides, "reviewed": reviewed})
