"""Pages of follow-up."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from labmigration import clock
from labmigration.access.gate import fetch, may, needs, visible
from labmigration.pathway.employment.queries import contracts_of
from labmigration.pathway.follow_up import actions, queries, states
from labmigration.pathway.follow_up.asking import note_try
from labmigration.pathway.follow_up.drawing import line
from labmigration.pathway.follow_up.forms import AnswerForm, NeedForm, OwnAnswerForm, OwnNeedForm, TryForm
from labmigration.pathway.follow_up.milestones import optional_after
from labmigration.pathway.opening import note_opening, open_file
from labmigration.pathway.queries import pathway_for
from labmigration.programme import programme
from labmigration.ui.pages import form_page


@needs("follow_up.read")
def of_pathway(request: HttpRequest, pathway_id: UUID) -> HttpResponse:
    """Milestones on a line, what was said, needs that came up."""
    follow_ups = list(queries.milestones_of(request.actor, pathway_id))
    if not follow_ups:
        raise Http404
    pathway = follow_ups[0].pathway
    note_opening(request, pathway, "follow_up.read")
    following = visible(request.actor, "pathway.close").filter(pk=pathway_id).exists()
    tries, said = (of(request.actor, pathway_id) for of in (queries.tries_of, queries.household_words_of))
    return render(
        request,
        "follow_up/of_pathway.html",
        {
            "pathway": pathway,
            "follow_ups": [
                (each, queries.is_open(each), tries.get(each.pk, []), said.get(each.pk, [])) for each in follow_ups
            ],
            "gap_days": programme().sector_gap.days,
            "spells": queries.sector_time(contracts_of(request.actor, pathway)),
            "optional": optional_after(follow_ups) if following and pathway.state == "open" else None,
            "line": line(follow_ups, clock.today()),
            "needs": queries.needs_of(request.actor, pathway_id),
            "following": following,
            "may_read_words": may(request.actor, "follow_up.read_needs"),
            "closing_reason": queries.closing_reason_to_propose(follow_ups) if pathway.state == "open" else "",
        },
    )


@needs("follow_up.lose")
def answer(request: HttpRequest, follow_up_id: UUID) -> HttpResponse:
    """The advisor's conversation at a milestone."""
    follow_up = fetch(request.actor, "follow_up.answer", pk=follow_up_id)
    note_opening(request, follow_up.pathway, "follow_up.answer")
    if request.method == "GET" and not queries.is_open(follow_up):
        return redirect("follow_up:of_pathway", follow_up.pathway_id)
    form = AnswerForm(request.POST or None)
    if form.is_bound and form.is_valid():
        actions.answer(follow_up, actor=request.actor, **form.told())
        messages.success(request, _("Le suivi est noté."))
        return redirect("follow_up:of_pathway", follow_up.pathway_id)
    context = {"follow_up": follow_up, "pathway": follow_up.pathway}
    return form_page(request, "follow_up/answer.html", form, **context)


@needs("follow_up.lose")
def lose(request: HttpRequest, follow_up_id: UUID) -> HttpResponse:
    """How she was looked for; a try is noted, and in the end that she could not be reached."""
    follow_up = fetch(request.actor, "follow_up.lose", pk=follow_up_id)
    note_opening(request, follow_up.pathway, "follow_up.lose")
    if request.POST.get("decision") == "lose":
        actions.lose(follow_up, actor=request.actor)
        messages.info(request, _("C’est noté : personne non jointe."))
        return redirect("follow_up:of_pathway", follow_up.pathway_id)
    form = TryForm(request.POST or None)
    if form.is_bound and form.is_valid():
        note_try(follow_up, actor=request.actor, channel=form.cleaned_data["channel"])
        messages.success(request, _("L’essai est noté."))
        return redirect("follow_up:lose", follow_up_id)
    context = {
        "follow_up": follow_up,
        "pathway": follow_up.pathway,
        "tries": queries.tries_of(request.actor, follow_up.pathway_id).get(follow_up.pk, []),
        "days": actions.DAYS_BEFORE_LOST,
        "channels": actions.CHANNELS_BEFORE_LOST,
    }
    return form_page(request, "follow_up/lose.html", form, **context)


