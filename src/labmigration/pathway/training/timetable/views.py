"""Pages of timetables: asked for, followed, drawn, changed by hand, published; a cancelled session caught up."""

from datetime import date
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_POST

from labmigration.access.gate import fetch, needs
from labmigration.pathway.training import states
from labmigration.pathway.training.availability.days_off import days_off
from labmigration.pathway.training.forms.timetable import MoveForm, SearchForm
from labmigration.pathway.training.models import Timetable
from labmigration.pathway.training.queries import module_name
from labmigration.pathway.training.timetable import actions, catching_up, drawing, publishing, queries, searching
from labmigration.pathway.training.timetable.question import Asked, problem_of, question_of
from labmigration.pathway.training.timetable.unable import unable
from labmigration.pathway.training.timetable.words import breaks, half_day, impossible, names_in
from labmigration.programme import programme

#: What is missing, where to mend it, and how that is called there.
MISSING = {
    "seats": (gettext_lazy("Personne n’a encore de place dans cette cohorte."), "training:fill", True),
    "modules": (
        gettext_lazy("Aucune heure n’est à placer : les parcours ne sont pas signés, ou tout l’est déjà."),
        "",
        True,
    ),
    "trainers": (gettext_lazy("Personne n’enseigne encore dans cette cohorte."), "training:edit", True),
    "rooms": (gettext_lazy("Aucune salle n’est notée."), "training:means", False),
    "days": (gettext_lazy("Le dernier jour de la cohorte est passé."), "training:edit", True),
}
COSTS = {
    "missed": gettext_lazy("demi-journées que des personnes manqueraient"),
    "half_day": gettext_lazy("jours où l’on ne vient que pour une demi-journée"),
    "trainer_change": gettext_lazy("changements de formatrice ou de formateur dans un module"),
    "week": gettext_lazy("semaines jusqu’à la fin"),
    "moved": gettext_lazy("séances déplacées"),
}


@needs("training.search_timetable")
def timetable(request: HttpRequest, cohort_id: UUID) -> HttpResponse:
    """What would be asked of the search, what is missing, the draft under way and what was published."""
    cohort = fetch(request.actor, "training.search_timetable", pk=cohort_id)
    asked = question_of(cohort)
    context = {
        "cohort": cohort,
        "under_way": queries.under_way(request.actor, cohort),
        "published": queries.published(request.actor, cohort),
        "asked": asked,
        "missing": [(said, url, own) for code, (said, url, own) in MISSING.items() if code in asked.missing],
        "modules": _modules(asked),
        "form": SearchForm(initial={"seconds": 30}),
        "small_groups": _small_groups(asked),
        "off": days_off(cohort.provider, cohort.starts_on, cohort.ends_on),
    }
    return render(request, "training/timetable/ask.html", context)


def _modules(asked: Asked) -> list[tuple[str, float, int]]:
    """Name, hours and people of each module that would be asked."""
    if asked.missing:
        return []
    trainees = asked.question["cohorts"][0]["trainees"]
    return [
        (module_name(each["id"]), each["hours"], sum(each["id"] in one["modules"] for one in trainees))
        for each in asked.question["modules"]
    ]


def _small_groups(asked: Asked) -> int:
    """How few people a first-aid group would have, where that is fewer than it takes; 0 where all is well."""
    if asked.missing:
        return 0
    rules = programme().certifications.sst
    people = sum("sst" in one["modules"] for one in asked.question["cohorts"][0]["trainees"])
    smallest = people // -(-people // rules.group_max) if people else 0
    return smallest if 0 < smallest < rules.group_min else 0


@require_POST
@needs("training.search_timetable")
def search(request: HttpRequest, cohort_id: UUID) -> HttpResponse:
    """Begin a search."""
    cohort = fetch(request.actor, "training.search_timetable", pk=cohort_id)
    form = SearchForm(request.POST)
    seconds = form.cleaned_data["seconds"] if form.is_valid() else 30
    made = actions.search(cohort, actor=request.actor, seconds=seconds)
    return redirect("training:draft", made.pk)


