"""The pages of the person herself, on her telephone."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy, gettext_noop

from labmigration import clock
from labmigration.access.actor import Actor
from labmigration.access.gate import Conflict, needs
from labmigration.access.roles import Role
from labmigration.desk.navigation import address_of
from labmigration.pathway import STAGES, actions, states
from labmigration.pathway.interviews.queries import own_waiting
from labmigration.pathway.matching.messages.queries import waits_for_her
from labmigration.pathway.models import Pathway
from labmigration.pathway.next_steps import NEXT_STEPS
from labmigration.pathway.orientation.queries import free_slots, own_meetings_ahead
from labmigration.pathway.own_forms import ContactForm
from labmigration.pathway.person import contact_rows, who_acts
from labmigration.pathway.positioning.sittings.queries import under_way
from labmigration.pathway.positioning.sittings.states import FINISHED
from labmigration.pathway.queries import next_step, people, stage_line
from labmigration.pathway.questionnaires.queries import own_open
from labmigration.pathway.story import readings
from labmigration.pathway.training.filling.queries import own_offer
from labmigration.privacy.urgent import urgent_readings
from labmigration.ui.pages import form_page


@dataclass(frozen=True)
class OwnPage:
    """A page of a stage that is there for the person once she has come to it."""

    stage: str
    route: str
    label: Any
    icon: str


OWN_PAGES = (
    OwnPage("reception", "orientation:own", gettext_lazy("Mes rendez-vous"), "calendar"),
    OwnPage("reception", "orientation:interest", gettext_lazy("Mon métier"), "heart-handshake"),
    OwnPage("reception", "reception:own_documents", gettext_lazy("Mes papiers"), "file-check"),
    OwnPage("reception", "privacy:contacts", gettext_lazy("Mes contacts"), "users"),
    OwnPage("positioning", "positioning:own", gettext_lazy("Ce que je sais faire"), "star"),
    OwnPage("prescription", "prescription:own", gettext_lazy("Mon parcours de formation"), "list-checks"),
    OwnPage("prescription", "training:own_week", gettext_lazy("Quand je ne peux pas venir"), "calendar-clock"),
    OwnPage("training", "training:own", gettext_lazy("Ma formation"), "graduation-cap"),
    OwnPage("training", "civic:own", gettext_lazy("Mon parcours citoyen"), "landmark"),
    OwnPage("training", "questionnaires:own", gettext_lazy("Mes questions"), "clipboard-list"),
    OwnPage("certification", "certification:own", gettext_lazy("Mes résultats"), "award"),
    OwnPage("matching", "matching:own", gettext_lazy("Les foyers proposés"), "handshake"),
    OwnPage("matching", "matching:own_wishes", gettext_lazy("Mes souhaits"), "calendar-days"),
    OwnPage("matching", "tutoring:own", gettext_lazy("Mon employeur tuteur"), "hand-heart"),
    OwnPage("employment", "employment:own", gettext_lazy("Mon contrat"), "briefcase"),
    OwnPage("follow_up", "follow_up:own", gettext_lazy("Mon suivi"), "phone"),
)

RIGHTS_PAGES = (
    OwnPage("reception", "desk:own_openings", gettext_lazy("Qui a ouvert mon dossier"), "eye"),
    OwnPage("reception", "privacy:choices", gettext_lazy("Mes choix : oui ou non"), "list-checks"),
    OwnPage("reception", "desk:own_contact", gettext_lazy("Corriger mes coordonnées"), "id-card"),
    OwnPage("reception", "quality:complain", gettext_lazy("Dire ce qui ne va pas"), "message-square"),
    OwnPage("reception", "privacy:rights", gettext_lazy("Voir, télécharger, demander, effacer"), "scale"),
)


def own_pathway(actor: Actor, action: str = "pathway.follow_own") -> Pathway | None:
    """The person's own pathway: the one that is open, else the last one."""
    hers = people(actor, action).filter(candidate__user=actor.user).exclude(state=states.MERGED)
    found = list(hers.order_by("-opened_on"))
    return next((pathway for pathway in found if pathway.state == states.OPEN), found[0] if found else None)


