"""Parts that the programme's files say: who enters, what is learned, the occupations, partners, figures, deviations."""

from collections.abc import Iterable
from decimal import Decimal

from labmigration.programme.geography import Figure
from labmigration.programme.values import Sourced, in_force
from labmigration.replication.document import Block, Bullets, Grid, Heading, Pairs, Paragraph, Part
from labmigration.replication.drawings import Bar, bars
from labmigration.replication.writing import Pen


def partners(pen: Pen) -> Part:
    """Organisations with their roles; a territory's own stand beside those of the whole country."""
    national = pen.sources.programme.national.partner
    local = pen.sources.described.partner
    rows = [
        (pen.from_french(each.name_fr), pen(where), pen.from_french(each.role_fr), pen.cite(each))
        for where, group in (("everywhere", national), ("in_territory", local))
        for each in group
    ]
    heads = (pen("organisation"), pen("where"), pen("role"), pen("source"))
    return pen.configured(
        "partners", [Grid(pen("part_partners"), heads, tuple(rows), (3, 2, 4, 3))], [*national, *local]
    )


def eligibility(pen: Pen) -> Part:
    """Age, French and the grounds that the Lab covers."""
    rules = pen.sources.programme.eligibility
    on = max(pen.sources.on, rules.begins)
    ages = in_force(rules.minimum_age, on)
    french = in_force(rules.minimum_french, on)
    grounds = [ground for ground in in_force(rules.ground, on) if ground.covered]
    rows = [
        *((pen("age_at_least"), pen("years", count=rule.value), pen.cite(rule)) for rule in ages),
        *((pen(f"french_{rule.skill}"), pen("at_least", level=rule.value), pen.cite(rule)) for rule in french),
    ]
    told = [
        (pen.either(ground.name_fr, ground.name_en), pen.either(ground.plain_fr, ground.plain_en), pen.cite(ground))
        for ground in grounds
    ]
    blocks: list[Block] = [
        Grid(pen("conditions"), (pen("condition"), pen("value"), pen("source")), tuple(rows), (3, 2, 3)),
        Grid(pen("grounds"), (pen("ground"), pen("in_words"), pen("source")), tuple(told), (3, 4, 3)),
        Paragraph(pen("one_ground_is_enough")),
    ]
    return pen.configured("eligibility", blocks, [*ages, *french, *grounds])


def refusal_reasons(pen: Pen) -> Part:
    """The reasons for which somebody may be refused, and what only leaves a file incomplete."""
    blocks: list[Block] = [
        Paragraph(pen("refusals_explained")),
        Bullets(tuple(pen("refusing").split(" | "))),
        Paragraph(pen("incomplete_explained")),
    ]
    rules = pen.sources.programme.eligibility
    return pen.configured("refusal_reasons", blocks, [*rules.minimum_age, *rules.minimum_french])


def stages(pen: Pen) -> Part:
    """The nine stages in order, each in a sentence."""
    rows = []
    for number in range(1, 10):
        name, _, told = pen(f"stage_{number}").partition(" | ")
        rows.append((str(number), name, told))
    heads = (pen("number"), pen("stage"), pen("what_happens"))
    follow_ups = pen.sources.programme.follow_ups_on(pen.sources.on)
    return pen.configured("stages", [Grid(pen("part_stages"), heads, tuple(rows), (1, 2, 6))], follow_ups)


def training(pen: Pen) -> Part:
    """Modules and hours; hours that no source gives stay empty."""
    known = pen.sources.programme
    core = known.training.core
    about = pen("about_hours" if core.about else "hours", count=core.hours)
    rows = [(pen("core"), about, pen("everybody"), pen.cite(core))]
    rows += [
        (
            pen.either(each.name_fr, each.name_en),
            pen("hours", count=each.hours) if each.hours is not None else pen("not_given"),
            pen("everybody" if each.mandatory else "as_option"),
            pen.cite(each),
        )
        for each in known.modules
    ]
    heads = (pen("module"), pen("hours_head"), pen("for_whom"), pen("source"))
    blocks: list[Block] = [
        Grid(pen("part_training"), heads, tuple(rows), (4, 2, 2, 3)),
        Paragraph(pen("hours_explained")),
    ]
    return pen.configured("training", blocks, [core, *known.modules])


