"""Coding: one's own reading, codes brought back from another tool, both readings side by side, their agreement."""

from collections import defaultdict
from dataclasses import dataclass
from itertools import groupby
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe
from django_scopes import scope

from labmigration.access.gate import Refused, fetch, needs
from labmigration.pathway.interviews import coding, states
from labmigration.pathway.interviews.agreement import ACCEPTED, FEW, TENTATIVE, agreement_of
from labmigration.pathway.interviews.forms import ExchangedForm, marks_in, quotes_in
from labmigration.pathway.interviews.models import Code, CodebookVersion, Interview, Mark, Paragraph, Reading
from labmigration.pathway.interviews.outputs import as_typed
from labmigration.pathway.interviews.queries import published
from labmigration.pathway.interviews.refi_qda import NotRefiQda, read_project, spans
from labmigration.pathway.opening import note_opening


@dataclass(frozen=True)
class Box:
    """A code beside a paragraph: whether it is ticked, and who of the two readers gave it ("", both, first, second)."""

    code: Code
    ticked: bool
    given: str


@dataclass(frozen=True)
class Block:
    """One paragraph with its boxes, by theme; `named`: the codes ticked, for the line that stays when it is folded."""

    row: Paragraph
    themes: list[tuple[str, list[Box]]]
    named: list[str]
    differs: bool


@needs("interviews.code")
def code(request: HttpRequest, code: str, reading_id: UUID) -> HttpResponse:
    """My reading, paragraph by paragraph; nothing of the other one."""
    with scope(territory=[code]):
        reading: Reading = fetch(
            request.actor,
            "interviews.code",
            pk=reading_id,
            territory=code,
            finished_at__isnull=True,
            interview__state=states.CODING,
        )
        _note(request, reading.interview, "interviews.code")
        paragraphs = list(Paragraph.objects.filter(interview=reading.interview_id))
        if request.method == "POST":
            finish = request.POST.get("what") == "finish"
            coding.code(reading, actor=request.actor, marks=_marks(request, paragraphs), finish=finish)
            if finish:
                messages.success(request, _("Votre lecture est finie. Elle ne change plus."))
                return redirect("interviews:home", code)
            messages.success(request, _("Vos codes sont gardés."))
            return redirect("interviews:code", code, reading.pk)
        mine = _given(reading.interview, reading.kind)
        context = {
            "territory": reading.territory,
            "interview": reading.interview,
            "reading": reading,
            "blocks": _blocks(reading.interview, paragraphs, mine, {}),
            "codes": list(Code.objects.filter(version=reading.interview.codebook_id)),
            "take_in": ExchangedForm(ending=".qdpx"),
            "coded": len(mine),
            "to_code": sum(not each.asks for each in paragraphs),
        }
        return render(request, "interviews/code.html", context)


@require_POST
@needs("interviews.code")
def take_in(request: HttpRequest, code: str, reading_id: UUID) -> HttpResponse:
    """Codes given in another tool to the text that was exported, in place of those of my reading."""
    with scope(territory=[code]):
        reading: Reading = fetch(request.actor, "interviews.code", pk=reading_id, territory=code)
        form = ExchangedForm(request.POST, request.FILES, ending=".qdpx")
        try:
            if not form.is_valid():
                raise NotRefiQda("no file")
            found = read_project(form.cleaned_data["file"].read())
        except NotRefiQda:
            raise Refused(_("Ce fichier n’est pas un projet REFI-QDA (.qdpx) lisible. Rien n’a changé.")) from None
        paragraphs = list(Paragraph.objects.filter(interview=reading.interview_id).order_by("number"))
        typed = [as_typed(each) for each in paragraphs]
        if found.texts.get(reading.interview_id, "").replace("\r\n", "\n").strip() != "\n\n".join(typed):
            raise Refused(_("Ce projet n’a pas le texte de cet entretien, ou il a changé. Rien n’a changé ici."))
        known = set(Code.objects.filter(version=reading.interview.codebook_id).values_list("guid", flat=True))
        marks: dict[UUID, set[UUID]] = defaultdict(set)
        left = 0
        for each in found.codings:
            if each.source != reading.interview_id:
                continue
            here = [
                row.pk
                for row, (start, end) in zip(paragraphs, spans(typed), strict=True)
                if not row.asks and each.start < end and each.end > start
            ]
            if each.code not in known or not here:
                left += 1
                continue
            for key in here:
                marks[key].add(each.code)
        coding.code(reading, actor=request.actor, marks=marks)
    given = sum(len(codes) for codes in marks.values())
    messages.success(
        request,
        _("%(given)s codes sont repris ; %(left)s n’avaient pas leur place ici.") % {"given": given, "left": left},
    )
    return redirect("interviews:code", code, reading_id)


