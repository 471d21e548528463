"""Parts counted on the day: how far people came, how long they waited, indicators, the territory's file, readiness."""

from collections.abc import Callable, Collection, Iterator
from datetime import date

from labmigration.decisions.outcomes import rate
from labmigration.programme.territory_opening import Letter
from labmigration.programme.territory_opening.reader import NAMES
from labmigration.replication.configured_parts import value_told
from labmigration.replication.document import (
    Block,
    Bullets,
    Grid,
    Heading,
    InFrench,
    Measure,
    Measures,
    Note,
    Origin,
    Pairs,
    Paragraph,
    Part,
)
from labmigration.replication.drawings import Bar, bars
from labmigration.replication.sources import Counted, Reached, Share
from labmigration.replication.writing import Pen

#: A place to fill by hand.
BLANK = "……………"


def way(pen: Pen) -> Part:
    """The funnel: each step with the one before as its denominator, and the interval where a share may be told."""
    found, hidden = pen.sources.funnel, pen.sources.hidden
    if not found or not found[0].count:
        # Nobody was referred: an exact copy has zeros here, which would tell nothing.
        return pen.live("way", [pen.not_yet("way"), *_hidden(pen, hidden)])
    rows = tuple(_reached(pen, row) for row in found)
    blocks: list[Block] = [Measures(pen("part_way"), pen.measure_heads, rows), Paragraph(pen("lost_explained"))]
    everyone = found[0].everyone
    if everyone:
        drawn = [Bar(pen(f"milestone_{row.code}"), row_told(pen, row), (row.count or 0) / everyone) for row in found]
        told = "; ".join(f"{bar.label}: {bar.told}" for bar in drawn)
        blocks.insert(0, bars(pen("drawn_way"), told, drawn))
    return pen.live("way", [*blocks, *_hidden(pen, hidden)], status=pen.masked)


def row_told(pen: Pen, row: Reached) -> str:
    """The count and what it is a part of, as a sentence says it."""
    return pen("of", count=row.count, of=row.of) if row.of != row.count or row.code != row.of_code else str(row.count)


def _reached(pen: Pen, row: Reached) -> Measure:
    share = ""
    interval = ""
    if (
        row.code != row.of_code
        and row.of is not None
        and row.count is not None
        and (pen.sources.exact or row.of >= pen.sources.shares_from)
        and row.of
    ):
        found = rate(min(row.count, row.of), row.of)
        share = pen.percent(row.count / row.of)
        if found.low is not None and found.high is not None:
            interval = pen("from_to", low=pen.percent(found.low), high=pen.percent(found.high))
    of_label = pen(f"milestone_{row.of_code}")
    told = f"{row.count} ({share})" if share else str(row.count)
    return Measure(pen(f"milestone_{row.code}"), row.count, row.of, of_label, told, interval)


def _hidden(pen: Pen, codes: Collection[str]) -> list[Block]:
    if not codes:
        return []
    names = ", ".join(pen(f"milestone_{code}") for code in codes)
    return [Note(pen("hidden", threshold=pen.sources.threshold, names=names))]


def delays(pen: Pen) -> Part:
    """Median waits between neighbouring steps; who still waits is in none of them."""
    found = pen.sources.waits
    if not found:
        return pen.missing("delays")
    longest = max(each.days for each in found) or 1
    rows = tuple(
        Measure(
            f"{pen(f'milestone_{each.since}')} → {pen(f'milestone_{each.until}')}",
            each.days,
            each.people,
            pen("who_took_the_step"),
            pen("days", count=each.days),
            of_at_least=None if each.people is not None else pen.sources.threshold,
        )
        for each in found
    )
    drawn = [Bar(row.label, row.told, (row.value or 0) / longest) for row in rows]
    told = "; ".join(f"{bar.label}: {bar.told}" for bar in drawn)
    blocks = (
        bars(pen("drawn_delays"), told, drawn),
        Measures(pen("part_delays"), pen.measure_heads, rows),
        Paragraph(pen("delays_explained", days=pen.sources.waits_over)),
    )
    return pen.live("delays", blocks, status=pen.masked)


