"""Do the two readings of each paragraph agree beyond chance, code by code?"""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from labmigration.decisions.outcomes import agreement
from labmigration.pathway.interviews import states
from labmigration.pathway.interviews.models import Code, Interview, Mark, Paragraph, Reading

#: Krippendorff's customary limits, as the reference document has them; to be confirmed by who leads the research.
ACCEPTED, TENTATIVE = 0.8, 0.667
#: Below so many paragraphs a figure says little.
FEW = 30


@dataclass(frozen=True)
class CodeAgreement:
    """One code over every paragraph that both have read. alpha, kappa: None where nothing can be told, because both
    gave it everywhere or nowhere; `both`, `first`, `second`: paragraphs that got it from both, from one only."""

    theme: str
    name: str
    paragraphs: int
    both: int
    first: int
    second: int
    alpha: float | None
    kappa: float | None

    @property
    def alone(self) -> int:
        """Paragraphs that got it from one of the two only."""
        return self.first + self.second

    @property
    def verdict(self) -> Any:
        """How far the code may be relied upon, in words."""
        if self.alpha is None:
            return _("rien à dire : donné partout ou nulle part")
        if self.alpha >= ACCEPTED:
            return _("fiable") if self.paragraphs >= FEW else _("bon accord, sur peu de paragraphes")
        return _("à prendre avec prudence") if self.alpha >= TENTATIVE else _("à redéfinir ensemble")

    @property
    def tone(self) -> str:
        if self.alpha is None:
            return "neutral"
        if self.alpha >= ACCEPTED and self.paragraphs < FEW:
            return "info"
        return "success" if self.alpha >= ACCEPTED else "warning" if self.alpha >= TENTATIVE else "danger"

    @property
    def icon(self) -> str:
        return {"neutral": "minus", "info": "info", "success": "check", "warning": "triangle-alert", "danger": "x"}[
            self.tone
        ]


def agreement_of(territory: str, version: int, interview: Interview | None = None) -> list[CodeAgreement]:
    """Each code of one version over the interviews both have finished, or over one of them. Four queries."""
    rows = Interview.objects.filter(territory=territory, codebook__number=version)
    rows = rows.filter(state__in=(states.COMPARING, states.CODED))
    keys = [row.pk for row in rows if interview is None or row.pk == interview.pk]
    said = list(Paragraph.objects.filter(interview__in=keys, asks=False).values_list("pk", flat=True))
    given: dict[str, dict[UUID, set[UUID]]] = {kind: defaultdict(set) for kind in ("first", "second")}
    marks = Mark.objects.filter(reading__interview__in=keys, reading__kind__in=("first", "second"))
    for kind, paragraph, code in marks.values_list("reading__kind", "paragraph", "code"):
        given[kind][paragraph].add(code)
    codes = Code.objects.filter(version__number=version)
    return [_told(code, said, given[Reading.Kind.FIRST], given[Reading.Kind.SECOND]) for code in codes] if said else []


def _told(
    code: Code,
    said: Sequence[UUID],
    first: Mapping[UUID, Collection[UUID]],
    second: Mapping[UUID, Collection[UUID]],
) -> CodeAgreement:
    one = [float(code.guid in first.get(each, ())) for each in said]
    other = [float(code.guid in second.get(each, ())) for each in said]
    pairs = list(zip(one, other, strict=True))
    return CodeAgreement(
        theme=code.theme,
        name=code.name,
        paragraphs=len(said),
        both=pairs.count((1.0, 1.0)),
        first=pairs.count((1.0, 0.0)),
        second=pairs.count((0.0, 1.0)),
        alpha=agreement.alpha([one, other], "nominal"),
        kappa=agreement.kappa(one, other),
    )
