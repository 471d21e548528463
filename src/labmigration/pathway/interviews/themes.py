"""What was said, by theme: counted over the coded interviews whose study is allowed, with the quotes that are."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from labmigration.pathway.interviews import states
from labmigration.pathway.interviews.models import Code, Interview, Mark, Paragraph, Reading
from labmigration.pathway.interviews.queries import published
from labmigration.pathway.interviews.uses import allowed_uses
from labmigration.programme.interview_uses import ANALYSIS, QUOTE_OUTSIDE, QUOTE_REPORTS
from labmigration.small_numbers import THRESHOLD


@dataclass(frozen=True)
class Quote:
    """Words that may be shown for the use asked for; `kind` of person, of `Interview.Kind`, and never more of her."""

    paragraph: UUID
    interview: UUID
    label: str
    kind: str
    words: str

    @property
    def who(self) -> Any:
        """The kind of person, lazily in words."""
        return Interview.Kind(self.kind).label


@dataclass(frozen=True)
class Coded:
    """One code: in how many interviews, in how many paragraphs, and the quotes. `interviews` is None where it is not
    told, which is only so outside."""

    theme: str
    name: str
    definition: str
    interviews: int | None
    paragraphs: int | None
    quotes: tuple[Quote, ...]


@dataclass(frozen=True)
class Themes:
    """Every code given, in the order of the codebook. `of`: interviews coded, the denominator (None: not told);
    `kept`: quotes chosen and not allowed for this use; `left`: paragraphs with a code that the codebook no longer has.
    """

    version: int
    of: int | None
    codes: tuple[Coded, ...]
    kept: int
    left: int
    interviews: tuple[UUID, ...]

    @property
    def quotes(self) -> list[UUID]:
        """The paragraphs quoted, each once, sorted."""
        return sorted({quote.paragraph for code in self.codes for quote in code.quotes}, key=str)


def themes_of(territory: str, use: str) -> Themes | None:
    """The themes of a territory with the quotes allowed for `use` (QUOTE_REPORTS or QUOTE_OUTSIDE); None while no
    codebook is published or no interview coded.

    Outside, no number under the threshold is told, nor one that leaves out fewer than that. Five queries.
    """
    version = published()
    coded = {row.pk: row for row in Interview.objects.filter(territory=territory, state=states.CODED)}
    allowed = allowed_uses(coded)
    # An erasure takes the words and leaves the row: it no longer counts.
    worded = set(Paragraph.objects.filter(interview__in=coded).values_list("interview", flat=True).distinct())
    counted = {key: row for key, row in coded.items() if ANALYSIS in allowed[key] and key in worded}
    if version is None or not counted:
        return None
    said: dict[UUID, set[UUID]] = defaultdict(set)
    where: dict[UUID, UUID] = {}
    marks = Mark.objects.filter(reading__interview__in=counted, reading__kind=Reading.Kind.AGREED)
    for code, paragraph, interview in marks.values_list("code", "paragraph", "paragraph__interview"):
        said[code].add(paragraph)
        where[paragraph] = interview
    rows = Paragraph.objects.filter(interview__in=counted, quoted=True)
    chosen = list(rows.order_by("interview__number", "number"))
    shown = [_quote(row, counted[row.interview_id]) for row in chosen if use in allowed[row.interview_id]]
    codes = list(version.codes.all())
    known = {code.guid for code in codes}
    outside = use == QUOTE_OUTSIDE
    of = len(counted)
    return Themes(
        version=version.number,
        of=None if outside and of < THRESHOLD else of,
        codes=tuple(
            _coded(code, said[code.guid], where, shown, of if outside else None) for code in codes if said[code.guid]
        ),
        kept=len(chosen) - len(shown),
        left=len({paragraph for code, paragraphs in said.items() if code not in known for paragraph in paragraphs}),
        interviews=tuple(sorted(counted, key=str)),
    )


def _quote(row: Paragraph, interview: Interview) -> Quote:
    return Quote(row.pk, interview.pk, interview.label, interview.kind, row.words)


def _coded(
    code: Code, paragraphs: set[UUID], where: dict[UUID, UUID], quotes: Sequence[Quote], hidden_of: int | None
) -> Coded:
    interviews = len({where[each] for each in paragraphs})
    # Outside: interviews are people, and how many paragraphs they filled tells more of them than of the theme.
    told = hidden_of is None or (
        interviews >= THRESHOLD and (hidden_of == interviews or hidden_of - interviews >= THRESHOLD)
    )
    return Coded(
        code.theme,
        code.name,
        code.definition,
        interviews if told else None,
        len(paragraphs) if hidden_of is None else None,
        tuple(quote for quote in quotes if quote.paragraph in paragraphs),
    )


__all__ = ["QUOTE_OUTSIDE", "QUOTE_REPORTS", "Coded", "Quote", "Themes", "themes_of"]
