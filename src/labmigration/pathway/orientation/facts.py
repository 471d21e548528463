"""Rows → what the cascade decides on."""

from collections.abc import Iterable, Mapping

from labmigration.notices.outbox import fates
from labmigration.pathway.orientation.cascade import Planned, Step
from labmigration.pathway.orientation.messages import channels_of
from labmigration.pathway.orientation.models import Meeting

WRITTEN = (Step.FIRST, Step.SECOND)


def key_of(meeting: Meeting, step: Step) -> str:
    """The key of a reminder in the outbox; a meeting that was moved is recalled anew."""
    return f"reminder|{meeting.pk}|{meeting.version}|{step}"


def fates_of(meetings: Iterable[Meeting]) -> dict[str, str]:
    """What became of every reminder of those meetings, by key; one query."""
    return fates(key_of(meeting, step) for meeting in meetings for step in WRITTEN)


def planned(meeting: Meeting, known: Mapping[str, str]) -> Planned:
    """What is known of one meeting; its person and advisor are loaded with it."""
    by_step = {step: known.get(key_of(meeting, step)) for step in WRITTEN}
    return Planned(
        starts_at=meeting.starts_at,
        fixed_at=meeting.fixed_at,
        confirmed=meeting.confirmed_at is not None,
        channels=channels_of(meeting.pathway.candidate, meeting.advisor),
        fates={step: fate for step, fate in by_step.items() if fate is not None},
    )
