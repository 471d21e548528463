"""What leaves the house: a project to exchange, themes and quotes as a table; each logged with what had gone since."""

import csv
import hashlib
import io
from collections.abc import Collection
from typing import Protocol
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from labmigration import clock
from labmigration.access.actor import Actor
from labmigration.access.gate import Conflict, Refused, visible
from labmigration.pathway.interviews import states
from labmigration.pathway.interviews.models import CodebookVersion, Interview, Mark, Output, Paragraph, Reading
from labmigration.pathway.interviews.queries import published
from labmigration.pathway.interviews.refi_qda import CodeRead, Said, Source, written_codebook, written_project
from labmigration.pathway.interviews.themes import QUOTE_OUTSIDE, QUOTE_REPORTS, Themes, themes_of
from labmigration.pathway.interviews.uses import allowed_uses
from labmigration.programme.interview_uses import ANALYSIS
from labmigration.timeline.models import Event

Sort = Output.Sort
USE_OF = {
    Sort.REPORT: QUOTE_REPORTS,
    Sort.OUTSIDE: QUOTE_OUTSIDE,
    Sort.PROJECT: ANALYSIS,
    Sort.INSIDE_DOCUMENT: QUOTE_REPORTS,
    Sort.DOCUMENT: QUOTE_OUTSIDE,
}
#: What one asks for here; the documents are made elsewhere and only written down.
ASKED_FOR = (Sort.PROJECT, Sort.REPORT, Sort.OUTSIDE)
#: A cell that begins like this is a formula to a spreadsheet.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


@transaction.atomic
def make(territory: str, sort: str, *, actor: Actor) -> tuple[Output, bytes]:
    """The output and its line of the log. Raises `Refused` while there is nothing to let out."""
    if actor.user is None or not visible(actor, "interviews.output").filter(pk=territory).exists():
        raise Refused(_("Vous ne sortez rien de ce territoire."))
    wanted, version = Sort(sort), published()
    if wanted not in ASKED_FOR:
        raise LookupError(sort)
    if version is None:
        raise Refused(_("Publiez d’abord un livre de codes."))
    if wanted == Sort.PROJECT:
        interviews, content = _project(territory, version, actor)
        quotes: list[UUID] = []
    else:
        found = themes_of(territory, USE_OF[wanted])
        if found is None:
            raise Refused(_("Aucun entretien n’est encore codé."))
        interviews, quotes, content = list(found.interviews), found.quotes, _table(found)
    return _noted(territory, wanted, version.number, interviews, quotes, content, actor), content


class Quoted(Protocol):
    """What a document holds of interviews: ids only."""

    version: int
    interviews: tuple[UUID, ...]
    quotes: tuple[UUID, ...]


def note_document(territory: str, held: Quoted, *, exact: bool, digest: str, actor: Actor) -> Output:
    """Write down that a document left with these quotes; whoever makes it has that right elsewhere."""
    sort = Sort.INSIDE_DOCUMENT if exact else Sort.DOCUMENT
    return _noted(territory, sort, held.version, held.interviews, held.quotes, digest, actor)


def _noted(
    territory: str,
    sort: str,
    version: int,
    interviews: Collection[UUID],
    quotes: Collection[UUID],
    content: bytes | str,
    actor: Actor,
) -> Output:
    """The line of the log; `content`: the bytes, or their digest."""
    gone = _gone(territory, sort)
    row = Output(
        territory_id=territory,
        number=1 + (Output.objects.filter(territory=territory).aggregate(last=Max("number"))["last"] or 0),
        at=clock.now(),
        made_by=actor.user,
        sort=sort,
        codebook=version,
        interviews=[str(key) for key in interviews],
        quotes=[str(key) for key in quotes],
        gone_interviews=gone[0],
        gone_quotes=gone[1],
        digest=content if isinstance(content, str) else hashlib.sha256(content).hexdigest(),
    )
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError:
        raise Conflict(_("Une autre sortie se faisait au même moment. Recommencez.")) from None
    counted = {"interviews": len(interviews), "quotes": len(quotes), "gone": gone[0], "gone_quotes": gone[1]}
    Event.record(row, "output", actor, counted)
    return row


def out_of_date(territory: str) -> list[Output]:
    """Of each sort, the last output, where somebody has taken back since what it holds."""
    last: dict[str, Output] = {}
    for row in Output.objects.filter(territory=territory).select_related("made_by").order_by("number"):
        last[row.sort] = row
    return [row for sort, row in sorted(last.items()) if any(_gone(territory, sort))]