def indicators(pen: Pen, code: str, asked: Collection[str]) -> Part:
    """Some indicators of the catalogue over each of their denominators; those that nobody can compute say why."""
    found = [each for each in pen.sources.indicators if each.code in asked]
    blocks: list[Block] = []
    rows = tuple(row for each in found for row in _rows(pen, each))
    if rows:
        blocks.append(Measures(pen(f"part_{code}"), pen.measure_heads, rows))
        blocks += [
            Paragraph(note) for note in dict.fromkeys(note[pen.language] for each in found for note in each.notes)
        ]
        if any(row.note for row in rows):
            blocks.append(Paragraph(pen("bounds_explained")))
    hidden = ", ".join(f"{each.code} · {each.name[pen.language]}" for each in found if _is_hidden(each))
    if hidden:
        blocks.append(Note(pen("hidden_figures", names=hidden)))
    excluded = max((each.excluded for each in found), default=0)
    if excluded:
        blocks.append(Note(pen("excluded"), "warning"))
    cannot = tuple(
        f"{each.code} · {each.name[pen.language]} : {each.cannot[pen.language]}"
        for each in found
        if each.cannot[pen.language]
    )
    if cannot:
        blocks += [Paragraph(pen("cannot_yet")), Bullets(cannot)]
    return pen.live(code, blocks, status=pen.masked)


def _is_hidden(each: Counted) -> bool:
    shares = [share for share in each.shares if not share.hidden and share.denominator]
    return not any(each.cannot.values()) and (each.hidden or bool(each.shares and not shares))


def _rows(pen: Pen, each: Counted) -> Iterator[Measure]:
    """A share over each of its denominators; any other figure once, with who stands behind it."""
    language = pen.language
    if _is_hidden(each) or each.cannot[language]:
        return
    name = f"{each.code} · {each.name[language]}"
    shares = [share for share in each.shares if not share.hidden and share.denominator]
    if each.is_share:
        for share in shares:
            told = pen.number(share.numerator) + (f" ({share.told[language]})" if share.told[language] else "")
            lost = pen("lost", count=share.lost, bounds=share.bounds[language]) if share.bounds[language] else ""
            of = round(share.denominator)
            yield Measure(name, share.numerator, of, _who(pen, share), told, share.interval[language], note=lost)
    elif each.value is not None:
        of, who = (
            (round(shares[0].denominator), _who(pen, shares[0])) if shares else (int(each.value), pen("all_of_them"))
        )
        yield Measure(name, each.value, of, who, each.told[language], each.interval[language])


def _who(pen: Pen, share: Share) -> str:
    who = share.who[pen.language]
    if share.people is None or share.people == share.denominator:
        return who
    return pen("people_behind", who=who, count=share.people)


def interviews(pen: Pen) -> Part:
    """Conditions and constraints as people tell them: themes, and the quotes that each allows outside."""
    found = pen.sources.voices
    if found is None:
        return pen.missing("interviews")
    told: Callable[[str], str] = str if pen.language == "fr" else InFrench
    rows = tuple((told(each.theme), told(each.name), told(each.definition)) for each in found.said)
    heads = (pen("theme"), pen("code"), pen("when_used"))
    blocks: list[Block] = [
        Paragraph(pen("interviews_explained", version=found.version)),
        Grid(pen("part_interviews"), heads, rows, (2, 2, 5)),
    ]
    counted = [each for each in found.said if each.interviews is not None]
    if found.of is not None and counted:
        measures = tuple(
            Measure(told(each.name), each.interviews, found.of, pen("interviews_coded"), str(each.interviews))
            for each in counted
        )
        blocks.append(Measures(pen("interviews_counted"), pen.measure_heads, measures))
    else:
        blocks.append(Note(pen("interviews_hidden", threshold=pen.sources.threshold)))
    for each in found.said:
        if each.quotes:
            blocks.append(Heading(told(each.name)))
            # As it was said, whatever the language of the document; who speaks is said before the words.
            blocks += [Bullets(tuple(told(f"{pen(f'voice_{who}')} : « {words} »") for who, words in each.quotes))]
    blocks.append(Paragraph(pen("interviews_withdrawn", day=pen.day(pen.sources.on))))
    return pen.live("interviews", blocks, status=pen.masked)


