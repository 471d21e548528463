"""What a new territory keeps as it is, and what it adapts."""

from labmigration.replication.document import Block, Grid, Paragraph, Part
from labmigration.replication.writing import Pen


def fixed(pen: Pen) -> Part:
    """Values that the sources give for every territory; that they are fixed everywhere is our reading."""
    known, on = pen.sources.programme, pen.sources.on
    rules = known.eligibility.rules_on(on)
    french = [each for each in known.eligibility.minimum_french if each.value == rules.minimum_oral]
    sst, citizenship, core = known.module("sst"), known.module("citizenship"), known.training.core
    asked = [each for each in known.follow_ups_on(on) if each.required]
    rows = [
        (
            pen("three_levers"),
            ", ".join(pen.either(each.name_fr, each.name_en) for each in known.training.lever),
            pen.cite(known.training.lever[0]),
        ),
        (pen("publics"), pen("publics_as_listed"), pen.cite(known.eligibility.ground[0])),
        (pen("french_both"), pen("at_least", level=rules.minimum_oral), pen.cite(french[0])),
        (pen("core"), pen("about_hours", count=core.hours), pen.cite(core)),
        *(
            (pen.either(each.name_fr, each.name_en), pen("hours", count=each.hours), pen.cite(each))
            for each in (sst, citizenship)
        ),
        (
            pen("titles_of_iperia"),
            ", ".join(pen.either(each.name_fr, each.name_en) for each in known.titles),
            pen.cite(known.titles[0]),
        ),
        (pen("order_of_steps"), pen("certified_before_met"), pen.cite(known.follow_ups[0])),
        *((pen("follow_up"), pen("months_after", count=each.month), pen.cite(each)) for each in asked),
    ]
    blocks: list[Block] = [
        Grid(pen("part_fixed"), (pen("what"), pen("value"), pen("source")), tuple(rows), (3, 4, 3)),
        Paragraph(pen("fixed_explained")),
    ]
    used = [*known.training.lever, *known.eligibility.ground, core, sst, citizenship, *known.titles, *asked]
    return pen.configured("fixed", blocks, used)
