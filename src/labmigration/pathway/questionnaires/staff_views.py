"""What one person was asked, for who follows her; and the questionnaire filled in with her on one screen."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from labmigration import clock
from labmigration.access.gate import fetch, may, needs
from labmigration.pathway.opening import note_opening, open_file
from labmigration.pathway.orientation.words import language_for
from labmigration.pathway.questionnaires import actions, queries, states
from labmigration.pathway.questionnaires.forms import staff_form
from labmigration.pathway.questionnaires.known import known_of
from labmigration.pathway.questionnaires.models import AskedWave, read_given
from labmigration.pathway.questionnaires.wording import wave_title
from labmigration.programme.codebook import codebook
from labmigration.ui.languages import FRENCH, read_in
from labmigration.ui.pages import form_page


@needs("questionnaires.of_person")
def of_pathway(request: HttpRequest, pathway_id: UUID) -> HttpResponse:
    """Each questionnaire: when, in which window, what came of it, what is missing. No answer is shown here."""
    pathway = open_file(request, "questionnaires.of_person", pathway_id)
    rows = queries.of_person(request.actor, pathway_id)
    context = {
        "pathway": pathway,
        "rows": rows,
        "fills": may(request.actor, "questionnaires.note"),
        "today": clock.today(),
    }
    return render(request, "questionnaires/of_pathway.html", context)


@needs("questionnaires.note")
def with_her(request: HttpRequest, questionnaire_id: UUID) -> HttpResponse:
    """All questions of one wave on one screen, filled in with her: on the telephone, at the desk."""
    row: AskedWave = fetch(request.actor, "questionnaires.read", pk=questionnaire_id)
    note_opening(request, row.pathway, "questionnaires.note")
    if row.state == states.ENDED or clock.today() < row.opens_on:
        return redirect("questionnaires:of_pathway", row.pathway_id)
    newest = row.versions.order_by("-number").first()
    said = {**(read_given(newest.given) if newest else {}), **read_given(row.draft)}
    follows = request.actor.user is not None and row.pathway.lead_advisor_id == request.actor.user.pk
    known = known_of(row) if follows else {}
    form = staff_form(row.wave, request.POST or None, given={**known, **said}, reads=follows)
    if request.POST.get("decision") == "refuse" and row.state == states.WAITING:
        actions.refuse(row, actor=request.actor)
        messages.success(request, _("C’est noté : la personne ne souhaite pas répondre. Rien ne change pour elle."))
        return redirect("questionnaires:of_pathway", row.pathway_id)
    if form.is_bound and form.is_valid():
        kept = {code: answers for code, answers in said.items() if code in form.hidden and answers}
        actions.note(row, actor=request.actor, given={**kept, **form.answers()})
        messages.success(request, _("Le questionnaire est rempli."))
        return redirect("questionnaires:of_pathway", row.pathway_id)
    context = {
        "row": row,
        "pathway": row.pathway,
        "title": wave_title(row.wave),
        "late": clock.today() > row.closes_on,
        "known": bool(known) and not said,
        "may_refuse": row.state == states.WAITING,
        "version": codebook().version,
    }
    # She reads over the advisor's shoulder: the French first, her language beside.
    with read_in(FRENCH, language_for(row.pathway.candidate.contact_language), aloud=False, own=FRENCH):
        return form_page(request, "questionnaires/with_her.html", form, **context)
