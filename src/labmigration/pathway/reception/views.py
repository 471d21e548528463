"""Pages of reception: the referrals to decide, and the file of one person."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from labmigration import clock
from labmigration.access.actor import Actor
from labmigration.access.gate import may, needs, visible
from labmigration.access.roles import Role
from labmigration.pathway.opening import note_opening, open_file
from labmigration.pathway.reception import actions, document_queries, explaining, queries, states
from labmigration.pathway.reception.facts import verdict_on
from labmigration.pathway.reception.forms import CorrectForm, ReasonForm
from labmigration.pathway.reception.models import Referral
from labmigration.pathway.reception.proofs import proven_by_papers
from labmigration.pathway.whereabouts import sees_whereabouts
from labmigration.ui.pages import form_page

_TABS = (
    ("a-decider", gettext_lazy("À décider"), "inbox"),
    ("doublons", gettext_lazy("Doublons possibles"), "users"),
    ("refus", gettext_lazy("Refus à confirmer"), "scale"),
    ("decidees", gettext_lazy("Décidées"), "check"),
)


@needs("reception.list")
def to_decide(request: HttpRequest) -> HttpResponse:
    """The referrals that wait for a decision, by what is to be decided."""
    view = request.GET.get("vue", queries.VIEWS[0])
    view = view if view in queries.VIEWS else queries.VIEWS[0]
    actor = request.actor
    rows = queries.open_suspicions(actor) if view == "doublons" else queries.referrals(actor, view)
    page = Paginator(rows, queries.PAGE).get_page(request.GET.get("page"))
    counts = queries.counts(actor)
    context = {
        "view": view,
        "tabs": [(code, label, icon, counts[code]) for code, label, icon in _TABS],
        "page": page,
        "may_import": may(actor, "reception.import"),
        "may_refer": may(actor, "reception.refer"),
        "papers": queries.documents_to_check(actor).count() if may(actor, "reception.check_document") else None,
        "told": [_row(one, view) for one in page.object_list],
    }
    return render(request, "reception/list.html", context)


def _row(one: Any, view: str) -> dict[str, Any]:
    if view == "doublons":
        return {
            "suspicion": one,
            "person": one.referral.pathway.candidate,
            "says": explaining.resemblance(one.reasons),
        }
    return {
        "referral": one,
        "person": one.pathway.candidate,
        "tone": explaining.VERDICT_TONES[one.verdict],
        "icon": explaining.VERDICT_ICONS[one.verdict],
        "says": _says(one),
    }


def _says(referral: Referral) -> str:
    """One line under a name: when and by whom she was sent, then what stands against her file."""
    sent = date_format(referral.referred_on, "j F")
    by = str(referral.pathway.referrer or referral.referrer_label)
    told = _("Orientée le %(day)s par %(who)s.") if by else _("Orientée le %(day)s.")
    reasons = (explaining.reason(code) for code in referral.reasons)
    return " ".join([told % {"day": sent, "who": by}, *reasons])


@needs("reception.read")
def of_pathway(request: HttpRequest, pathway_id: UUID) -> HttpResponse:
    """One person's file: what is known, the verdict and its reasons, what would change it, who decides."""
    actor = request.actor
    referral = queries.referral_of(actor, "reception.read", pathway_id)
    person = referral.pathway.candidate
    context: dict[str, Any] = {
        "referral": referral,
        "pathway": referral.pathway,
        "person": person,
        "explained": explaining.explained(referral),
        "tone": explaining.VERDICT_TONES[referral.verdict],
        "icon": explaining.VERDICT_ICONS[referral.verdict],
    }
    if actor.roles <= {Role.CANDIDATE}:
        return render(request, "reception/own.html", context)
    note_opening(request, referral.pathway, "reception.of_pathway")
    context |= _what_may_be_done(request, referral)
    context["facts"] = _facts(request.actor, referral)
    context["grounds"] = explaining.grounds(referral)
    context |= _papers(request, referral, context["may_correct"])
    context["suspicions"] = [
        (suspicion, explaining.resemblance(suspicion.reasons))
        for suspicion in queries.suspicions_of(actor, referral)
        if may(actor, "reception.judge_duplicate")
    ]
    is_waiting = referral.state in (states.RECEIVED, states.SUSPECTED, states.PROPOSED)
    context["verdict_changed"] = is_waiting and _verdict_today(referral) != referral.verdict
    return render(request, "reception/of_pathway.html", context)


def _verdict_today(referral: Referral) -> str:
    return verdict_on(referral, clock.today()).verdict


def _what_may_be_done(request: HttpRequest, referral: Referral) -> dict[str, bool]:
    def may_now(verb: str) -> bool:
        if not may(request.actor, f"reception.{verb}"):
            return False
        if verb in states.MOVES and referral.state not in states.MOVES[verb].sources:
            return False
        return visible(request.actor, f"reception.{verb}").filter(pk=referral.pk).exists()

    is_open = referral.state in (states.RECEIVED, states.SUSPECTED)
    proposer = referral.refusal_by_id is not None and referral.refusal_by_id == request.user.pk
    return {
        "may_correct": is_open and may_now("correct"),
        "may_take_charge": referral.pathway.lead_advisor_id is None
        and is_open
        and bool(request.actor.grants_as(Role.ADVISOR)),
        "may_admit": may_now("admit"),
        "may_propose_refusal": may_now("propose_refusal"),
        "may_confirm_refusal": may_now("confirm_refusal") and not proposer,
        "proposed_by_me": referral.state == states.PROPOSED and proposer,
        "may_send_back": may_now("send_back"),
        "may_reopen": may_now("reopen"),
    }


