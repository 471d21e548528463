"""The reference document of a territory: what the Lab is there, what was observed, how far to rely on it."""

import hashlib

from labmigration.replication import configured_parts, live_parts, method_parts
from labmigration.replication.document import Document, Grid, Part, Section
from labmigration.replication.sources import Sources
from labmigration.replication.writing import Pen

KIND = "reference"
#: Indicators of the catalogue by the section that shows them.
WHO = ("A1", "A2", "A4")
TIMES = ("A3", "P1", "P2")
AROUND = ("M1", "M2", "H1", "H2", "I1")
RESULTS = ("P3", "C1", "C2", "E1", "E2", "E3", "E4", "E5", "E6", "E7", "I2", "I3", "T1", "Q1", "Q2")
COSTS = ("K1",)
CHAPTERS = (
    "purpose",
    "publics",
    "portrait",
    "pathway",
    "positioning",
    "matching",
    "results",
    "conditions",
    "costs",
    "deviations",
    "limits",
)


def compose(sources: Sources, language: str) -> Document:
    """Chapters 1 to 11 and the annex, in French or English; the same sources give the same document."""
    pen = Pen(sources, language)
    chapters = (
        _purpose(pen),
        _publics(pen),
        _portrait(pen),
        _pathway(pen),
        (method_parts.positioning(pen), method_parts.prescription(pen)),
        _matching(pen),
        (live_parts.way(pen), live_parts.indicators(pen, "results", RESULTS)),
        (live_parts.interviews(pen),),
        (live_parts.indicators(pen, "costs", COSTS),),
        (configured_parts.milestones(pen), configured_parts.deviations(pen)),
        (pen.text("limits"),),
    )
    sections = [
        Section(str(number), code, pen(f"chapter_{code}"), parts)
        for number, (code, parts) in enumerate(zip(CHAPTERS, chapters, strict=True), start=1)
    ]
    # The list of sources comes last: it holds what every other part has cited.
    annex = (_definitions(pen), pen.text("un_form"), configured_parts.sources(pen))
    sections.append(Section("A", "annex", pen("chapter_annex"), annex))
    return Document(
        kind=KIND,
        language=language,
        title=pen("reference_title"),
        subtitle=sources.name,
        on=sources.on,
        about=pen.about(),
        warnings=pen.warnings(),
        sections=tuple(sections),
    )


def _purpose(pen: Pen) -> tuple[Part, ...]:
    return pen.text("purpose"), configured_parts.partners(pen), live_parts.binding(pen)


def _publics(pen: Pen) -> tuple[Part, ...]:
    counted = live_parts.indicators(pen, "who", WHO)
    return configured_parts.eligibility(pen), configured_parts.refusal_reasons(pen), counted


def _portrait(pen: Pen) -> tuple[Part, ...]:
    target = configured_parts.target_and_capacity(pen)
    return configured_parts.figures(pen), *((target,) if target else ()), live_parts.territory_file(pen)


def _pathway(pen: Pen) -> tuple[Part, ...]:
    parts = (configured_parts.stages(pen), configured_parts.training(pen), configured_parts.titles(pen))
    return *parts, live_parts.delays(pen), live_parts.indicators(pen, "times", TIMES), configured_parts.follow_ups(pen)


def _matching(pen: Pen) -> tuple[Part, ...]:
    parts = (
        pen.text("matching"),
        method_parts.placement(pen),
        configured_parts.working_time(pen),
        method_parts.civic(pen),
    )
    return *parts, configured_parts.bridges(pen), live_parts.indicators(pen, "around", AROUND)


def _definitions(pen: Pen) -> Part:
    """What each number means, with a fingerprint of the definition: where it changes, the series breaks."""
    milestones = [*(row.code for row in pen.sources.funnel), *pen.sources.hidden]
    rows = [
        (pen(f"milestone_{code}"), pen(f"means_{code}"), "1", _fingerprint(pen(f"means_{code}"))) for code in milestones
    ]
    catalogue = {each.code: each for each in pen.sources.indicators}
    rows += [
        (
            f"{each.code} · {each.name[pen.language]}",
            each.definition[pen.language],
            str(each.version),
            each.fingerprint[:12],
        )
        for each in catalogue.values()
    ]
    heads = (pen("number_of"), pen("counts"), pen("version"), pen("fingerprint"))
    return pen.live("definitions", [Grid(pen("part_definitions"), heads, tuple(rows), (3, 4, 1, 2))])


def _fingerprint(definition: str) -> str:
    return hashlib.sha256(definition.encode()).hexdigest()[:12]