@require_POST
@needs("follow_up.plan_more")
def plan_more(request: HttpRequest, pathway_id: UUID) -> HttpResponse:
    """One more milestone, which the programme leaves optional."""
    planned = actions.plan_more(open_file(request, "follow_up.plan_more", pathway_id), actor=request.actor)
    messages.success(request, _("Un suivi à %(month)s mois est prévu.") % {"month": planned.month})
    return redirect("follow_up:of_pathway", pathway_id)


@needs("follow_up.meet")
def raise_need(request: HttpRequest, pathway_id: UUID) -> HttpResponse:
    """The advisor notes a need."""
    pathway = open_file(request, "follow_up.raise", pathway_id)
    form = NeedForm(request.POST or None)
    if form.is_bound and form.is_valid():
        actions.raise_need(pathway, actor=request.actor, **form.cleaned_data)
        messages.success(request, _("Le besoin est noté."))
        return redirect("follow_up:of_pathway", pathway_id)
    return form_page(request, "follow_up/raise_need.html", form, pathway=pathway)


@require_POST
@needs("follow_up.meet")
def meet(request: HttpRequest, need_id: UUID) -> HttpResponse:
    """A need was answered; a training need may lead to a new prescription."""
    need = fetch(request.actor, "follow_up.meet", pk=need_id)
    by_training = request.POST.get("by") == "training" and need.may_be_trained_for
    actions.meet(need, actor=request.actor, by_training=by_training)
    messages.success(request, _("Le besoin est traité."))
    if by_training:
        return redirect("prescription:write", need.pathway_id)
    return redirect("follow_up:of_pathway", need.pathway_id)


@needs("pathway.follow_own")
def own(request: HttpRequest) -> HttpResponse:
    """How it goes at work: one question when a follow-up is open, otherwise when the next one is."""
    follow_ups = list(queries.own_milestones(request.actor))
    planned = [each for each in follow_ups if each.state == states.PLANNED]
    context = {
        "follow_ups": follow_ups,
        "now": next((each for each in planned if queries.is_open(each)), None),
        "next": planned[0] if planned else None,
        "needs": queries.needs_of(request.actor, follow_ups[0].pathway_id) if follow_ups else [],
    }
    return render(request, "follow_up/own.html", context)


@needs("pathway.follow_own")
def own_answer(request: HttpRequest, follow_up_id: UUID) -> HttpResponse:
    """The person's own answer; her first one, yes or no, came with the link."""
    follow_up = fetch(request.actor, "follow_up.answer", pk=follow_up_id, pathway__candidate__user=request.actor.user)
    still = request.GET.get("travaille")
    if request.method == "GET" and (not queries.is_open(follow_up) or still not in ("yes", "no")):
        return redirect("follow_up:own")
    form = OwnAnswerForm(request.POST or None, initial={"in_sector": still})
    if form.is_bound and form.is_valid():
        actions.answer(follow_up, actor=request.actor, **form.told())
        messages.success(request, _("Merci. Votre conseillère lit votre réponse."))
        return redirect("follow_up:own")
    return form_page(request, "follow_up/own_answer.html", form, follow_up=follow_up)


@needs("pathway.follow_own")
def own_need(request: HttpRequest) -> HttpResponse:
    """The person asks for something."""
    follow_up = queries.own_milestones(request.actor).last()
    if follow_up is None:
        raise Http404
    form = OwnNeedForm(request.POST or None)
    if form.is_bound and form.is_valid():
        pathway = pathway_for(request.actor, "follow_up.raise", follow_up.pathway_id)
        actions.raise_need(pathway, actor=request.actor, **form.cleaned_data)
        messages.success(request, _("C’est noté. Votre conseillère s’occupe de votre demande."))
        return redirect("follow_up:own")
    return form_page(request, "follow_up/own_need.html", form)