@needs("pathway.follow_own")
def me(request: HttpRequest) -> HttpResponse:
    """One next step, then my way, my meetings, my papers, my advisor."""
    pathway = own_pathway(request.actor)
    if pathway is None:
        return render(request, "desk/me_waiting.html")
    step = next_step(pathway)
    says, step_href = _what_she_does(request.actor, pathway) if step else ("", "")
    # A seat that is proposed is hers to answer, whoever gives the seats.
    answers_seat = step is not None and step.code == "training.enrol" and bool(step_href)
    context = {
        "pathway": pathway,
        "person": pathway.candidate,
        "open": pathway.state == states.OPEN,
        "step": step,
        "says": says,
        "who": who_acts(pathway) if pathway.next_role != Role.CANDIDATE else "",
        # A day gone by worries and helps nobody: her advisor sees it, and sees it late.
        "by": pathway.due_on if pathway.due_on and pathway.due_on >= clock.today() and not answers_seat else None,
        "step_href": step_href,
        "meetings": own_meetings_ahead(request.actor, pathway),
        "stages": stage_line(pathway),
        "questions_wait": own_open(request.actor),
        "interview_waits": own_waiting(request.actor),
        "message_waits": waits_for_her(request.actor),
        "pages": _pages_reached(pathway, OWN_PAGES),
        "rights": _pages_reached(pathway, RIGHTS_PAGES),
        "advisor_phone": pathway.lead_advisor.phone if pathway.lead_advisor else "",
    }
    return render(request, "desk/me.html", context)


def _what_she_does(actor: Actor, pathway: Pathway) -> tuple[Any, str]:
    """The words of her next step and where she acts, as things stand today: nothing to press where she only waits."""
    step = NEXT_STEPS[pathway.next_step]
    if step.code == "orientation.plan" and not free_slots(pathway.lead_advisor):
        return step.for_candidate, ""
    if step.code == "orientation.plan":
        return gettext_lazy("Choisissez votre rendez-vous"), address_of(step.own_url)
    if step.code == "positioning.do":
        questionnaire = under_way(actor, pathway)
        if questionnaire is not None and questionnaire.state == FINISHED:
            return gettext_lazy("Vous avez répondu à tout. Votre conseillère lit vos réponses."), ""
        if questionnaire is not None:
            return gettext_lazy("Vos réponses sont gardées. Vous pouvez continuer."), address_of(step.own_url)
    if step.code == "training.enrol" and own_offer(actor) is not None:
        return gettext_lazy("Une place vous est proposée dans un groupe de formation. Dites oui ou non."), address_of(
            "training:own_offer"
        )
    return step.for_candidate, address_of(step.own_url) if step.own_url else ""


def _pages_reached(pathway: Pathway, of: tuple[OwnPage, ...]) -> list[tuple[OwnPage, str]]:
    reached = STAGES[: pathway.stage_number + 1]
    pages = [(page, address_of(page.route)) for page in of if page.stage in reached]
    return [(page, address) for page, address in pages if address]


@needs("pathway.follow_own")
def openings(request: HttpRequest) -> HttpResponse:
    """Who opened my file."""
    pathway = own_pathway(request.actor)
    return render(
        request,
        "desk/own_openings.html",
        {
            "readings": readings(pathway) if pathway else [],
            "urgent": urgent_readings(request.actor) if pathway else [],
        },
    )


@needs("pathway.correct")
def contact(request: HttpRequest) -> HttpResponse:
    """Correct how I can be reached; a name is corrected by the advisor, who sees the papers."""
    pathway = own_pathway(request.actor, "pathway.correct")
    if pathway is None:
        return render(request, "desk/me_waiting.html")
    person = pathway.candidate
    form = ContactForm(request.POST or None, person=person)
    if form.is_bound and form.is_valid():
        form.apply_to(person)
        try:
            actions.correct_contact(pathway, person, actor=request.actor, version=form.cleaned_data["version"])
        except Conflict as conflict:
            person.refresh_from_db()
            form.data = {**form.data.dict(), "version": person.version}
            context = {"form": form, "pathway": pathway, "conflict": conflict.sentence, "now": contact_rows(person)}
            return render(request, "desk/own_contact.html", context, status=409)
        messages.success(request, gettext_noop("C’est enregistré. Merci."))
        return redirect("desk:me")
    return form_page(request, "desk/own_contact.html", form, pathway=pathway)
