"""The interviews of a territory: invite, write without names, keep the voice, give to two readings, themes, outputs."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe
from django_scopes import scope

from labmigration.access.gate import Refused, fetch, may, needs, visible
from labmigration.pathway.interviews import actions, outputs, queries, states
from labmigration.pathway.interviews.forms import HandOutForm, InviteForm, RecordingForm, WriteForm
from labmigration.pathway.interviews.models import Interview, Output, Paragraph, Recording
from labmigration.pathway.interviews.recordings import MOST_BYTES, PLAYED_AS, RECORDINGS
from labmigration.pathway.interviews.text import Piece, as_text
from labmigration.pathway.interviews.themes import QUOTE_REPORTS, themes_of
from labmigration.pathway.interviews.uses import allowed_uses, allows, uses_of
from labmigration.pathway.opening import note_opening, open_file
from labmigration.programme.interview_uses import RECORDING
from labmigration.ui.downloads import as_file
from labmigration.ui.pages import form_page

_READABLE = (states.WRITTEN, states.CODING, states.COMPARING, states.CODED)
_RECORDED = (states.AGREED, states.WRITTEN, states.CODING, states.COMPARING)


@require_safe
@needs("interviews.home")
def territories(request: HttpRequest) -> HttpResponse:
    """The territories whose interviews the reader may see; the only one opens by itself."""
    found = list(visible(request.actor, "interviews.home").order_by("name"))
    if len(found) == 1:
        return redirect("interviews:home", found[0].pk)
    return render(request, "interviews/territories.html", {"territories": found})


@require_safe
@needs("interviews.home")
def home(request: HttpRequest, code: str) -> HttpResponse:
    """Where the interviews of a territory stand, by number; what I have to code; what left the house."""
    territory = fetch(request.actor, "interviews.home", pk=code)
    with scope(territory=[code]):
        rows = queries.of_territory(request.actor, code)
        allowed = allowed_uses([row.pk for row in rows])
        team = set(visible(request.actor, "interviews.read").filter(territory=code).values_list("pk", flat=True))
        context = {
            "territory": territory,
            "rows": [(row, sorted(allowed[row.pk]), row.pk in team) for row in rows],
            "to_code": queries.readings_of(request.actor, code),
            "writes": may(request.actor, "interviews.write"),
            "invites": visible(request.actor, "interviews.invite_staff").filter(pk=code).exists(),
            "outputs": queries.outputs_of(code),
            "out_of_date": outputs.out_of_date(code),
            "lets_out": may(request.actor, "interviews.output"),
            "sorts": [(sort.value, sort.label) for sort in outputs.ASKED_FOR],
            "codebook": queries.published(),
        }
        return render(request, "interviews/home.html", context)


@needs("interviews.invite")
def invite_person(request: HttpRequest, pathway_id: UUID) -> HttpResponse:
    """Invite one person: what she will be asked, and one button."""
    pathway = open_file(request, "interviews.invite", pathway_id)
    if request.method == "POST":
        interview = actions.invite_person(pathway, actor=request.actor)
        messages.success(request, _("L’invitation est sur sa page. Elle répond à chaque usage, quand elle veut."))
        return redirect("interviews:choices", interview.pk)
    rows = visible(request.actor, "interviews.choose").filter(pathway=pathway)
    found = rows.exclude(state__in=(states.DECLINED, states.WITHDRAWN, states.CODED)).first()
    context = {"pathway": pathway, "uses": uses_of(Interview()), "open": found}
    return render(request, "interviews/invite_person.html", context)


@needs("interviews.invite_staff")
def invite(request: HttpRequest, code: str) -> HttpResponse:
    """Invite a household, or somebody of the staff."""
    territory = fetch(request.actor, "interviews.invite_staff", pk=code)
    households = visible(request.actor, "interviews.invite_household").filter(territory=code).order_by("name")
    form = InviteForm(
        request.POST if request.method == "POST" else None, households=households, staff=queries.staff_of(code)
    )
    if form.is_bound and form.is_valid():
        told = form.cleaned_data
        if told["household"]:
            row = actions.invite_household(form.households[told["household"]], actor=request.actor)
        else:
            row = actions.invite_staff(code, form.people[told["staff"]], actor=request.actor)
        messages.success(request, _("L’invitation est sur sa page. Elle répond à chaque usage, quand elle veut."))
        return redirect("interviews:choices", row.pk)
    return form_page(request, "interviews/invite.html", form, territory=territory)


@require_safe
@needs("interviews.read")
def interview(request: HttpRequest, code: str, interview_id: UUID) -> HttpResponse:
    """One interview as its team reads it."""
    with scope(territory=[code]):
        row: Interview = fetch(request.actor, "interviews.read", pk=interview_id, territory=code)
        _note(request, row, "interviews.read")
        context = {
            "territory": row.territory,
            "interview": row,
            "uses": uses_of(row),
            "paragraphs": list(Paragraph.objects.filter(interview=row)),
            "recording": Recording.objects.filter(interview=row).first(),
            "may_record": row.state in _RECORDED and allows(row, RECORDING),
            "record_form": RecordingForm(),
            "readings": list(row.readings.select_related("coder")),
            "mine": visible(request.actor, "interviews.code").filter(interview=row, finished_at__isnull=True).first(),
        }
        return render(request, "interviews/interview.html", context)


@needs("interviews.write")
def write(request: HttpRequest, code: str, interview_id: UUID) -> HttpResponse:
    """Write what was said, or write it again while nobody codes it."""
    with scope(territory=[code]):
        row: Interview = fetch(
            request.actor,
            "interviews.write",
            pk=interview_id,
            territory=code,
            state__in=(states.AGREED, states.WRITTEN),
        )
        said = [Piece(each.asks, each.words) for each in Paragraph.objects.filter(interview=row)]
        if said:
            _note(request, row, "interviews.write")
        form = WriteForm(request.POST or None, initial={"held_on": row.held_on, "text": as_text(said)})
        if form.is_bound and form.is_valid():
            try:
                count = actions.write(row, actor=request.actor, **form.cleaned_data)
            except Refused as refused:
                # Beside the words, which stay on the page: an hour of typing must not be lost for one name.
                form.add_error("text", refused.sentence)
            else:
                messages.success(request, _("%(count)s paragraphes sont gardés sous clé.") % {"count": count})
                return redirect("interviews:interview", code, row.pk)
        return form_page(request, "interviews/write.html", form, territory=row.territory, interview=row)


@needs("interviews.hand_out")
def hand_out(request: HttpRequest, code: str, interview_id: UUID) -> HttpResponse:
    """Give it to two coders."""
    with scope(territory=[code]):
        row: Interview = fetch(
            request.actor, "interviews.hand_out", pk=interview_id, territory=code, state=states.WRITTEN
        )
        form = HandOutForm(request.POST or None, coders=queries.researchers(), me=request.actor.user)
        if form.is_bound and form.is_valid():
            first, second = (form.coders[form.cleaned_data[name]] for name in ("first", "second"))
            actions.hand_out(row, actor=request.actor, first=first, second=second)
            messages.success(request, _("Confié à deux lectures. Aucune ne voit l’autre avant la fin."))
            return redirect("interviews:home", code)
        context = {"territory": row.territory, "interview": row, "codebook": queries.published()}
        return form_page(request, "interviews/hand_out.html", form, **context)


@needs("interviews.record")
def recording(request: HttpRequest, code: str, interview_id: UUID) -> HttpResponse:
    """GET plays the recording; POST keeps one in its place."""
    with scope(territory=[code]):
        row: Interview = fetch(request.actor, "interviews.record", pk=interview_id, territory=code)
        if request.method == "POST":
            form = RecordingForm(request.POST, request.FILES)
            if not form.is_valid() or form.cleaned_data["file"].size > MOST_BYTES:
                raise Refused(_("Ce fichier n’est pas un enregistrement lisible, ou il est trop gros."))
            actions.keep_recording(row, actor=request.actor, content=form.cleaned_data["file"].read())
            messages.success(request, _("L’enregistrement est gardé sous clé."))
            return redirect("interviews:interview", code, row.pk)
        kept = Recording.objects.filter(interview=row).first()
        if kept is None or not allows(row, RECORDING):
            raise Http404
        _note(request, row, "interviews.record")
        answer = HttpResponse(RECORDINGS.kept(kept.pk), content_type=PLAYED_AS[kept.sort])
        answer["Cache-Control"] = "no-store"
        return answer


@require_safe
@needs("interviews.themes")
def themes(request: HttpRequest, code: str) -> HttpResponse:
    """What was said, by theme, with the quotes that people allow in reports of the Lab."""
    territory = fetch(request.actor, "interviews.themes", pk=code)
    with scope(territory=[code]):
        found = themes_of(code, QUOTE_REPORTS)
        lets_out = may(request.actor, "interviews.output")
        return render(
            request, "interviews/themes.html", {"territory": territory, "themes": found, "lets_out": lets_out}
        )


@require_POST
@needs("interviews.output")
def output(request: HttpRequest, code: str) -> HttpResponse:
    """Let out a project, or themes and quotes: written down, with what had gone since the last."""
    territory = fetch(request.actor, "interviews.output", pk=code)
    sort = request.POST.get("sort", "")
    if sort not in outputs.ASKED_FOR:
        raise Http404
    with scope(territory=[code]):
        row, content = outputs.make(territory.pk, sort, actor=request.actor)
    ending, kind = ("qdpx", "application/zip") if sort == Output.Sort.PROJECT else ("csv", "text/csv; charset=utf-8")
    return as_file(content, kind, f"entretiens-{code}-{sort}-{row.at:%Y-%m-%d}.{ending}")


def _note(request: HttpRequest, row: Interview, action: str) -> None:
    """She sees who read her words."""
    if row.pathway is not None:
        note_opening(request, row.pathway, action)