def codebook_file(version: CodebookVersion) -> bytes:
    """A version of the codebook as .qdc."""
    return written_codebook(codes_of(version))


def codes_of(version: CodebookVersion) -> list[CodeRead]:
    """The codes of a version as they are exchanged."""
    return [CodeRead(code.guid, code.theme, code.name, code.definition) for code in version.codes.all()]


def _gone(territory: str, sort: str) -> tuple[int, int]:
    """Interviews and quotes of the last output of that sort that are no longer allowed, or are no more."""
    last = Output.objects.filter(territory=territory, sort=sort).first()
    if last is None:
        return 0, 0
    held = {UUID(key) for key in last.interviews}
    there = dict(Paragraph.objects.filter(pk__in=last.quotes).values_list("pk", "interview"))
    worded = set(Paragraph.objects.filter(interview__in=held).values_list("interview", flat=True))
    allowed = allowed_uses(held | set(there.values()))
    interviews = sum(ANALYSIS not in allowed[key] or key not in worded for key in held)
    use = USE_OF[Sort(sort)]
    quotes = [UUID(key) for key in last.quotes]
    return interviews, sum(key not in there or use not in allowed[there[key]] for key in quotes)


def _project(territory: str, version: CodebookVersion, actor: Actor) -> tuple[list[UUID], bytes]:
    """Texts that the actor may read, with the codings that she may see: her own until both coders have finished."""
    rows = visible(actor, "interviews.read").filter(territory=territory)
    rows = rows.filter(state__in=(states.WRITTEN, states.CODING, states.COMPARING, states.CODED)).order_by("number")
    found = list(rows)
    allowed = allowed_uses([row.pk for row in found])
    found = [row for row in found if ANALYSIS in allowed[row.pk]]
    if not found:
        raise Refused(_("Vous n’avez aucun entretien à sortir."))
    sources = [_source(row, actor) for row in found]
    readings = {kind.value: str(kind.label) for kind in Reading.Kind}
    name = f"Lab Migration · {territory}"
    # Codes of older versions that a text still bears are written too: a reference without its code is read by nobody.
    known = {code.guid: code for code in codes_of(version)}
    for older in CodebookVersion.objects.filter(interviews__in=found).exclude(pk=version.pk).distinct():
        for code in codes_of(older):
            known.setdefault(code.guid, code)
    made_at = f"{clock.now():%Y-%m-%dT%H:%M:%SZ}"
    return [row.pk for row in found], written_project(name, made_at, readings, known.values(), sources)


def _source(interview: Interview, actor: Actor) -> Source:
    marks = Mark.objects.filter(reading__interview=interview)
    if interview.state not in (states.COMPARING, states.CODED):
        marks = marks.filter(reading__coder=actor.user)
    given: dict[UUID, list[tuple[UUID, str]]] = {}
    for paragraph, code, kind in marks.order_by("reading__kind", "code").values_list(
        "paragraph", "code", "reading__kind"
    ):
        given.setdefault(paragraph, []).append((code, kind))
    paragraphs = Paragraph.objects.filter(interview=interview).order_by("number")
    said = tuple(Said(row.pk, as_typed(row), tuple(given.get(row.pk, ()))) for row in paragraphs)
    return Source(interview.pk, interview.label, said)


def as_typed(paragraph: Paragraph) -> str:
    """A paragraph as it stands in an exchanged text: questions keep their mark."""
    return f"Q : {paragraph.words}" if paragraph.asks else paragraph.words


def _table(found: Themes) -> bytes:
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    hidden = _("non montré")
    writer.writerow([_("thème"), _("code"), _("entretiens"), _("sur"), _("paragraphes"), _("qui"), _("citation")])
    for code in found.codes:
        counts = (code.interviews, found.of, code.paragraphs)
        begun = [_cell(code.theme), _cell(code.name), *(hidden if each is None else each for each in counts)]
        for who, words in [(str(quote.who), quote.words) for quote in code.quotes] or [("", "")]:
            writer.writerow([*begun, _cell(who), _cell(words)])
    return text.getvalue().encode("utf-8-sig")


def _cell(text: str) -> str:
    return f"'{text}" if text.startswith(_FORMULA) else text
