"""The uses of what a person says in an interview, each asked by itself: the same records as other consents."""

from datetime import date
from functools import lru_cache
from pathlib import Path

from .consents import Consent, read
from .values import in_force

FILE = Path(__file__).parent / "interview_uses.toml"
#: The use without which nothing else counts, and the others in the order in which they are asked.
ANALYSIS, QUOTE_REPORTS, QUOTE_OUTSIDE, RECORDING = "analysis", "quote_reports", "quote_outside", "recording"
USES = (ANALYSIS, QUOTE_REPORTS, QUOTE_OUTSIDE, RECORDING)


@lru_cache(maxsize=1)
def interview_uses() -> tuple[Consent, ...]:
    """Every version of every use, in the order of the file; ProgrammeError as `consents.read`."""
    return read(FILE.read_text(encoding="utf-8"))


def uses_asked_on(day: date) -> tuple[Consent, ...]:
    """The uses asked about on that day, each with the words of that day."""
    return in_force(interview_uses(), day)
