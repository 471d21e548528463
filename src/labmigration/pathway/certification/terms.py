"""Delays and limits of certification, from the programme: whole months of the calendar, dated and sourced."""

from datetime import date

from labmigration import clock
from labmigration.pathway.certification.validity import months_after
from labmigration.programme import ProgrammeError, in_force, programme
from labmigration.programme.records import CertificationTerm


def term(code: str, on: date | None = None) -> CertificationTerm:
    """The delay or limit `code` in force on a day (today); before the first day on which one is known, that first one.

    `since` says from when a text can be relied on as we read it, and people's delays may have begun before: they are
    counted with the oldest value known rather than not at all. Raises ProgrammeError for an unknown code.
    """
    known = sorted((each for each in programme().certifications.term if each.code == code), key=lambda each: each.since)
    if not known:
        raise ProgrammeError(f"certifications.toml knows no term '{code}'.")
    return next(iter(in_force(known, on or clock.today())), known[0])


def last_day(code: str, since: date) -> date:
    """The last day of the delay that began on `since`, as the programme stood then."""
    return months_after(since, term(code, since).value)


def version_of(certification: str, on: date) -> int | None:
    """The version of a title: its number in the national register (RNCP) on a day; None where none is known."""
    try:
        return programme().title(certification).rncp_on(on)
    except ProgrammeError:
        return None
