"""The three files of a report: paper, numbers, table."""

import csv
import io
from dataclasses import dataclass
from datetime import UTC, datetime, time

from django.utils.translation import override

from labmigration import clock, printing
from labmigration.steering.evaluation.freezing.files import Frozen
from labmigration.steering.evaluation.report.content import Content, content_of
from labmigration.steering.evaluation.report.paper import paper_of

COLUMNS = (
    *("code", "version", "measure", "unit", "value", "low", "high", "worst", "best"),
    *("who", "numerator", "denominator", "lost", "rate", "rate_low", "rate_high", "rate_worst", "rate_best"),
    *("excluded", "cannot"),
)


@dataclass(frozen=True)
class Report:
    """The files of a report, as bytes."""

    pdf: bytes
    json: bytes
    csv: bytes


def build(frozen: Frozen, *, language: str = "fr") -> Report:
    """Rebuild the report: the same freeze, language and code give the same bytes, whatever the day."""
    content = content_of(frozen)
    noon = datetime.combine(content.on, time(12), tzinfo=UTC)
    with override(language), clock.at(noon):
        pdf = printing.pdf("steering/evaluation/printing/report.typ", paper_of(content, language), language=language)
    return Report(pdf, content.as_json(), _table(content))


def _table(content: Content) -> bytes:
    """One line for each denominator of each figure, or one for a figure without."""
    target = io.StringIO(newline="")
    writer = csv.writer(target, lineterminator="\n")
    writer.writerow(COLUMNS)
    for each in content.figures:
        figure = (each.code, each.version, each.measure, each.unit)
        spread = tuple(map(_number, (each.value, each.low, each.high, each.worst, each.best)))
        parts = [
            (p.who, *map(_number, (p.numerator, p.denominator, p.lost, p.rate, p.low, p.high, p.worst, p.best)))
            for p in each.parts
        ]
        for part in parts or [("",) * 9]:
            writer.writerow((*figure, *spread, *part, each.excluded, each.cannot or ""))
    return target.getvalue().encode()


def _number(value: float | None) -> str:
    return "" if value is None else f"{value:.9g}"
