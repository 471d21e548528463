"""Sessions: fixed one by one, as a series, cancelled."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from labmigration import clock
from labmigration.access.gate import fetch, needs
from labmigration.pathway.training import actions
from labmigration.pathway.training.forms import SeriesForm, SessionForm
from labmigration.pathway.training.weekly_pattern import touches_weekend
from labmigration.ui.pages import form_page


@needs("training.plan_session")
def plan(request: HttpRequest, cohort_id: UUID) -> HttpResponse:
    """Fix one session."""
    cohort = fetch(request.actor, "training.plan_session", pk=cohort_id)
    form = SessionForm(request.POST or None, cohort=cohort, initial={"date": max(clock.today(), cohort.starts_on)})
    if form.is_bound and form.is_valid():
        session = actions.plan_session(cohort, actor=request.actor, **form.cleaned_data)
        messages.success(request, _("La séance est fixée."))
        return _to_week_of(session)
    return form_page(request, "training/plan_session.html", form, cohort=cohort)


@needs("training.plan_session")
def plan_series(request: HttpRequest, cohort_id: UUID) -> HttpResponse:
    """Fix a series from a weekly pattern."""
    cohort = fetch(request.actor, "training.plan_session", pk=cohort_id)
    form = SeriesForm(request.POST or None, cohort=cohort, initial={"first": cohort.starts_on, "last": cohort.ends_on})
    if form.is_bound and form.is_valid():
        told = form.told()
        sessions = actions.plan_series(cohort, actor=request.actor, **told)
        says = ngettext("%(count)s séance est fixée.", "%(count)s séances sont fixées.", len(sessions))
        messages.success(request, says % {"count": len(sessions)})
        if touches_weekend(told["pattern"]):
            messages.warning(request, _("Il y a des séances le samedi ou le dimanche : est-ce bien voulu ?"))
        return _to_week_of(sessions[0])
    return form_page(request, "training/plan_series.html", form, cohort=cohort)


@require_POST
@needs("training.cancel_session")
def cancel(request: HttpRequest, session_id: UUID) -> HttpResponse:
    """Cancel a session that was not held; the page of catching up follows."""
    session = fetch(request.actor, "training.cancel_session", pk=session_id)
    actions.cancel_session(session, actor=request.actor)
    messages.info(request, _("La séance est annulée. Voici quand elle pourrait être rattrapée."))
    return redirect("training:catch_up", session.pk)


def _to_week_of(session: object) -> HttpResponse:
    answer = redirect("training:cohort", session.cohort_id)  # type: ignore[attr-defined]
    answer["Location"] += f"?semaine={session.date.isoformat()}"  # type: ignore[attr-defined]
    return answer
