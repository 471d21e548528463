"""A tutorship as its two sides see it: answered, written, confirmed, ended. Staff read none of these pages."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_noop
from django.views.decorators.http import require_POST

from labmigration.access.gate import fetch, needs, visible
from labmigration.access.roles import Role
from labmigration.pathway.opening import note_opening
from labmigration.pathway.tutoring import accompanying, journal, queries, states, volunteering
from labmigration.pathway.tutoring.charter import in_force
from labmigration.pathway.tutoring.forms import AlertForm, EndForm, GoalForm, MeetingForm, SharedForm, VolunteerForm
from labmigration.pathway.tutoring.models import TutoringAlert, TutoringGoal, TutoringMeeting, Tutorship
from labmigration.people.consents import spoken
from labmigration.people.models import Household
from labmigration.ui.languages import reading
from labmigration.ui.pages import form_page


@needs("tutoring.own")
def own(request: HttpRequest) -> HttpResponse:
    """Who accompanies me; a household may offer to tutor."""
    household: Household | None = visible(request.actor, "tutoring.volunteer").first()
    context = {
        "tutorships": [(one, one.other_says_yes is None) for one in queries.accompanied(request.actor)],
        "household": household,
        "offer": queries.offer_of(request.actor, household) if household else None,
        "tutor": Role.EMPLOYER_TUTOR in request.actor.roles,
        "standing": states.STANDING,
    }
    return render(request, "tutoring/own.html", context)


@needs("tutoring.volunteer")
def volunteer(request: HttpRequest) -> HttpResponse:
    """Read the charter, then offer to tutor."""
    household: Household | None = visible(request.actor, "tutoring.volunteer").first()
    if household is None:
        raise Http404
    charter = in_force()
    form = VolunteerForm(request.POST or None, initial={"charter_version": charter.version})
    if form.is_bound and form.is_valid():
        volunteering.volunteer(
            household,
            actor=request.actor,
            charter_version=form.cleaned_data["charter_version"],
            experience=form.cleaned_data["experience"],
            language=reading().own,
        )
        messages.success(request, gettext_noop("Merci. La mise en relation lit votre proposition."))
        return redirect("tutoring:own")
    lines = [spoken(line) for line in charter.line]
    return form_page(request, "tutoring/volunteer.html", form, lines=lines, charter=charter)


@require_POST
@needs("tutoring.withdraw")
def withdraw(request: HttpRequest, tutor_offer_id: UUID) -> HttpResponse:
    """Stop being a tutor."""
    volunteering.withdraw(fetch(request.actor, "tutoring.withdraw", pk=tutor_offer_id), actor=request.actor)
    messages.info(request, gettext_noop("C’est noté. Merci pour ce que vous avez fait."))
    return redirect("tutoring:own")


def _tutorship(request: HttpRequest, action: str, tutorship_id: UUID) -> Tutorship:
    found: Tutorship = fetch(request.actor, action, pk=tutorship_id)
    if found.pathway is not None and queries.is_tutor(request.actor, found):
        note_opening(request, found.pathway, "tutoring.read")
    return found


def _page(
    request: HttpRequest, tutorship: Tutorship, *, goal: GoalForm | None = None, shared: SharedForm | None = None
) -> HttpResponse:
    """The page of one tutorship; `goal`, `shared`: what was sent and can't be kept as it is."""
    tutor = queries.is_tutor(request.actor, tutorship)
    meetings = list(TutoringMeeting.objects.filter(tutorship=tutorship).select_related("written_by"))
    lines = [
        (meeting, (meeting.tutor_confirmed_at if tutor else meeting.other_confirmed_at) is None) for meeting in meetings
    ]
    context = {
        "tutorship": tutorship,
        "tutor": tutor,
        "worker": tutorship.pathway_id is not None,
        "to_answer": tutorship.state == states.PROPOSED
        and (tutorship.tutor_says_yes if tutor else tutorship.other_says_yes) is None,
        "under_way": tutorship.state == states.UNDER_WAY,
        "shown": queries.disclosed(tutorship),
        "experience": queries.experience_of(tutorship.tutor),
        "lines": lines,
        "goals": list(TutoringGoal.objects.filter(tutorship=tutorship)),
        "alerts": list(TutoringAlert.objects.filter(tutorship=tutorship, by_tutor=tutor)),
        "share_form": shared or SharedForm(initial={"words": tutorship.shared}),
        "goal_form": goal or GoalForm(),
    }
    return render(request, "tutoring/one.html", context, status=422 if goal or shared else 200)


@needs("tutoring.read")
def one(request: HttpRequest, tutorship_id: UUID) -> HttpResponse:
    """One tutorship, as far as the reader's side goes."""
    return _page(request, _tutorship(request, "tutoring.read", tutorship_id))


@require_POST
@needs("tutoring.answer")
def answer(request: HttpRequest, tutorship_id: UUID) -> HttpResponse:
    """Say yes or no."""
    tutorship = _tutorship(request, "tutoring.answer", tutorship_id)
    says = request.POST.get("says")
    if says not in ("yes", "no"):
        return redirect("tutoring:one", tutorship.pk)
    accompanying.answer(tutorship, actor=request.actor, yes=says == "yes")
    messages.success(request, gettext_noop("Merci. Votre réponse est notée."))
    if says == "yes":
        return redirect("tutoring:one", tutorship.pk)
    return redirect("tutoring:home" if queries.is_tutor(request.actor, tutorship) else "tutoring:own")


