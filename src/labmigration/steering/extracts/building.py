"""The job that makes an extract: who said yes, lines or tables, what was made coarser, the files; kept sealed."""

import hashlib
from collections.abc import Callable
from typing import Any, Final
from uuid import UUID

import numpy as np
from django.db import transaction

from labmigration import clock
from labmigration.access.actor import Actor
from labmigration.decisions.disclosure import anonymous
from labmigration.programme.research import ResearchColumn, research
from labmigration.steering.extracts.columns import ALL, NUMBERS, ladder_of, referred_between, values_of
from labmigration.steering.extracts.consent import said, said_yes, yes_known
from labmigration.steering.extracts.given import keep, memory_of
from labmigration.steering.extracts.kept_files import FILES
from labmigration.steering.extracts.memory import TooManyGiven, Wanted
from labmigration.steering.extracts.models import Extract, TableGiven
from labmigration.steering.extracts.output import Content, Made, files_of, zipped
from labmigration.steering.extracts.pseudonyms import pseudonyms
from labmigration.steering.indicators.facts import Facts
from labmigration.steering.indicators.reading import read
from labmigration.timeline.models import Event

Renew = Callable[[], None]
#: Reading, choosing, making, sealing.
STEPS: Final = 4


def build_extract(territory: str, extract_id: str, renew: Renew) -> None:
    """Make one extract, as known on the day on which it was asked for; begun again when a worker died."""
    actor = Actor.system(territory)
    with actor.at_work():
        row = Extract.objects.select_related("project__territory", "asked_by").get(pk=UUID(extract_id))
        if row.finished_at is not None:
            return
        _say(row, 0, renew)
        facts = read(territory, row.on)
        _say(row, 1, renew)
        with transaction.atomic():
            content, about = _content(row, facts)
            _say(row, 2, renew)
            files = files_of(Made(row, row.project, content, about))
            FILES.keep(row.pk, zipped(files))
            _say(row, 3, renew)
            row.finished_at, row.done, row.total, row.report = clock.now(), STEPS, STEPS, about
            row.lines, row.people = content.lines is not None, about["kept"]
            row.digest = hashlib.sha256(files["SHA256SUMS"]).hexdigest()
            row.save(update_fields=["finished_at", "done", "total", "report", "lines", "people", "digest"])
            withdrawn = about["consent"]["withdrawn_since"]
            Event.record(
                row, "finish", actor, {"people": row.people, "withdrawn": withdrawn, "digest": row.digest[:12]}
            )


def _say(row: Extract, done: int, renew: Renew) -> None:
    Extract.objects.filter(pk=row.pk).update(done=done, total=STEPS)
    renew()


def _content(row: Extract, facts: Facts) -> tuple[Content, dict[str, Any]]:
    """What the files hold, and what there is to say of it."""
    project, rules = row.project, research().rules
    before = Extract.objects.filter(project=project, asked_at__lt=row.asked_at, finished_at__isnull=False)
    last = before.order_by("-asked_at").first()
    concerned = referred_between(facts, project.first, project.last)
    kept = facts.only(concerned & said_yes(facts, row.asked_at))
    about: dict[str, Any] = {
        "consent": said(facts, concerned, row.asked_at, last.asked_at if last else None).told(),
        "rules": {
            "same_at_least": rules.same_at_least,
            "most_left_out_percent": rules.most_left_out_percent,
            "lines_from": rules.lines_from,
        },
        "yes_known": yes_known(row.territory_id, row.asked_at),
        "steps": [],
        "left_out": 0,
        "smallest": 0,
    }
    chosen = [each for each in research().column if each.code in project.columns]
    if kept.people < rules.lines_from:
        tables = _tables(row, facts, chosen)
        return Content(chosen, tables=tables), {
            **about,
            "kept": kept.people,
            "tables": [each.number for each in tables],
        }
    return _lines(row, kept, chosen, about)


def _lines(
    row: Extract, kept: Facts, chosen: list[ResearchColumn], about: dict[str, Any]
) -> tuple[Content, dict[str, Any]]:
    rules = research().rules
    values = values_of(kept, [each.code for each in chosen])
    ladders = {each.code: ladder_of(each, values[each.code]) for each in chosen if each.kind == "known"}
    codes = {name: [words.codes.astype(np.int64) for words in ladder] for name, ladder in ladders.items()}
    done = anonymous(codes, kept.people, rules.same_at_least, rules.most_left_out_percent / 100)
    texts = {
        each.code: (ladders[each.code][done.levels[each.code]] if each.code in ladders else values[each.code]).texts()
        for each in chosen
    }
    who = pseudonyms(row.project_id, kept.pathways)
    lines = sorted(
        (who[place], *(texts[each.code][place] for each in chosen)) for place in np.flatnonzero(done.kept).tolist()
    )
    told = {
        "kept": len(lines),
        "steps": [
            {
                "column": step.column,
                "to": "all" if ladders[step.column][step.level].names == (ALL,) else f"level {step.level}",
                "small_before": step.small_before,
                "small_after": step.small_after,
            }
            for step in done.steps
        ],
        "left_out": done.left_out,
        "smallest": done.smallest,
    }
    return Content(chosen, lines=lines), {**about, **told}


def _tables(row: Extract, facts: Facts, chosen: list[ResearchColumn]) -> list[TableGiven]:
    """One table of each characteristic by each yes-or-no outcome that was asked for, beside all those given before.

    Fewer where those before are so many that no more can be vouched for.
    """
    known = [each.code for each in chosen if each.kind == "known"]
    outcomes = [each.code for each in chosen if each.kind == "outcome" and each.code not in NUMBERS]
    wanted = [Wanted(one, other) for one in known for other in outcomes]
    wanted = wanted or [Wanted(code) for code in [*known, *outcomes]]
    memory, found = memory_of(row.territory_id, facts), []
    for each in wanted:
        try:
            masked = memory.masked(each, row)
        except TooManyGiven:
            break
        if not masked.is_empty:
            found.append(keep(memory, masked, by=row.asked_by, made_for=row.project.recipient, extract=row))
    return found