def titles(pen: Pen) -> Part:
    """Occupations and the titles that serve them."""
    known = pen.sources.programme
    rows = [
        (
            pen.either(each.name_feminine_fr, each.name_en),
            pen.from_french(each.workplace_fr),
            pen.either(known.title(each.title).name_fr, known.title(each.title).name_en),
            pen.cite(each),
        )
        for each in known.occupations
    ]
    heads = (pen("occupation"), pen("workplace"), pen("title"), pen("source"))
    used = [*known.occupations, *known.titles]
    return pen.configured("titles", [Grid(pen("part_titles"), heads, tuple(rows), (3, 4, 3, 3))], used)


def bridges(pen: Pen) -> Part:
    """Ways from one occupation to another."""
    found = pen.sources.programme.bridges.bridge
    rows = tuple((pen.either(each.name_fr, each.name_en), pen.cite(each)) for each in found)
    return pen.configured("bridges", [Grid(pen("part_bridges"), (pen("bridge"), pen("source")), rows, (3, 2))], found)


def follow_ups(pen: Pen) -> Part:
    """Contacts after the first paid day, with their windows."""
    found = pen.sources.programme.follow_ups_on(pen.sources.on)
    rows = tuple(
        (
            pen("months_after", count=each.month),
            pen("due" if each.required else "optional"),
            pen("window", before=each.window.opens_days_before, after=each.window.closes_days_after),
            pen.cite(each),
        )
        for each in found
    )
    heads = (pen("follow_up"), pen("asked"), pen("window_head"), pen("source"))
    blocks: list[Block] = [Grid(pen("part_follow_ups"), heads, rows, (2, 2, 3, 3)), Paragraph(pen("clocks_explained"))]
    return pen.configured("follow_ups", blocks, [*found, *(each.window for each in found)])


def working_time(pen: Pen) -> Part:
    """Weekly hours over all employers, by workplace."""
    limits = in_force(pen.sources.programme.weekly_limits, pen.sources.on)
    rows = tuple(
        (
            pen(f"workplace_{each.workplace}"),
            pen("hours", count=each.norm_hours),
            f"{pen('hours', count=each.average_hours)} ({pen.from_french(each.average_over_fr)})",
            pen("hours", count=each.peak_hours) if each.peak_hours is not None else pen("not_given"),
            pen.cite(each),
        )
        for each in limits
    )
    heads = (pen("workplace"), pen("usual_week"), pen("on_average"), pen("at_most"), pen("source"))
    return pen.configured("working_time", [Grid(pen("part_working_time"), heads, rows, (3, 2, 3, 2, 2))], limits)


def figures(pen: Pen) -> Part:
    """What the sources count of the territory, each with its scope; those of the country after them."""
    local = pen.sources.described.figure
    blocks: list[Block] = []
    if local:
        blocks.append(_figures(pen, pen("figures_of", territory=pen.sources.name), local))
        blocks += _drawn_figures(pen, local)
    else:
        blocks.append(pen.not_yet("figures"))
    blocks.append(_figures(pen, pen("figures_of_country"), pen.sources.national))
    blocks.append(Paragraph(pen("scopes_explained")))
    return pen.configured("figures", blocks, [*local, *pen.sources.national])


def _figures(pen: Pen, caption: str, found: Iterable[Figure]) -> Grid:
    rows = tuple(
        (
            pen.either(each.name_fr, each.name_en),
            figure_told(pen, each),
            pen.from_french(each.scope_fr),
            pen("horizon", year=each.horizon) if each.horizon else str(each.year or pen("not_given")),
            pen.cite(each),
        )
        for each in found
    )
    heads = (pen("figure"), pen("value"), pen("scope"), pen("year"), pen("source"))
    return Grid(caption, heads, rows, (4, 2, 4, 2, 3), numbers=(1,))