def territory_file(pen: Pen) -> Part:
    """What the territory has written of itself, each fact with its scope, year and source."""
    found = pen.sources.facts
    if not found:
        return pen.missing("territory_file")
    rows = tuple(
        (
            each.subject[pen.language],
            value_told(pen, each.value, each.unit, each.precision) if each.value is not None else InFrench(each.words),
            pen.from_french(each.scope),
            pen("horizon", year=each.horizon) if each.horizon else str(each.year or pen("not_given")),
            each.source + _expiry(pen, each.expires_on),
        )
        for each in found
    )
    heads = (pen("figure"), pen("value"), pen("scope"), pen("year"), pen("source"))
    return pen.live("territory_file", [Grid(pen("part_territory_file"), heads, rows, (3, 3, 3, 2, 3))])


def _expiry(pen: Pen, day: date | None) -> str:
    if day is None:
        return ""
    return " · " + pen("expired" if day <= pen.sources.on else "until", day=pen.day(day))


def readiness(pen: Pen) -> Part:
    """Tasks done of all, drawn step by step."""
    found = pen.sources.steps
    if found is None:
        return pen.missing("readiness")
    names = {step.number: step for step in pen.sources.opening.readiness.step}
    drawn = [
        Bar(
            f"{each.number}. {pen.either(names[each.number].name_fr, names[each.number].name_en)}",
            pen("of", count=each.done, of=each.tasks),
            each.done / each.tasks if each.tasks else 0,
        )
        for each in found
    ]
    done, tasks, late = (sum(getattr(each, name) for each in found) for name in ("done", "tasks", "late"))
    blocks: list[Block] = [
        Paragraph(pen("readiness_told", done=done, tasks=tasks, late=late)),
        bars(pen("drawn_readiness"), "; ".join(f"{bar.label}: {bar.told}" for bar in drawn), drawn),
    ]
    if pen.sources.aims_at:
        blocks.insert(1, Paragraph(pen("aims_at", day=pen.day(pen.sources.aims_at))))
    return pen.live("readiness", blocks)


def tasks_of(pen: Pen, number: int) -> Part:
    """The tasks of one of the nine steps, with what shows that each is done; and how many the territory has done."""
    step = next(each for each in pen.sources.opening.readiness.step if each.number == number)
    rows = tuple(
        (
            pen.either(task.name_fr, task.name_en),
            pen.either(task.proof_fr, task.proof_en),
            pen("weeks_before", count=task.weeks_before),
        )
        for task in step.task
    )
    grid = Grid(pen("tasks"), (pen("task"), pen("proof"), pen("before_opening")), rows, (5, 4, 2))
    state = next((each for each in pen.sources.steps or () if each.number == number), None)
    told = [Paragraph(pen("step_told", done=state.done, tasks=state.tasks, late=state.late))] if state else []
    part = pen.configured(f"tasks_{number}", [*told, grid], [pen.sources.opening.readiness], pen("tasks"))
    return pen.with_origin(part, pen.counted_today()) if state else part


def calendar(pen: Pen) -> Part:
    """Every task of the nine steps in the order in which it is due, with its day where an opening is aimed at."""
    opening, aims_at = pen.sources.opening.readiness, pen.sources.aims_at
    tasks = sorted(opening.tasks.values(), key=lambda found: (-found[1].weeks_before, found[0].number))
    rows = tuple(
        (
            pen("weeks_before", count=task.weeks_before),
            pen.day(task.due_before(aims_at)) if aims_at else pen("no_day_yet"),
            pen.either(task.name_fr, task.name_en),
            str(step.number),
        )
        for step, task in tasks
    )
    heads = (pen("before_opening"), pen("proposed_day"), pen("task"), pen("step"))
    explained = pen("calendar_aims_at", day=pen.day(aims_at)) if aims_at else pen("calendar_without_day")
    blocks = (Paragraph(explained), Grid(pen("part_calendar"), heads, rows, (2, 3, 6, 1)))
    part = pen.configured("calendar", blocks, [opening])
    return pen.with_origin(part, pen.counted_today()) if aims_at else part


