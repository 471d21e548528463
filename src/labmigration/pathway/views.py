"""The list of people, the person's thread, and what is done to a pathway as a whole."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from labmigration.access.gate import Conflict, may, needs
from labmigration.access.roles import Role
from labmigration.pathway import actions, states
from labmigration.pathway.forms import AssignForm, CloseForm, ContactNoteForm, PeopleFilter, PersonForm, ReopenForm
from labmigration.pathway.models import Pathway
from labmigration.pathway.opening import note_opening, open_file
from labmigration.pathway.people_list import page
from labmigration.pathway.person import contact_rows
from labmigration.pathway.queries import people
from labmigration.pathway.rights import advisors_of
from labmigration.pathway.story import WHOLE, readings, story
from labmigration.pathway.thread import thread_context
from labmigration.ui.pages import form_page


@needs("pathway.list")
def listed(request: HttpRequest) -> HttpResponse:
    """People, filtered and paged; the filters stay in the address."""
    filters = PeopleFilter(request.GET, is_advisor=Role.ADVISOR in request.actor.roles)
    wanted = filters.wanted(request.GET.get("apres", ""))
    found = page(request.actor, wanted)
    kept = request.GET.copy()
    kept.pop("apres", None)
    narrowed = any(kept.values())
    next_href = ""
    if found.next_place:
        kept["apres"] = str(found.next_place)
        next_href = f"?{kept.urlencode()}"
        kept.pop("apres")
    context = {
        "form": filters,
        "wanted": wanted,
        "people": found.people,
        "next_href": next_href,
        "first_href": f"?{kept.urlencode()}" if wanted.after else "",
        "narrowed": narrowed,
        "imports": may(request.actor, "reception.import"),
    }
    return render(request, "pathway/list.html", context)


def _read(request: HttpRequest, action: str, pathway_id: UUID) -> Pathway:
    """Like `open_file`, with the person, the advisor and the referrer in the same query."""
    pathway = people(request.actor, action).filter(pk=pathway_id).first()
    if pathway is None:
        raise Http404
    note_opening(request, pathway, action)
    return pathway


@needs("pathway.read")
def thread(request: HttpRequest, pathway_id: UUID) -> HttpResponse:
    """Every stage of one person: what is next, who acts, by when, what happened."""
    pathway = _read(request, "pathway.read", pathway_id)
    return render(request, "pathway/thread.html", thread_context(request.actor, pathway))


@needs("pathway.read")
def whole_story(request: HttpRequest, pathway_id: UUID) -> HttpResponse:
    """The timeline beyond its newest lines."""
    pathway = _read(request, "pathway.read", pathway_id)
    told, more = story(request.actor, pathway, WHOLE)
    return render(request, "pathway/story.html", {"pathway": pathway, "events": told, "more": more, "whole": WHOLE})


@needs("pathway.openings")
def openings(request: HttpRequest, pathway_id: UUID) -> HttpResponse:
    """Who opened the file, and what for."""
    pathway = _read(request, "pathway.openings", pathway_id)
    return render(request, "pathway/openings.html", {"pathway": pathway, "readings": readings(pathway)})


@needs("pathway.assign")
def assign(request: HttpRequest, pathway_id: UUID) -> HttpResponse:
    """Confide the person to an advisor."""
    pathway = open_file(request, "pathway.assign", pathway_id)
    form = AssignForm(request.POST or None, pathway=pathway, advisors=advisors_of(pathway.territory_id))
    if not form.is_valid():
        return form_page(request, "pathway/assign.html", form, pathway=pathway)
    shown = form.cleaned_data["instead_of"]
    before = form.advisors.get(shown)
    if shown and before is None and str(pathway.lead_advisor_id) == shown:
        # Her advisor has left: she is confided on in the leaver's stead all the same.
        before = pathway.lead_advisor
    actions.assign(pathway, form.chosen(), actor=request.actor, instead_of=before)
    person = pathway.candidate.full_name
    messages.success(
        request, _("%(person)s : confié à %(advisor)s.") % {"person": person, "advisor": form.chosen().name}
    )
    return redirect("pathway:thread", pathway.pk)


@require_POST
@needs("pathway.note_contact")
def note_contact(request: HttpRequest, pathway_id: UUID) -> HttpResponse:
    """Write that the person was reached today."""
    pathway = open_file(request, "pathway.note_contact", pathway_id)
    form = ContactNoteForm(request.POST)
    if not form.is_valid():
        messages.warning(request, _("Dites comment la personne a été jointe : appel, message ou visite."))
    else:
        actions.note_contact(pathway, actor=request.actor, channel=form.cleaned_data["channel"])
        messages.success(request, _("Contact noté : %(person)s.") % {"person": pathway.candidate.full_name})
    return redirect("desk:day" if "day" in request.POST else pathway_address(pathway))


def pathway_address(pathway: Pathway) -> str:
    """The address of the person's thread."""
    return reverse("pathway:thread", args=[pathway.pk])


