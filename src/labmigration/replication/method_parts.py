"""Parts on how people are positioned, how a pathway is prescribed, what both sides of the civic track read."""

from labmigration.civic.content import HOUSEHOLD, SIDES, TOPICS, steps_of
from labmigration.programme.placing import placing
from labmigration.programme.positioning_bank import bank
from labmigration.programme.prescribing import prescribing
from labmigration.programme.values import in_force
from labmigration.replication.document import Grid, Origin, Paragraph, Part
from labmigration.replication.writing import Pen


def positioning(pen: Pen) -> Part:
    """The axes and by what each is looked at; they are never added up."""
    present = bank()
    rows = tuple(
        (
            axis.name.in_language(pen.language),
            pen(f"instrument_{axis.instrument}"),
            pen("yes" if axis.levelled else "no"),
        )
        for axis in present.axes
    )
    heads = (pen("axis"), pen("instrument"), pen("has_levels"))
    blocks = (
        Grid(pen("part_positioning"), heads, rows, (4, 4, 2)),
        Paragraph(pen("positioning_explained", items=len(present.items), version=present.version)),
    )
    origin = Origin("programme", pen("origin_bank"), present.version, pen.sources.on, pen("bank_status"))
    return Part("positioning", pen("part_positioning"), blocks, (origin,))


def prescription(pen: Pen) -> Part:
    """The order in which a plan is chosen, and the hours it counts with."""
    known, rules = pen.sources.programme, prescribing()
    rows = tuple(
        (
            pen.either(known.module(parts.code).name_fr, known.module(parts.code).name_en),
            pen("hours", count=rules.hours_of(parts.code)),
            pen("from_source" if rules.is_confirmed(parts.code) else "our_value"),
            ", ".join(pen.either(known.module(code).name_fr, known.module(code).name_en) for code in parts.requires)
            or pen("nothing"),
            pen.either(rules.funder_of(parts.funder).name_fr, rules.funder_of(parts.funder).name_en),
        )
        for parts in rules.module
    )
    heads = (pen("module"), pen("hours_head"), pen("whose_hours"), pen("comes_after"), pen("funder"))
    blocks = (
        Paragraph(pen("prescription_explained")),
        Grid(pen("working_hours_of_modules"), heads, rows, (4, 2, 3, 3, 3)),
        Paragraph(pen("vae_explained")),
    )
    return pen.configured("prescription", blocks, [*rules.module, *rules.vae])


def placement(pen: Pen) -> Part:
    """What a composed week keeps to."""
    rest = in_force(placing().weekly_rest, pen.sources.on)
    rows = tuple((pen("weekly_rest"), pen("hours", count=each.hours), pen.cite(each)) for each in rest)
    means = tuple(
        (
            pen(f"means_{each.code}"),
            pen("speed", kmh=pen.number(each.kmh, 1), fixed=round(each.fixed_min)),
            pen.cite(each),
        )
        for each in placing().means
    )
    heads = (pen("rule"), pen("value"), pen("source"))
    return pen.configured(
        "placement", [Grid(pen("part_placement"), heads, (*rows, *means), (3, 4, 3))], [*rest, *placing().means]
    )


def civic(pen: Pen) -> Part:
    """The steps of both sides, facing each other by topic."""
    steps = {side: steps_of(side) for side in SIDES}
    rows = tuple(
        (
            pen(f"topic_{topic}"),
            *(
                " · ".join(step.title.in_language(pen.language) for step in steps[side] if step.topic == topic)
                for side in SIDES
            ),
        )
        for topic in TOPICS
    )
    grid = Grid(pen("part_civic"), (pen("topic"), *(pen(f"side_{side}") for side in SIDES)), rows, (2, 4, 4))
    reviewed = all(step.expert_reviewed for step in steps[HOUSEHOLD])
    status = "" if reviewed else pen("civic_status")
    origin = Origin("text", pen("origin_civic"), pen.sources.programme.version, pen.sources.on, status)
    return Part("civic", pen("part_civic"), (grid,), (origin,))