def decision(pen: Pen) -> Part:
    """The decision to open or not, as somebody took it."""
    found = pen.sources.decision
    if found is None:
        return pen.missing("decision_taken")
    rows = (
        (pen("verdict"), pen(f"outcome_{found.outcome}")),
        (pen("date"), pen.day(found.on)),
        (pen("by"), found.by),
        (pen("reasons"), InFrench(found.reasons)),
    )
    return pen.live("decision_taken", [Pairs(rows)])


def binding(pen: Pen) -> Part:
    """The texts that bind the territory's partners today."""
    found = pen.sources.binding
    if not found:
        return pen.missing("binding")
    rows = tuple(
        (
            InFrench(each.title) if pen.language != "fr" else each.title,
            pen(f"agreement_{each.kind}"),
            pen.day(each.since) or pen("undated"),
            pen("invented_text") if each.invented else pen.source(each.source) if each.source else pen("from_product"),
        )
        for each in found
    )
    heads = (pen("text"), pen("kind"), pen("since"), pen("source"))
    return pen.live("binding", [Grid(pen("part_binding"), heads, rows, (4, 3, 3, 3))])


def agreement(pen: Pen, kind: str) -> Part:
    """The empty template of one agreement, ready to be filled in."""
    found = next(each for each in pen.sources.agreements if each.kind == kind)
    text = found.text[pen.language]
    blocks: list[Block] = [Note(note) for note in text["notes"]]
    for section in text["sections"]:
        blocks.append(Heading(section["title"]))
        blocks += [Paragraph(each) for each in section["paragraphs"]]
        if section["items"]:
            blocks.append(Bullets(tuple(section["items"])))
        if section["rows"]:
            rows = tuple(tuple(row) for row in section["rows"])
            blocks.append(Grid(section["title"], tuple(text["columns"]), rows, (2, 4, 3, 2)))
    signatures = tuple((block["party"], "", "") for block in text["blocks"])
    blocks.append(Heading(pen("signatures")))
    blocks.append(Grid(pen("signatures"), (pen("party"), pen("date"), pen("signature")), signatures, (4, 2, 4)))
    origin = Origin("text", found.owner[pen.language], found.version, found.since, pen("status_draft"))
    return Part(f"agreement_{kind}", text["title"], tuple(blocks), (origin,))


def letters(pen: Pen) -> tuple[Part, ...]:
    """The letters that one sends to open a territory: they are sent in France, in French whatever the document."""
    return tuple(_letter(pen, letter) for letter in pen.sources.opening.letters)


def _letter(pen: Pen, letter: Letter) -> Part:
    told: Callable[[str], str] = str if pen.language == "fr" else InFrench
    # A place to fill by hand, where a territory's own letter has a name.
    known = {"territory": pen.sources.name, "area": pen.sources.area, "region": pen.sources.region}
    names = dict.fromkeys(NAMES, BLANK) | known
    paragraphs = [Paragraph(told(each.format(**names))) for each in letter.paragraphs_fr]
    about = Pairs(((pen("to"), told(letter.to_fr)), (pen("subject"), told(letter.subject_fr.format(**names)))))
    origin = Origin("text", pen.from_french(letter.owner_fr), letter.version, letter.since, pen("status_draft"))
    blocks: tuple[Block, ...] = (about, *paragraphs, Paragraph(pen("letter_is_sent_in_french")))
    return Part(f"letter_{letter.code}", pen.from_french(letter.name_fr), blocks, (origin,))
