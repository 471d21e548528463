"""What the person thinks of the occupation: her own page, and her advisor's answer to it."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from django.views.decorators.http import require_POST

from labmigration.access.actor import Actor
from labmigration.access.gate import fetch, needs
from labmigration.pathway.models import Pathway
from labmigration.pathway.orientation import interest_actions, interest_queries
from labmigration.pathway.orientation.interest_forms import ANSWERS, OwnInterestForm
from labmigration.pathway.orientation.leaflet_page import name_of
from labmigration.pathway.queries import people
from labmigration.ui.pages import form_page

ANSWERS_SAID = dict(ANSWERS)


@needs("orientation.say_interest")
def own(request: HttpRequest) -> HttpResponse:
    """My occupation: its leaflet, whether it still interests me, and what I said before."""
    pathway = _pathway(request.actor)
    if pathway is None:
        return form_page(request, "orientation/interest.html", OwnInterestForm(occupation=""), pathway=None)
    form = OwnInterestForm(request.POST or None, occupation=pathway.occupation)
    if form.is_bound and form.is_valid():
        interest_actions.say(pathway, actor=request.actor, **form.cleaned_data)
        messages.success(request, gettext_noop("C’est noté. Votre conseillère le lit et vous en parle."))
        return redirect("orientation:interest")
    said = interest_queries.history(request.actor, pathway)
    context = {
        "pathway": pathway,
        "name": name_of(pathway.occupation),
        "may_say": pathway.state == "open" and interest_queries.was_explained(pathway),
        "said": [(each, name_of(each.wanted or each.occupation), ANSWERS_SAID[each.interest]) for each in said],
    }
    return form_page(request, "orientation/interest.html", form, **context)


@require_POST
@needs("orientation.take_up_interest")
def take_up(request: HttpRequest, statement_id: UUID) -> HttpResponse:
    """The advisor has read it; she may make the occupation that the person prefers the one of her pathway."""
    statement = fetch(request.actor, "orientation.take_up_interest", pk=statement_id)
    interest_actions.take_up(statement, actor=request.actor, adopt=request.POST.get("adopt") == "yes")
    messages.success(request, _("C’est pris en compte."))
    return redirect("pathway:thread", statement.pathway_id)


def _pathway(actor: Actor) -> Pathway | None:
    hers = list(people(actor, "orientation.say_interest").exclude(state="merged").order_by("-opened_on"))
    return next((pathway for pathway in hers if pathway.state == "open"), hers[0] if hers else None)
