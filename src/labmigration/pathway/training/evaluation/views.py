"""Pages of evaluation by skill: the trainer's, the person's own, both beside each other."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, ngettext

from labmigration.access.gate import fetch, needs, visible
from labmigration.pathway.models import Pathway
from labmigration.pathway.opening import note_opening, open_file
from labmigration.pathway.training import states
from labmigration.pathway.training.evaluation import actions, queries
from labmigration.pathway.training.evaluation.changes import changes_to_propose, considered
from labmigration.pathway.training.evaluation.forms import GridForm, KeepForm, OwnSkillsForm
from labmigration.pathway.training.evaluation.progress import draw, grouped
from labmigration.pathway.training.evaluation.skills import FRENCH, every_skill, skills_of_module
from labmigration.pathway.training.models import Enrolment, Session
from labmigration.pathway.training.queries.modules import module_in_plain_words, module_name, modules_held
from labmigration.pathway.whereabouts import sees_whereabouts
from labmigration.programme import ProgrammeError
from labmigration.ui.pages import form_page


@needs("training.evaluate")
def grid(request: HttpRequest, cohort_id: UUID, module: str) -> HttpResponse:
    """One module, everybody of the cohort, each of its skills: four taps a person."""
    seats = [seat for seat in queries.seats_to_judge(request.actor, cohort_id) if _readable(request, seat)]
    skills = skills_of_module(module)
    if not seats or not skills:
        raise Http404
    cohort = seats[0].cohort
    if module != FRENCH and not Session.objects.filter(cohort=cohort, module=module, state=states.HELD).exists():
        raise Http404
    form = GridForm(request.POST or None, seats=seats, skills=skills, last=queries.last_by_trainers(seats))
    if form.is_bound and form.is_valid():
        told = form.told()
        for seat in seats:
            if seat.pk in told:
                actions.judge_skills(seat, told[seat.pk], actor=request.actor)
        people = len(told)
        says = ngettext("C’est noté pour %(count)s personne.", "C’est noté pour %(count)s personnes.", people)
        if people:
            messages.success(request, says % {"count": people})
        else:
            messages.info(request, _("Rien n’était coché : rien n’a changé."))
        return redirect("training:cohort", cohort.pk)
    for seat in seats:
        note_opening(request, seat.pathway, "training.evaluate")
    others = [(code, _name(code)) for code in _modules_to_judge(cohort) if code != module]
    context = {
        "cohort": cohort,
        "module": module,
        "name": _name(module),
        "others": others,
        "is_french": module == FRENCH,
    }
    return form_page(request, "training/evaluation/grid.html", form, **context)


def _readable(request: HttpRequest, seat: Enrolment) -> bool:
    return seat.pathway.candidate.user_id != request.user.pk and sees_whereabouts(request.actor, seat.pathway)


def _modules_to_judge(cohort: Any) -> list[str]:
    held = Session.objects.filter(cohort=cohort, state=states.HELD).order_by("date", "half")
    codes = dict.fromkeys(held.values_list("module", flat=True))
    return [*(code for code in codes if skills_of_module(code)), FRENCH]


def _name(module: str) -> str:
    if module == FRENCH:
        return _("Le français, en quatre activités")
    try:
        return module_name(module)
    except ProgrammeError:
        raise Http404 from None


@needs("training.evaluate")
def choose(request: HttpRequest, cohort_id: UUID) -> HttpResponse:
    """Which module to evaluate, with how many people a trainer has already spoken of."""
    seats = queries.seats_to_judge(request.actor, cohort_id)
    if not seats:
        raise Http404
    last = queries.last_by_trainers(seats)
    spoken_of = {code: {seat for seat, skill in last if skill == code} for code in every_skill()}
    rows = []
    for module in _modules_to_judge(seats[0].cohort):
        known = set().union(*(spoken_of[skill.code] for skill in skills_of_module(module)))
        rows.append((module, _name(module), len(known)))
    context = {"cohort": seats[0].cohort, "rows": rows, "people": len(seats)}
    return render(request, "training/evaluation/choose.html", context)


@needs("training.sign")
def own_module(request: HttpRequest, module: str) -> HttpResponse:
    """What the person says she can do of one module."""
    seat = _own_seat(request)
    skills = skills_of_module(module, seat.pathway.occupation)
    if not skills or module == FRENCH or module not in modules_held(seat):
        raise Http404
    form = OwnSkillsForm(request.POST or None, skills=skills)
    if form.is_bound and form.is_valid():
        actions.judge_skills(seat, form.told(), actor=request.actor)
        messages.success(request, gettext_noop("Merci. C’est noté."))
        return redirect("training:own_progress")
    return form_page(request, "training/evaluation/own_module.html", form, module=module_in_plain_words(module))


@needs("training.sign")
def own_progress(request: HttpRequest) -> HttpResponse:
    """What I say, what my trainer says, since the beginning; my French."""
    seat = _own_seat(request)
    return render(request, "training/evaluation/own_progress.html", drawn(request, seat))


def _own_seat(request: HttpRequest) -> Enrolment:
    rows = visible(request.actor, "training.sign").exclude(state=states.WITHDRAWN)
    seat: Enrolment | None = rows.select_related("cohort", "pathway__candidate").order_by("-enrolled_on").first()
    if seat is None:
        raise Http404
    return seat


@needs("training.read_progress")
def progress(request: HttpRequest, seat_id: UUID) -> HttpResponse:
    """Both sides beside each other over time, for who trains and advises her."""
    seat = fetch(request.actor, "training.read_progress", pk=seat_id)
    if not sees_whereabouts(request.actor, seat.pathway):
        raise Http404
    note_opening(request, seat.pathway, "training.read_progress")
    changes = changes_to_propose(request.actor, seat.pathway_id)
    context = {
        **drawn(request, seat),
        "person": seat.pathway.candidate,
        "change": changes[0] if changes else None,
        "considered": considered(seat.pathway) if _advises(request, seat.pathway) else [],
        "may_judge": visible(request.actor, "training.evaluate").filter(pk=seat.pk).exists(),
    }
    return render(request, "training/evaluation/progress.html", context)


def _advises(request: HttpRequest, pathway: Pathway) -> bool:
    return visible(request.actor, "training.consider_change").filter(pk=pathway.pk).exists()


def drawn(request: HttpRequest, seat: Enrolment) -> dict[str, Any]:
    """What the pages draw of one seat: groups of skills, French with the measure of the positioning first."""
    found = queries.judged(seat)
    french = {skill.code: list(found.get(skill.code, [])) for skill in queries.french_skills()}
    for finding in queries.entry_french(request.actor, seat.pathway):
        french.setdefault(finding.skill, []).insert(0, finding)
    other = [skill for skill in every_skill().values() if not skill.is_french]
    said = {key: row for key, row in queries.last_words(seat).items() if row.words}
    return {
        "seat": seat,
        "pathway": seat.pathway,
        "groups": grouped(other, found),
        "french": [draw(skill, french[skill.code]) for skill in queries.french_skills() if french[skill.code]],
        "words": [(row.get_skill_display(), row) for row in said.values()],
    }


@needs("training.consider_change")
def keep(request: HttpRequest, pathway_id: UUID) -> HttpResponse:
    """The advisor keeps the prescription, with a reason."""
    pathway = open_file(request, "training.consider_change", pathway_id)
    changes = changes_to_propose(request.actor, pathway.pk)
    form = KeepForm(request.POST or None)
    if form.is_bound and form.is_valid():
        actions.keep_prescription(pathway, actor=request.actor, words=form.cleaned_data["words"])
        messages.success(request, _("C’est noté. La prescription reste la même."))
        return redirect("pathway:thread", pathway.pk)
    seat = Enrolment.objects.filter(pathway=pathway).order_by("-enrolled_on").first()
    context = {"pathway": pathway, "change": changes[0] if changes else None, "seat": seat}
    return form_page(request, "training/evaluation/keep.html", form, **context)