@needs("interviews.settle")
def settle(request: HttpRequest, code: str, interview_id: UUID) -> HttpResponse:
    """Both readings side by side; the codes agreed on, and the paragraphs worth quoting."""
    with scope(territory=[code]):
        row: Interview = fetch(
            request.actor, "interviews.settle", pk=interview_id, territory=code, state=states.COMPARING
        )
        _note(request, row, "interviews.settle")
        paragraphs = list(Paragraph.objects.filter(interview=row))
        if request.method == "POST":
            quotes = quotes_in(request.POST, [each.pk for each in paragraphs])
            coding.settle(row, actor=request.actor, marks=_marks(request, paragraphs), quotes=quotes)
            messages.success(request, _("L’entretien est codé. Il compte dans les thèmes."))
            return redirect("interviews:interview", code, row.pk)
        first, second = _given(row, Reading.Kind.FIRST), _given(row, Reading.Kind.SECOND)
        blocks = _blocks(row, paragraphs, first, second, compared=True)
        context = {
            "territory": row.territory,
            "interview": row,
            "blocks": blocks,
            "differ": sum(each.differs for each in blocks),
            "agreement": agreement_of(code, row.codebook.number, row) if row.codebook else [],
        }
        return render(request, "interviews/settle.html", context)


@require_safe
@needs("interviews.agreement")
def agreement(request: HttpRequest, code: str) -> HttpResponse:
    """Agreement between readings, code by code, over every interview read by two with one version."""
    territory = fetch(request.actor, "interviews.agreement", pk=code)
    with scope(territory=[code]):
        used = CodebookVersion.objects.filter(published_at__isnull=False)
        asked = request.GET.get("v", "")
        version = used.filter(number=int(asked)).first() if asked.isdecimal() and len(asked) < 6 else published()
        context = {
            "territory": territory,
            "versions": list(used),
            "version": version,
            "codes": agreement_of(code, version.number) if version else [],
            "accepted": ACCEPTED,
            "tentative": TENTATIVE,
            "few": FEW,
        }
        return render(request, "interviews/agreement.html", context)


def _marks(request: HttpRequest, paragraphs: list[Paragraph]) -> dict[UUID, set[UUID]]:
    try:
        return marks_in(request.POST, [each.pk for each in paragraphs if not each.asks])
    except ValueError:
        raise Refused(_("Ces codes ne sont pas ceux de cet entretien. Rien n’a changé : relisez la page.")) from None


def _given(interview: Interview, kind: str) -> dict[UUID, set[UUID]]:
    given: dict[UUID, set[UUID]] = defaultdict(set)
    marks = Mark.objects.filter(reading__interview=interview, reading__kind=kind)
    for paragraph, guid in marks.values_list("paragraph", "code"):
        given[paragraph].add(guid)
    return given


def _blocks(
    interview: Interview,
    paragraphs: list[Paragraph],
    first: dict[UUID, set[UUID]],
    second: dict[UUID, set[UUID]],
    *,
    compared: bool = False,
) -> list[Block]:
    """Alone: what the one reader ticked. Compared: ticked where both agree, and who gave the others."""
    codes = list(Code.objects.filter(version=interview.codebook_id))
    found = []
    for row in paragraphs:
        one, other = first.get(row.pk, set()), second.get(row.pk, set())
        boxes = []
        for each in codes:
            pair = (each.guid in one, each.guid in other)
            given = {(True, True): "both", (True, False): "first", (False, True): "second"}.get(pair, "")
            boxes.append(Box(each, all(pair) if compared else pair[0], given if compared else ""))
        themes = [(theme, list(group)) for theme, group in groupby(boxes, key=lambda box: box.code.theme)]
        named = [box.code.name for box in boxes if box.ticked]
        found.append(Block(row, themes, named, compared and one != other))
    return found


def _note(request: HttpRequest, row: Interview, action: str) -> None:
    if row.pathway is not None:
        note_opening(request, row.pathway, action)
