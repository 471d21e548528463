"""The table of people: what the referral, the seat and the first day of training say of each."""

import json
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from labmigration.steering.indicators.columns import Days, Words, days_of
from labmigration.steering.indicators.facts import Table, table_of
from labmigration.steering.indicators.lines import Lines, column
from labmigration.steering.indicators.measure.ways import first_of

SEVERAL = "several"
_NOBODY_JUDGED = (None, None, "", None, "", "", "[]", "[]", "", "")


def table_of_people(
    names: list[str], everyone: Sequence[tuple[Any, ...]], referrals: Lines, seats: Lines, tables: dict[str, Table]
) -> Table:
    """One line a person. `names`: their pseudonyms; `everyone`: rows of `pathway.counted.people`, in the same order."""
    people = len(everyone)
    judged = _newest(referrals, people)
    # The last row stands for whoever has none.
    told = [*referrals.rows, _NOBODY_JUDGED]
    cohort, provider = (Words.of(seats[place]).at(seats.first_of_each(people)) for place in (1, 2))
    referred, born = days_of(column(everyone, 2)), days_of(column(everyone, 3))
    hours = tables["hours"]
    started = first_of(people, np.asarray(hours["person"]), np.asarray(hours["first_on"]))
    return table_of(
        "people",
        names,
        referred,
        _age(born, np.where(np.isnat(started), referred, started)),
        column(everyone, 4),
        Words.of(_said_once(column(told, 7), _status)).at(judged),
        column(everyone, 5),
        column(everyone, 6),
        cohort,
        provider,
        Words.of(column(told, 8)).at(judged),
        Words.of(column(told, 9)).at(judged),
        _education(tables["answers"], people),
        days_of(column(told, 3))[judged],
        Words.of(column(told, 4)).at(judged),
        Words.of(column(told, 5)).at(judged),
        np.array(_said_once(column(told, 6), _reasons), dtype=object)[judged],
        column(everyone, 8),
        column(everyone, 7),
    )


def _newest(referrals: Lines, people: int) -> NDArray[np.int64]:
    """The newest referral of each person, −1 where she has none; of one day, that of the greater key."""
    found = referrals.last_of_each(people)
    several = np.bincount(referrals.person, minlength=people)[referrals.person] > 1
    rows = np.flatnonzero(several).tolist()
    for row in sorted(rows, key=lambda row: referrals.rows[row][1:3]):
        found[referrals.person[row]] = row
    return found


def _said_once(texts: list[str], read: Callable[[str], str]) -> list[str]:
    """Each text read, those that are the same once."""
    known = {text: read(text) for text in set(texts)}
    return [known[text] for text in texts]


def _status(grounds: str) -> str:
    codes = {ground["code"] for ground in json.loads(grounds)}
    return codes.pop() if len(codes) == 1 else SEVERAL if codes else ""


def _reasons(reasons: str) -> str:
    return " ".join(json.loads(reasons))


def _education(answers: Table, people: int) -> Words:
    question, answer = answers["question"], answers["answer"]
    assert isinstance(question, Words) and isinstance(answer, Words)
    rows = np.flatnonzero(question.are("education"))
    last = np.full(people, -1, dtype=np.int64)
    np.maximum.at(last, np.asarray(answers["person"])[rows], rows)
    return answer.at(last)


def _age(born: Days, on: Days) -> NDArray[np.float64]:
    """Whole years; NaN where the birth would lie after the day."""
    years = on.astype("datetime64[Y]").astype(np.int64) - born.astype("datetime64[Y]").astype(np.int64)
    years = years - (_in_year(on) < _in_year(born))
    return np.where(years >= 0, years, np.nan)


def _in_year(days: Days) -> NDArray[np.int64]:
    """Month and day as one number: the 1st of March comes after the 29th of February in every year."""
    month = days.astype("datetime64[M]")
    return month.astype(np.int64) % 12 * 31 + (days - month.astype("datetime64[D]")).astype(np.int64)
