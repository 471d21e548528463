"""Reads what the documents are made from: the programme, the territory's rows, the forecast.

The documents leave the house, so that they hold no small number whoever asks for them; only an exact copy, which stays
with the coordination, does.
"""

from django.utils.translation import override
from django_scopes import scope

from labmigration import clock
from labmigration.access.models import User
from labmigration.pathway.interviews.themes import QUOTE_OUTSIDE, QUOTE_REPORTS, themes_of
from labmigration.programme import programme
from labmigration.programme.territory_opening import territory_opening
from labmigration.replication.counting import counted
from labmigration.replication.forecasting import expansion_of
from labmigration.replication.owned import LANGUAGES
from labmigration.replication.sources import (
    AgreementText,
    Binding,
    JobsToFill,
    Opened,
    Reached,
    Sources,
    StepState,
    TerritoryFact,
    Voice,
    Voices,
    Waited,
)
from labmigration.small_numbers import THRESHOLD
from labmigration.steering.masking import mask_beside
from labmigration.steering.milestones import KEPT, WAITS_OVER_DAYS, funnel, waits
from labmigration.steering.overview import SHARES_FROM
from labmigration.territories.agreements.composing import Contents, composed
from labmigration.territories.agreements.queries import in_force, template_of
from labmigration.territories.models import Territory
from labmigration.territories.opening import queries as opening
from labmigration.territories.opening.description import area_name

AGREEMENTS = ("protocol", "framework")


def gather(code: str, *, exact: bool = False) -> Sources:
    """Everything about one territory as of today; `exact`: small numbers too, for who may see the people themselves.

    Raises Territory.DoesNotExist for an unknown code.
    """
    row = Territory.objects.get(pk=code)
    today, known = clock.today(), programme()
    with scope(territory=[code]):
        described = opening.description_of(code)
        ready = opening.readiness_of(code, today)
        indicators, counts = counted(code, today, exact=exact)
        shown = None if exact else counts
        reached = _funnel(shown)
        return Sources(
            code=code,
            name=row.name,
            region=described.region_fr,
            area=area_name(described),
            on=today,
            exact=exact,
            invented=User.objects.filter(invented=True).exists(),
            programme=known,
            opening=territory_opening(),
            described=described,
            national=known.national.figure,
            funnel=tuple(each for each in reached if each.count is not None),
            hidden=tuple(each.code for each in reached if each.count is None),
            waits=_waits(shown),
            threshold=THRESHOLD,
            shares_from=SHARES_FROM,
            waits_over=WAITS_OVER_DAYS,
            indicators=indicators,
            facts=_noted(code),
            jobs=_jobs(code),
            steps=tuple(StepState(each.number, each.done, each.tasks, each.late) for each in ready.by_step)
            if ready.begun
            else None,
            aims_at=ready.aims_at,
            decision=_decision(code),
            binding=_binding(code),
            agreements=tuple(_template(kind) for kind in AGREEMENTS),
            expansion=expansion_of(code),
            voices=_voices(code, exact=exact),
        )


def _voices(code: str, *, exact: bool) -> Voices | None:
    """What the interviews say, with the quotes allowed outside; an exact copy stays inside, with those of reports."""
    found = themes_of(code, QUOTE_REPORTS if exact else QUOTE_OUTSIDE)
    if found is None:
        return None
    said = tuple(
        Voice(
            each.theme,
            each.name,
            each.definition,
            each.interviews,
            tuple((quote.kind, quote.words) for quote in each.quotes),
        )
        for each in found.codes
    )
    return Voices(found.version, found.of, said, found.interviews, tuple(found.quotes))


def _funnel(shown: list[int] | None) -> list[Reached]:
    """The rows of the funnel, hidden where they stand too near a count already `shown` (None: nothing is hidden)."""
    rows: list[Reached] = []
    everyone: int | None = None
    before: Reached | None = None
    for each in funnel():
        count = _told(each.count, shown)
        if before is None:
            everyone = count
        row = Reached(
            each.milestone.code,
            count,
            before.code if before else each.milestone.code,
            before.count if before else count,
            everyone,
            each.milestone in KEPT,
        )
        rows.append(row)
        # A follow-up is part of those hired, not of the follow-up before it.
        if count is not None and not row.exact:
            before = row
    return rows


def _waits(shown: list[int] | None) -> tuple[Waited, ...]:
    """Waits over enough people; over how many, only where that gives nobody away."""
    return tuple(
        Waited(each.since.code, each.until.code, each.days, _told(each.people, shown))
        for each in waits()
        if shown is None or each.people >= THRESHOLD
    )


def _told(count: int, shown: list[int] | None) -> int | None:
    """The count where it may stand beside those already `shown`, of which it then is one."""
    if shown is None:
        return count
    told = mask_beside(count, shown)
    if told is not None:
        shown.append(told)
    return told


def _binding(code: str) -> tuple[Binding, ...]:
    return tuple(
        Binding(each.title, each.kind, each.in_force_on or each.signed_on, each.source, each.invented)
        for each in in_force(code, clock.today())
    )


def _template(kind: str) -> AgreementText:
    found = {language: template_of(kind, language) for language in LANGUAGES}
    text = {}
    for language in LANGUAGES:
        with override(language):
            text[language] = composed(found[language], Contents())
    return AgreementText(
        kind,
        found["fr"].version,
        {language: each.owner for language, each in found.items()},
        found["fr"].since,
        text,
    )


def _noted(code: str) -> tuple[TerritoryFact, ...]:
    """What somebody of the territory wrote: the programme's own figures are told with the programme."""
    subjects = {
        subject.code: subject for section in territory_opening().public_file.section for subject in section.subject
    }
    return tuple(
        TerritoryFact(
            subject={"fr": subjects[each.subject].name_fr, "en": subjects[each.subject].name_en},
            value=each.value,
            words=each.words,
            unit=each.unit,
            precision=each.precision,
            scope=" · ".join(part for part in (each.scope_words, each.restricted_to) if part),
            year=each.year,
            horizon=each.horizon,
            source=each.source,
            expires_on=each.expires_on,
        )
        for each in opening.facts_of(code, clock.today())
        if not each.read_only
    )


def _jobs(code: str) -> JobsToFill | None:
    found = opening.jobs_to_fill(code, clock.today())
    return JobsToFill(int(found.value), found.scope_words, found.source) if found and found.value is not None else None


def _decision(code: str) -> Opened | None:
    """The last decision to open or not."""
    found = opening.decisions_of(code)[:1]
    return next((Opened(each.outcome, each.decided_on, each.decided_by.name, each.reasons) for each in found), None)