@require_POST
@needs("tutoring.share")
def share(request: HttpRequest, tutorship_id: UUID) -> HttpResponse:
    """Choose what the tutor knows."""
    tutorship = _tutorship(request, "tutoring.share", tutorship_id)
    form = SharedForm(request.POST)
    if not form.is_valid():
        return _page(request, tutorship, shared=form)
    accompanying.share(tutorship, actor=request.actor, words=form.cleaned_data["words"])
    messages.success(request, gettext_noop("C’est enregistré. Merci."))
    return redirect("tutoring:one", tutorship.pk)


@needs("tutoring.log")
def note_meeting(request: HttpRequest, tutorship_id: UUID) -> HttpResponse:
    """Note a meeting."""
    tutorship = _tutorship(request, "tutoring.log", tutorship_id)
    form = MeetingForm(request.POST or None)
    if form.is_bound and form.is_valid():
        journal.note_meeting(tutorship, actor=request.actor, **form.cleaned_data)
        messages.success(request, gettext_noop("C’est noté. L’autre côté peut maintenant confirmer."))
        return redirect("tutoring:one", tutorship.pk)
    return form_page(request, "tutoring/meeting.html", form, tutorship=tutorship)


def _meeting(request: HttpRequest, tutoring_meeting_id: UUID) -> TutoringMeeting:
    found = TutoringMeeting.objects.filter(pk=tutoring_meeting_id).select_related("tutorship").first()
    if found is None or not visible(request.actor, "tutoring.log").filter(pk=found.tutorship_id).exists():
        raise Http404
    return found


@require_POST
@needs("tutoring.log")
def confirm_meeting(request: HttpRequest, tutoring_meeting_id: UUID) -> HttpResponse:
    """Stand by a line that the other side wrote."""
    meeting = _meeting(request, tutoring_meeting_id)
    journal.confirm_meeting(meeting, actor=request.actor)
    messages.success(request, gettext_noop("Merci. La rencontre est confirmée."))
    return redirect("tutoring:one", meeting.tutorship_id)


@require_POST
@needs("tutoring.log")
def take_back_meeting(request: HttpRequest, tutoring_meeting_id: UUID) -> HttpResponse:
    """Take back one's own line."""
    meeting = _meeting(request, tutoring_meeting_id)
    journal.take_back_meeting(meeting, actor=request.actor)
    messages.info(request, gettext_noop("La ligne est retirée."))
    return redirect("tutoring:one", meeting.tutorship_id)


@require_POST
@needs("tutoring.set_goals")
def set_goal(request: HttpRequest, tutorship_id: UUID) -> HttpResponse:
    """Write a goal."""
    tutorship = _tutorship(request, "tutoring.set_goals", tutorship_id)
    form = GoalForm(request.POST)
    if not form.is_valid():
        return _page(request, tutorship, goal=form)
    journal.set_goal(tutorship, actor=request.actor, words=form.cleaned_data["words"])
    messages.success(request, gettext_noop("Votre objectif est écrit."))
    return redirect("tutoring:one", tutorship.pk)


@require_POST
@needs("tutoring.set_goals")
def reach_goal(request: HttpRequest, goal_id: UUID) -> HttpResponse:
    """Say that a goal is reached."""
    goal = TutoringGoal.objects.filter(pk=goal_id).select_related("tutorship").first()
    if goal is None or not visible(request.actor, "tutoring.set_goals").filter(pk=goal.tutorship_id).exists():
        raise Http404
    journal.reach_goal(goal, actor=request.actor)
    messages.success(request, gettext_noop("Bravo !"))
    return redirect("tutoring:one", goal.tutorship_id)


@needs("tutoring.raise_alert")
def raise_alert(request: HttpRequest, tutorship_id: UUID) -> HttpResponse:
    """Tell the placement officer what worries."""
    tutorship = _tutorship(request, "tutoring.raise_alert", tutorship_id)
    form = AlertForm(request.POST or None)
    if form.is_bound and form.is_valid():
        accompanying.raise_alert(tutorship, actor=request.actor, **form.cleaned_data)
        messages.success(request, gettext_noop("Merci de l’avoir dit. La mise en relation s’en occupe."))
        return redirect("tutoring:one", tutorship.pk)
    return form_page(request, "tutoring/alert.html", form, tutorship=tutorship)


@needs("tutoring.end")
def end(request: HttpRequest, tutorship_id: UUID) -> HttpResponse:
    """End the tutorship."""
    tutorship = _tutorship(request, "tutoring.end", tutorship_id)
    form = EndForm(request.POST or None)
    if form.is_bound and form.is_valid():
        accompanying.end(tutorship, actor=request.actor, reason=form.cleaned_data["reason"])
        messages.info(request, gettext_noop("Le tutorat est terminé."))
        if Role.PLACEMENT_OFFICER in request.actor.roles:
            return redirect("tutoring:team")
        return redirect("tutoring:one", tutorship.pk)
    staff = Role.PLACEMENT_OFFICER in request.actor.roles
    return form_page(request, "tutoring/end.html", form, tutorship=tutorship, staff=staff)