def _papers(request: HttpRequest, referral: Referral, may_correct: bool) -> dict[str, Any]:
    pathway = referral.pathway
    sending = visible(request.actor, "reception.send_document").filter(pk=pathway.pk, state="open")
    return {
        "documents": document_queries.documents_of(request.actor, pathway),
        "may_send_document": sending.exists(),
        "proven": proven_by_papers(referral) if may_correct else None,
    }


def _facts(actor: Actor, referral: Referral) -> list[tuple[str, Any]]:
    person = referral.pathway.candidate
    town = " ".join(filter(None, (person.postcode, person.town)))
    work = {None: _("rien n’a été présenté"), True: _("oui"), False: _("non")}[referral.allows_work]
    return [
        (_("Naissance"), person.birth_date),
        (_("Commune"), town if sees_whereabouts(actor, referral.pathway) else ""),
        (_("Orientée le"), referral.referred_on),
        (_("Orientée par"), referral.pathway.referrer or referral.referrer_label),
        (_("Métier souhaité"), referral.wanted_label),
        (_("Titre présenté"), referral.document),
        (_("Autorise à travailler"), work),
        (_("Valable jusqu’au"), referral.valid_until or (_("sans fin") if referral.allows_work else "")),
        (_("Récépissé de renouvellement"), _("oui") if referral.renewal_receipt else _("non")),
        (_("Français oral"), referral.french_oral),
        (_("Français écrit"), referral.french_written),
        (_("Preuve du français"), referral.french_proof),
    ]


@needs("reception.correct")
def correct(request: HttpRequest, pathway_id: UUID) -> HttpResponse:
    """Complete the facts; the file is judged again at once."""
    referral = queries.referral_of(request.actor, "reception.correct", pathway_id)
    note_opening(request, referral.pathway, "reception.correct")
    form = CorrectForm(request.POST or None, initial=CorrectForm.told_by(referral))
    if form.is_bound and form.is_valid():
        told = form.cleaned_data
        actions.correct(
            referral,
            actor=request.actor,
            version=told["version"],
            changes=form.changes(),
            birth_date=told["birth_date"],
        )
        label = referral.get_verdict_display()
        messages.success(request, _("Le dossier est complété et réexaminé : %(verdict)s.") % {"verdict": label})
        return redirect("reception:of_pathway", pathway_id)
    return form_page(request, "reception/correct.html", form, referral=referral, person=referral.pathway.candidate)


@needs("reception.admit")
def admit(request: HttpRequest, pathway_id: UUID) -> HttpResponse:
    """Admit: one click where the file is eligible, with a written reason where it is not."""
    referral = queries.referral_of(request.actor, "reception.admit", pathway_id)
    note_opening(request, referral.pathway, "reception.admit")
    form = ReasonForm(request.POST or None)
    form.fields["reason"].required = _verdict_today(referral) != "eligible"
    if form.is_bound and form.is_valid():
        actions.admit(referral, actor=request.actor, reason=form.cleaned_data["reason"])
        messages.success(request, _("L’admission est prononcée. L’entretien d’orientation est à fixer."))
        return redirect("reception:of_pathway", pathway_id)
    return _decision_page(request, form, referral, "admit")


@needs("reception.propose_refusal")
def propose_refusal(request: HttpRequest, pathway_id: UUID) -> HttpResponse:
    """Propose a refusal, with its reason; somebody else will confirm it."""
    referral = queries.referral_of(request.actor, "reception.propose_refusal", pathway_id)
    note_opening(request, referral.pathway, "reception.propose_refusal")
    form = ReasonForm(request.POST or None)
    if form.is_bound and form.is_valid():
        actions.propose_refusal(referral, actor=request.actor, reason=form.cleaned_data["reason"])
        messages.success(request, _("Le refus est proposé. La coordination du territoire le confirmera, ou non."))
        return redirect("reception:of_pathway", pathway_id)
    return _decision_page(request, form, referral, "propose_refusal")


def _decision_page(request: HttpRequest, form: ReasonForm, referral: Referral, decision: str) -> HttpResponse:
    return form_page(
        request,
        "reception/decide.html",
        form,
        referral=referral,
        person=referral.pathway.candidate,
        decision=decision,
        explained=explaining.explained(referral),
        tone=explaining.VERDICT_TONES[referral.verdict],
        icon=explaining.VERDICT_ICONS[referral.verdict],
    )


@require_POST
@needs("pathway.assign")
def take_charge(request: HttpRequest, pathway_id: UUID) -> HttpResponse:
    """Become the advisor of someone whom nobody follows."""
    open_file(request, "pathway.assign", pathway_id)
    referral = queries.referral_of(request.actor, "reception.read", pathway_id)
    actions.take_charge(referral, actor=request.actor)
    messages.success(request, _("Vous suivez maintenant cette personne."))
    return redirect("reception:of_pathway", pathway_id)


def _button(action: str, act: Callable[..., Any], says: Any) -> Callable[[HttpRequest, UUID], HttpResponse]:
    """A page of one button: acts on the referral and comes back to the file."""

    @require_POST
    @needs(f"reception.{action}")
    def pressed(request: HttpRequest, pathway_id: UUID) -> HttpResponse:
        referral = queries.referral_of(request.actor, f"reception.{action}", pathway_id)
        act(referral, actor=request.actor)
        messages.success(request, str(says))
        return redirect("reception:of_pathway", pathway_id)

    return pressed


judge = _button("correct", actions.judge, gettext_lazy("Le dossier est réexaminé à la date d’aujourd’hui."))
confirm_refusal = _button(
    "confirm_refusal", actions.confirm_refusal, gettext_lazy("Le refus est confirmé ; le parcours est terminé.")
)
send_back = _button("send_back", actions.send_back, gettext_lazy("Le dossier est renvoyé : il est à reprendre."))
reopen = _button("reopen", actions.reopen, gettext_lazy("Le dossier est rouvert."))
