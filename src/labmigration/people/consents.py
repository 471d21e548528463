"""What a person said yes or no to. The only reader and writer of `ConsentRecord`; nothing said means no.

from labmigration.people.consents import allows

allows(candidate, "partner_progress")      # False until she said yes, and again once she took it back
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Generic, TypeVar
from uuid import UUID

from django.db import transaction
from django.utils.functional import lazystr
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from labmigration import clock
from labmigration.access.gate import Refused
from labmigration.access.models import User
from labmigration.people.models import Candidate, ConsentRecord, WordedAnswer
from labmigration.programme.consents import Consent, Wording, asked_on, consents

Answer, Channel = ConsentRecord.Answer, ConsentRecord.Channel


Said = TypeVar("Said", bound=WordedAnswer)


@dataclass(frozen=True)
class Choice(Generic[Said]):
    """One purpose as a page shows it: its words, the newest answer (None when nothing was said), the whole history."""

    consent: Consent
    history: tuple[Said, ...]

    @property
    def newest(self) -> Said | None:
        return self.history[0] if self.history else None

    @property
    def allowed(self) -> bool:
        return self.newest is not None and self.newest.answer == Answer.GIVEN

    @property
    def text_changed(self) -> bool:
        """Whether she answered to other words than those of today."""
        return self.newest is not None and self.newest.text_version != self.consent.version

    @property
    def title(self) -> Any:
        return spoken(self.consent.title)

    @property
    def text(self) -> Any:
        return spoken(self.consent.text)

    @property
    def refusing(self) -> Any:
        return spoken(self.consent.refusing)


class _Spoken:
    """A text of the programme that is told in the language active when it is drawn."""

    def __init__(self, wording: Wording) -> None:
        self.wording = wording

    def __str__(self) -> str:
        return self.wording.in_language(get_language() or "fr")


def spoken(wording: Wording) -> Any:
    """The wording as a lazy text, like those of `gettext_lazy`."""
    return lazystr(_Spoken(wording))


def allows(candidate: Candidate | UUID, purpose: str) -> bool:
    """Whether the person's newest answer to `purpose` is yes. One query; raises LookupError for an unknown purpose."""
    if purpose not in {each.code for each in consents()}:
        raise LookupError(purpose)
    key = candidate if isinstance(candidate, UUID) else candidate.pk
    newest = ConsentRecord.objects.filter(candidate_id=key, purpose=purpose).order_by("-id").first()
    return newest is not None and newest.answer == Answer.GIVEN


def allowed_among(candidate_ids: list[UUID], purpose: str) -> set[UUID]:
    """Those of the people whose newest answer to `purpose` is yes; one query, for lists."""
    newest: dict[UUID, str] = {}
    rows = ConsentRecord.objects.filter(candidate_id__in=candidate_ids, purpose=purpose).order_by("id")
    for candidate_id, answer in rows.values_list("candidate_id", "answer"):
        newest[candidate_id] = answer
    return {candidate_id for candidate_id, answer in newest.items() if answer == Answer.GIVEN}


def newest_answers(territory: str, purpose: str, until: datetime | None = None) -> dict[UUID, tuple[str, datetime]]:
    """The newest answer to `purpose` of each person of a territory who was asked, and when; one query, for files.

    `until`: as known at that moment.
    """
    rows = ConsentRecord.objects.filter(candidate__territory=territory, purpose=purpose).order_by("id")
    if until is not None:
        rows = rows.filter(at__lte=until)
    return {key: (answer, at) for key, answer, at in rows.values_list("candidate_id", "answer", "at").iterator()}


def choices_of(candidate: Candidate) -> list[Choice[ConsentRecord]]:
    """Every purpose asked about today, with what the person said; one query."""
    said: dict[str, list[ConsentRecord]] = {}
    for record in ConsentRecord.objects.filter(candidate=candidate).select_related("recorded_by").order_by("-id"):
        said.setdefault(record.purpose, []).append(record)
    return [Choice(each, tuple(said.get(each.code, ()))) for each in asked_on(clock.today())]


@transaction.atomic
def answer(
    candidate: Candidate, purpose: str, yes: bool, *, language: str, channel: str, by: User, version: str
) -> ConsentRecord:
    """Keep one answer, to the words of `version` in `language`. No after a yes is a withdrawal.

    Raises `Refused` when the words changed since they were shown. The same answer twice (a double click) is kept once.
    """
    asked = asked_words(asked_on(clock.today()), purpose, version)
    newest = ConsentRecord.objects.filter(candidate=candidate, purpose=purpose).order_by("-id").first()
    if newest is not None and says_again(newest, asked, yes):
        return newest
    said = in_words(newest, asked, yes, language=language, channel=channel, by=by)
    record = ConsentRecord(at=clock.now(), candidate=candidate, purpose=purpose, **said)
    record.save(force_insert=True)
    return record


def asked_words(asked: Iterable[Consent], code: str, version: str) -> Consent:
    """What is asked about today, in the words that the person read.

    Raises LookupError for an unknown code, `Refused` when the words changed since they were shown.
    """
    found = next((each for each in asked if each.code == code), None)
    if found is None:
        raise LookupError(code)
    if found.version != version:
        raise Refused(_("Le texte a changé pendant ce temps. Lisez le nouveau, puis répondez."))
    return found


def says_again(newest: WordedAnswer, asked: Consent, yes: bool) -> bool:
    """Whether it was answered so already, to the same words (a double click)."""
    return (newest.answer == Answer.GIVEN) == yes and newest.text_version == asked.version


def in_words(
    newest: WordedAnswer | None, asked: Consent, yes: bool, *, language: str, channel: str, by: User
) -> dict[str, Any]:
    """The fields of a `WordedAnswer`. No after a yes is a withdrawal."""
    told = asked.language_of(language)
    said_yes = newest is not None and newest.answer == Answer.GIVEN
    return {
        "text_version": asked.version,
        "text_digest": asked.digest(told),
        "language": told,
        "answer": Answer.GIVEN if yes else (Answer.WITHDRAWN if said_yes else Answer.REFUSED),
        "channel": Channel(channel),
        "recorded_by": by,
    }