@needs("training.read_timetable")
def draft(request: HttpRequest, timetable_id: UUID) -> HttpResponse:
    """A timetable: how far its search is, or its weeks drawn with what they cost and what they break."""
    row = _fetched(request, "training.read_timetable", timetable_id)
    return render(request, "training/timetable/draft.html", _drawn(request, row))


def _drawn(request: HttpRequest, row: Timetable) -> dict[str, Any]:
    searched = row.state == states.SEARCHING
    context = {
        "timetable": row,
        "cohort": row.cohort,
        "searching": searched,
        "given_up": searching.has_stopped(row),
        "may_change": row.state == states.DRAFT,
        "conflict": impossible(problem_of(row.question), row.conflict, names_in(row.cohort)) if row.conflict else [],
        "again": SearchForm(initial={"seconds": 10, "version": row.version}),
    }
    if searched or not row.sessions:
        return context
    names = names_in(row.cohort)
    calendar = row.question["calendar"]
    off = days_off(row.cohort.provider, date.fromisoformat(calendar["from"]), date.fromisoformat(calendar["to"]))
    broken = actions.judged(row.question, row.sessions)[0] if row.state == states.DRAFT else []
    return context | {
        "weeks": drawing.weeks(row, names, off),
        "legend": drawing.legend(row),
        "broken": breaks(broken, names),
        "costs": [(COSTS[code], value) for code, value in drawing.cost_lines(row.cost)],
        "gap": _gap(row),
        "unable": unable(row, names) if row.state in (states.DRAFT, states.PUBLISHED) else [],
        "moved_in_words": [(each, one) for each in row.moved if (one := queries.session_of(row, each)) is not None],
    }


def _gap(row: Timetable) -> int | None:
    """By how many per cent the cost may be above the best there is; None where no bound is known."""
    if row.bound is None or not row.cost:
        return None
    total = row.cost["total"]
    return round(100 * max(0.0, total - row.bound) / row.bound) if row.bound else 0


@require_POST
@needs("training.change_timetable")
def stop(request: HttpRequest, timetable_id: UUID) -> HttpResponse:
    """End a search with the best that it has."""
    row = _fetched(request, "training.change_timetable", timetable_id)
    actions.stop(row, actor=request.actor)
    messages.info(request, _("La recherche s’arrête. Le meilleur trouvé est gardé."))
    return redirect("training:draft", row.pk)


@require_POST
@needs("training.search_again")
def again(request: HttpRequest, timetable_id: UUID) -> HttpResponse:
    """Search again around what is pinned."""
    row = _fetched(request, "training.search_again", timetable_id)
    form = SearchForm(request.POST)
    told = form.cleaned_data if form.is_valid() else {}
    actions.search_again(row, actor=request.actor, version=told.get("version") or 0, seconds=told.get("seconds") or 10)
    return redirect("training:draft", row.pk)


@require_POST
@needs("training.publish_timetable")
def publish(request: HttpRequest, timetable_id: UUID) -> HttpResponse:
    """Make it everybody's."""
    row = _fetched(request, "training.publish_timetable", timetable_id)
    count = publishing.publish(row, actor=request.actor, version=_version(request))
    says = ngettext("%(count)s séance est publiée.", "%(count)s séances sont publiées.", count) % {"count": count}
    messages.success(request, says + " " + _("Les agendas suivent, et chacun est prévenu."))
    return redirect("training:cohort", row.cohort_id)


@require_POST
@needs("training.drop_timetable")
def drop(request: HttpRequest, timetable_id: UUID) -> HttpResponse:
    """Give a draft up."""
    row = _fetched(request, "training.drop_timetable", timetable_id)
    actions.drop(row, actor=request.actor)
    messages.info(request, _("Le brouillon est abandonné. Ce qui est publié ne change pas."))
    return redirect("training:timetable", row.cohort_id)


