"""The installation booklet of a territory, on the nine steps, with what one works with in annex."""

from labmigration.replication import configured_parts, expansion_parts, fixed_parts, live_parts
from labmigration.replication.document import Document, Part, Section
from labmigration.replication.sources import Sources
from labmigration.replication.writing import Pen

KIND = "booklet"
STEPS = ("adaptable", "team", "file", "national", "agreements", "expansion", "diversify", "copies", "decision")
ANNEXES = ("roles", "forms", "budget", "risks", "quarter", "letters", "programme", "origins")


def compose(sources: Sources, language: str) -> Document:
    """Parts 1 to 9 and annexes A to H, in French or English; the same sources give the same document."""
    pen = Pen(sources, language)
    parts = (
        (fixed_parts.fixed(pen), pen.text("adaptable")),
        (pen.text("team"), expansion_parts.sizing(pen)),
        _file(pen),
        (pen.text("national"), configured_parts.partners(pen)),
        (live_parts.binding(pen), live_parts.agreement(pen, "protocol"), live_parts.agreement(pen, "framework")),
        (expansion_parts.futures(pen), expansion_parts.assumptions(pen)),
        (pen.text("diversify"), configured_parts.titles(pen), configured_parts.bridges(pen)),
        (pen.text("copies"),),
        (live_parts.decision(pen), pen.text("decision"), configured_parts.milestones(pen), live_parts.calendar(pen)),
    )
    sections = [
        Section(str(number), code, pen(f"step_{code}"), (*told, live_parts.tasks_of(pen, number)))
        for number, (code, told) in enumerate(zip(STEPS, parts, strict=True), start=1)
    ]
    annexes = (
        *((pen.text(code),) for code in ("roles", "forms", "budget", "risks", "quarter")),
        live_parts.letters(pen),
        (configured_parts.eligibility(pen), configured_parts.training(pen)),
        (configured_parts.sources(pen),),
    )
    sections += [
        Section(letter, code, pen(f"annex_{code}"), told)
        for letter, code, told in zip("ABCDEFGH", ANNEXES, annexes, strict=True)
    ]
    return Document(
        kind=KIND,
        language=language,
        title=pen("booklet_title"),
        subtitle=sources.name,
        on=sources.on,
        about=pen.about(),
        warnings=pen.warnings(),
        sections=tuple(sections),
    )


def _file(pen: Pen) -> tuple[Part, ...]:
    target = configured_parts.target_and_capacity(pen)
    found = (configured_parts.figures(pen), *((target,) if target else ()))
    return *found, live_parts.territory_file(pen), live_parts.readiness(pen)
