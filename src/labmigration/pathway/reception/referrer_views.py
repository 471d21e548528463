"""A referrer's pages: send a person, and see where those she sent have come to."""

from typing import Any

from allauth.core import ratelimit
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from labmigration.access.actor import Grant
from labmigration.access.gate import needs
from labmigration.access.roles import Role
from labmigration.pathway.models import Pathway, Stage
from labmigration.pathway.next_steps import NEXT_STEPS
from labmigration.pathway.queries import stage_line
from labmigration.pathway.reception import actions, queries, states
from labmigration.pathway.reception.forms import ReferForm, WhoForm
from labmigration.people.consents import allowed_among
from labmigration.territories.models import Organisation
from labmigration.ui.pages import form_page


@needs("reception.refer")
def refer(request: HttpRequest) -> HttpResponse:
    """Send one person to the Lab."""
    actor = request.actor
    grant = actor.grants_as(Role.ADVISOR, Role.REFERRER)[0]
    is_advisor = grant.role == Role.ADVISOR
    organisations = _referrers(grant)
    choices = [(str(one.pk), one.name) for one in organisations] if is_advisor else None
    form = ReferForm(request.POST or None, referrers=choices)
    if form.is_bound and form.is_valid():
        chosen = form.cleaned_data.get("referrer") if is_advisor else str(grant.organisation)
        referrer = next((one for one in organisations if str(one.pk) == chosen), None)
        referral = actions.receive(
            form.facts(referrer.name if referrer else ""),
            actor=actor,
            territory=str(grant.territory),
            referrer=referrer,
            lead_advisor=request.user if form.cleaned_data.get("follow") else None,
        )
        if is_advisor:
            messages.success(request, _("L’orientation est enregistrée."))
            return redirect("reception:of_pathway", referral.pathway_id)
        request.session["reception_sent"] = [str(referral.pathway_id), referral.state == states.SUSPECTED]
        return redirect("reception:thanks")
    return form_page(request, "reception/refer.html", form, is_advisor=is_advisor)


def _referrers(grant: Grant) -> list[Organisation]:
    rows = Organisation.objects.filter(territory=grant.territory, kind=Organisation.Kind.REFERRER)
    if grant.role == Role.REFERRER:
        rows = rows.filter(pk=grant.organisation)
    return list(rows.order_by("name"))


@require_POST
@needs("reception.refer")
def known(request: HttpRequest) -> HttpResponse:
    """While names are typed: whether the Lab knows the person already. A yes, never whose or what; asked at a pace."""
    form = WhoForm(request.POST)
    found = False
    often = not ratelimit.consume(request, action="look_for_person", user=request.user)
    if not often and form.is_valid():
        grant = request.actor.grants_as(Role.ADVISOR, Role.REFERRER)[0]
        found = queries.is_known(str(grant.territory), **form.cleaned_data)
    return render(request, "reception/_known.html", {"known": found, "often": often})


@needs("reception.refer")
def thanks(request: HttpRequest) -> HttpResponse:
    """What happens now. Whether the person is known already is told without telling anything of anyone."""
    pathway_id, resembles = request.session.pop("reception_sent", ["", False])
    context = {
        "resembles": resembles,
        "pathway_id": pathway_id,
        "days": NEXT_STEPS["reception.assign"].days,
        "decided_in": NEXT_STEPS["reception.decide"].days,
    }
    return render(request, "reception/thanks.html", context)


@needs("pathway.follow_sent")
def sent(request: HttpRequest) -> HttpResponse:
    """The people whom one's own organisation sent; where they stand only for those who agreed to its being told."""
    page = Paginator(queries.sent_people(request.actor), queries.PAGE).get_page(request.GET.get("page"))
    agreed = allowed_among([pathway.candidate_id for pathway in page.object_list], PROGRESS)
    people = [
        {
            "pathway": pathway,
            "stages": stage_line(pathway) if pathway.candidate_id in agreed else [],
            "outcome": _outcome(pathway) if pathway.candidate_id in agreed else _RECEIVED,
            "may_send": pathway.state == "open" and pathway.stage == Stage.RECEPTION,
            "agreed": pathway.candidate_id in agreed,
        }
        for pathway in page.object_list
    ]
    return render(request, "reception/sent.html", {"page": page, "people": people})


#: The purpose under which a person agrees that whoever sent her sees how far she is.
PROGRESS = "partner_progress"
_RECEIVED = {"label": gettext_lazy("reçue par le Lab"), "tone": "neutral", "icon": "inbox"}


def _outcome(pathway: Pathway) -> dict[str, Any]:
    """How it stands, as much as concerns whoever sent the person: never why somebody left."""
    if pathway.state == "merged":
        return {"label": _("déjà suivie par le Lab"), "tone": "neutral", "icon": "users"}
    if pathway.state == "open":
        return {"label": pathway.get_stage_display(), "tone": "info", "icon": "route"}
    if pathway.closing_reason == "refused":
        return {"label": _("non éligible"), "tone": "warning", "icon": "circle-x"}
    if pathway.closing_reason == "lasting_job":
        return {"label": _("emploi durable"), "tone": "success", "icon": "briefcase"}
    return {"label": _("parcours terminé"), "tone": "neutral", "icon": "flag"}