def figure_told(pen: Pen, figure: Figure) -> str:
    """The value as its source words it, with its unit where it is no bare count."""
    return value_told(pen, figure.value, figure.unit, figure.precision)


def value_told(pen: Pen, value: Decimal | int, unit: str, precision: str) -> str:
    """A number in its unit; « about », « more than » where its source says so."""
    told = pen.number(value)
    if unit == "percent":
        told = pen.percent(float(value) / 100)
    elif unit == "months":
        told = pen("months_count", count=told)
    elif unit == "euros":
        told = pen("euros", count=told)
    return told if precision == "as_stated" else pen(f"precision_{precision}", value=told)


def _drawn_figures(pen: Pen, found: Iterable[Figure]) -> Iterable[Block]:
    """Employers beside employees of one and the same scope: nothing else is drawn together."""
    pairs = {each.unit: each for each in found if each.unit in ("employers", "employees")}
    if len(pairs) < 2 or len({each.scope_fr for each in pairs.values()}) > 1:
        return
    most = max(each.value for each in pairs.values())
    rows = [
        Bar(pen.either(each.name_fr, each.name_en), pen.number(each.value), each.value / most)
        for each in pairs.values()
    ]
    yield bars(pen("drawn_employers"), "; ".join(f"{row.label}: {row.told}" for row in rows), rows)


def milestones(pen: Pen) -> Part:
    """What was announced and what was done, in the precision of each source."""
    found = pen.sources.described.milestone
    if not found:
        return pen.configured("milestones", [pen.not_yet("milestones")], ())
    rows = tuple(
        (pen.from_french(each.name_fr), pen.from_french(each.when_fr), pen(f"kind_{each.kind}"), pen.cite(each))
        for each in found
    )
    heads = (pen("milestone"), pen("when"), pen("plan_or_fact"), pen("source"))
    return pen.configured("milestones", [Grid(pen("part_milestones"), heads, rows, (4, 3, 2, 3))], found)


def target_and_capacity(pen: Pen) -> Part | None:
    """The number of people announced and the seats there are, kept apart; None where the sources give neither."""
    place = pen.sources.described
    found: list[tuple[str, str]] = []
    used: list[Sourced] = []
    if place.target:
        found.append((pen("target"), f"{pen('people', count=place.target.people)} · {pen.cite(place.target)}"))
        used.append(place.target)
    if place.capacity:
        seats = pen("seats", cohorts=place.capacity.cohorts, seats=place.capacity.seats, people=place.capacity.people)
        found.append((pen("capacity"), f"{seats} · {pen.cite(place.capacity)}"))
        used.append(place.capacity)
    return pen.configured("target", [Pairs(tuple(found))], used) if used else None


def deviations(pen: Pen) -> Part:
    """Where sources disagree: every reading, our choice, its reason."""
    found = pen.sources.programme.disagreements
    blocks: list[Block] = [Paragraph(pen("deviations_explained"))]
    for each in found:
        blocks.append(Heading(pen.from_french(each.question_fr)))
        rows = tuple((pen.from_french(one.says_fr), pen.cite(one)) for one in each.reading)
        blocks.append(Grid(pen("readings"), (pen("reading"), pen("source")), rows, (5, 3)))
        blocks.append(
            Pairs(((pen("our_choice"), pen.from_french(each.choice_fr)), (pen("why"), pen.from_french(each.why_fr))))
        )
    return pen.configured("deviations", blocks, [*found, *(one for each in found for one in each.reading)])


def sources(pen: Pen) -> Part:
    """Every source that the document cites, with its day and how far it was read."""
    rows = tuple(
        (code, pen.from_french(each.citation), pen.day(each.date), pen(f"source_{each.status}"))
        for code, each in sorted(pen.cited.items())
    )
    heads = (pen("code"), pen("source"), pen("date"), pen("read_how"))
    return pen.configured("sources", [Grid(pen("part_sources"), heads, rows, (2, 5, 2, 3))], ())