@needs("pathway.correct")
def correct(request: HttpRequest, pathway_id: UUID) -> HttpResponse:
    """Correct names and contact details; a colleague's correction meanwhile is shown beside what was typed."""
    pathway = open_file(request, "pathway.correct", pathway_id)
    person = pathway.candidate
    form = PersonForm(request.POST or None, person=person)
    if form.is_bound and form.is_valid():
        form.apply_to(person)
        try:
            actions.correct_contact(pathway, person, actor=request.actor, version=form.cleaned_data["version"])
        except Conflict as conflict:
            person.refresh_from_db()
            form.data = {**form.data.dict(), "version": person.version}
            now = [(_("Nom"), person.full_name), *contact_rows(person)]
            context = {"form": form, "pathway": pathway, "conflict": str(conflict), "now": now}
            return render(request, "pathway/correct.html", context, status=409)
        messages.success(request, _("Les coordonnées sont corrigées."))
        return redirect("pathway:thread", pathway.pk)
    return form_page(request, "pathway/correct.html", form, pathway=pathway)


@needs("pathway.close")
def close(request: HttpRequest, pathway_id: UUID) -> HttpResponse:
    """End the pathway, with its reason."""
    pathway = open_file(request, "pathway.close", pathway_id)
    if pathway.state != states.OPEN:
        messages.info(request, _("Ce parcours est déjà terminé."))
        return redirect("pathway:thread", pathway.pk)
    # Follow-up proposes the reason; whoever closes decides.
    form = CloseForm(request.POST or None, initial={"reason": request.GET.get("reason", "")})
    if form.is_bound and form.is_valid():
        actions.close(pathway, form.cleaned_data["reason"], actor=request.actor)
        messages.success(request, _("Le parcours est terminé. Il peut être repris pour un nouveau besoin."))
        return redirect("pathway:thread", pathway.pk)
    return form_page(request, "pathway/close.html", form, pathway=pathway)


@needs("pathway.reopen")
def reopen(request: HttpRequest, pathway_id: UUID) -> HttpResponse:
    """Take up a closed pathway again for a new need."""
    pathway = open_file(request, "pathway.reopen", pathway_id)
    if pathway.state != states.CLOSED or pathway.closing_reason == "refused":
        messages.info(request, _("Ce parcours ne peut pas être repris d’ici."))
        return redirect("pathway:thread", pathway.pk)
    form = ReopenForm(request.POST or None, pathway=pathway)
    if form.is_bound and form.is_valid():
        actions.reopen(pathway, actor=request.actor, next_step=form.cleaned_data["next_step"], stage=form.stage())
        messages.success(request, _("Le parcours reprend."))
        return redirect("pathway:thread", pathway.pk)
    return form_page(request, "pathway/reopen.html", form, pathway=pathway)