@needs("training.change_timetable")
def move_half_day(request: HttpRequest, timetable_id: UUID, half_day: str) -> HttpResponse:
    """Move one session of a draft, pin it or let it go; what breaks is told before anything is kept."""
    row = _fetched(request, "training.change_timetable", timetable_id)
    one = queries.session_of(row, half_day)
    if one is None or row.state != states.DRAFT:
        raise Http404
    names = names_in(row.cohort)
    act = request.POST.get("act", "")
    if act in ("pin", "free"):
        actions.pin(row, half_day, actor=request.actor, version=_version(request), pinned=act == "pin")
        messages.success(request, _("La séance reste ici.") if act == "pin" else _("La séance peut bouger."))
        return redirect("training:draft", row.pk)
    place = {name: one[name] for name in ("date", "half", "trainer", "room")}
    if act == "take":
        day, _sep, half = request.POST.get("at", "").partition(" ")
        sent = {**place, "date": day, "half": half, "version": request.POST.get("version", "")}
    else:
        sent = request.POST  # type: ignore[assignment]
    initial = {**place, "date": date.fromisoformat(place["date"]), "version": row.version}
    form = MoveForm(sent if act else None, initial=initial, timetable=row, one=one, names=names)
    looked: list[str] | None = None
    if act and form.is_valid():
        if act in ("save", "take"):
            version = form.cleaned_data["version"]
            broken = actions.move_half_day(row, half_day, actor=request.actor, version=version, place=form.place())
            if broken:
                messages.warning(request, _("La séance est déplacée. Le brouillon ne tient plus : voyez ce qui casse."))
            else:
                messages.success(request, _("La séance est déplacée et fixée ici. Tout tient."))
            return redirect("training:draft", row.pk)
        looked = breaks(actions.judged(row.question, actions.changed(row, half_day, form.place()))[0], names)
    context = {
        "timetable": row,
        "cohort": row.cohort,
        "one": one,
        "name": half_day,
        "module": names(one["module"]),
        "day": date.fromisoformat(one["date"]),
        "in_words": _in_words(one),
        "trainer": names(one["trainer"]),
        "room": names(one["room"]),
        "pinned": half_day in row.pins,
        "form": form,
        "looked": looked,
        "free": queries.free_places(row, half_day),
    }
    status = 422 if act and not form.is_valid() else 200
    return render(request, "training/timetable/move.html", context, status=status)


def _in_words(one: dict[str, Any]) -> str:
    return half_day(date.fromisoformat(one["date"]), one["half"])


@needs("training.catch_up")
def catch_up(request: HttpRequest, session_id: UUID) -> HttpResponse:
    """When a cancelled session could be caught up."""
    session = fetch(request.actor, "training.catch_up", pk=session_id)
    if session.state != states.CANCELLED:
        return redirect("training:cohort", session.cohort_id)
    if request.method == "POST":
        day, _sep, half = request.POST.get("at", "").partition(" ")
        try:
            asked = date.fromisoformat(day)
        except ValueError:
            raise Http404 from None
        made = catching_up.catch_up(session, actor=request.actor, day=asked, half=half)
        messages.success(request, _("Le rattrapage est fixé."))
        answer = redirect("training:cohort", session.cohort_id)
        answer["Location"] += f"?semaine={made.date.isoformat()}"
        return answer
    context = {
        "session": session,
        "cohort": session.cohort,
        "module": module_name(session.module),
        "proposals": catching_up.proposals(session),
    }
    return render(request, "training/timetable/catch_up.html", context)


def _fetched(request: HttpRequest, action: str, timetable_id: UUID) -> Timetable:
    row: Timetable = fetch(request.actor, action, pk=timetable_id)
    return row


def _version(request: HttpRequest) -> int:
    told = request.POST.get("version", "")
    return int(told) if told.isdigit() else 0
