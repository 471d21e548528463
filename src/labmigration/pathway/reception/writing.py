"""Judged rows → rows of the database, many at a time."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from django.conf import settings

from labmigration import clock
from labmigration.access.actor import Actor
from labmigration.access.models import User
from labmigration.pathway.actions import new_pathway
from labmigration.pathway.models import Pathway
from labmigration.pathway.reception import states
from labmigration.pathway.reception.facts import columns_of
from labmigration.pathway.reception.judging import Judged, Outcome
from labmigration.pathway.reception.models import ImportedRow, PossibleDuplicate, Referral, ReferralFile
from labmigration.people.models import Candidate
from labmigration.people.names import searchable
from labmigration.programme import programme
from labmigration.secrecy.fields import Sealed
from labmigration.secrecy.keyring import Keyring
from labmigration.territories.models import Organisation
from labmigration.timeline.models import Event


@dataclass
class Batch:
    """What a chunk of rows adds to the database, in the order in which it must be written."""

    candidates: list[Candidate] = field(default_factory=list)
    pathways: list[Pathway] = field(default_factory=list)
    referrals: list[Referral] = field(default_factory=list)
    suspicions: list[PossibleDuplicate] = field(default_factory=list)
    rows: list[ImportedRow] = field(default_factory=list)
    events: list[Event] = field(default_factory=list)

    def write(self) -> None:
        """Write everything; call it in a transaction."""
        Candidate.objects.bulk_create(self.candidates)
        Pathway.objects.bulk_create(self.pathways)
        Referral.objects.bulk_create(self.referrals)
        PossibleDuplicate.objects.bulk_create(self.suspicions)
        ImportedRow.objects.bulk_create(self.rows)
        Event.objects.bulk_create(self.events)


class Writer:
    """Makes the rows of one run: same territory, same day, same actor."""

    def __init__(self, territory: str, on: date, *, actor: Actor, ring: Keyring, file: ReferralFile | None) -> None:
        self.territory = territory
        self.on = on
        self.actor = actor
        self.ring = ring
        self.file = file
        self.rules_version = programme().version
        referrers = Organisation.objects.filter(territory=territory, kind=Organisation.Kind.REFERRER)
        self._referrers = {searchable(organisation.name): organisation for organisation in referrers}

    def batch(self, judged: Sequence[Judged], roots: Mapping[str, UUID]) -> Batch:
        """`roots` gives, for a known person's key, the one whom her file was merged into."""
        batch = Batch()
        tried = self.file is not None and self.file.dry_run
        for one in judged:
            referral = None
            if not tried and one.outcome in (Outcome.CREATED, Outcome.DUPLICATE):
                referral = self.referral(batch, one, roots)
            if self.file is not None:
                batch.rows.append(self._row(self.file, one, referral, tried=tried))
        return batch

    def referral(
        self,
        batch: Batch,
        one: Judged,
        roots: Mapping[str, UUID],
        *,
        referrer: Organisation | None = None,
        lead_advisor: User | None = None,
    ) -> Referral:
        """Add one person with her pathway, referral, suspicion and events to the batch."""
        facts, verdict = one.row.facts, one.verdict
        assert facts is not None and verdict is not None
        is_suspected = one.outcome == Outcome.DUPLICATE
        candidate = self._candidate(one)
        referred_by = referrer or self._referrers.get(searchable(facts.referrer)) if facts.referrer else referrer
        pathway = new_pathway(
            candidate,
            referrer=referred_by,
            occupation=facts.occupation or "",
            next_step=first_step(is_suspected, lead_advisor is not None, verdict.verdict),
            opened_on=clock.today(),
        )
        pathway.lead_advisor = lead_advisor
        referral = Referral(
            territory_id=self.territory,
            pathway=pathway,
            state=states.SUSPECTED if is_suspected else states.RECEIVED,
            referred_on=facts.referred_on or self.on,
            referrer_label=facts.referrer,
            wanted_label=facts.occupation_label,
            **columns_of(facts),
            verdict=verdict.verdict,
            reasons=list(verdict.reasons),
            judged_on=self.on,
            recheck_on=verdict.recheck_on,
            rules_version=self.rules_version,
        )
        batch.candidates.append(candidate)
        batch.pathways.append(pathway)
        batch.referrals.append(referral)
        told: dict[str, Any] = {"verdict": verdict.verdict, "on": self.on.isoformat()}
        batch.events.append(Event.about(referral, "receive", self.actor, told))
        if one.suspicion is not None:
            batch.suspicions.append(
                PossibleDuplicate(
                    territory_id=self.territory,
                    referral=referral,
                    known_id=roots[one.suspicion.key],
                    strength=one.suspicion.strength,
                    reasons=list(one.suspicion.reasons),
                )
            )
        if is_suspected:
            batch.events.append(Event.about(referral, "suspect", self.actor))
        return referral

    def _candidate(self, one: Judged) -> Candidate:
        facts = one.row.facts
        assert facts is not None
        candidate = Candidate(
            id=one.key,
            territory_id=self.territory,
            surname=facts.surname,
            first_name=facts.first_name,
            search_name=searchable(facts.surname, facts.first_name),
            birth_date=facts.birth_date,
            sex=facts.sex,
            contact_language=facts.contact_language,
            town=facts.commune,
            postcode=facts.postcode,
            phone=self._sealed(Candidate, one.key, "phone", facts.phone),
            email=self._sealed(Candidate, one.key, "email", facts.email),
            # Everybody in a demonstration is invented, and every page says so.
            invented=settings.DEMO,
        )
        candidate.phone_index, candidate.email_index = one.phone_index, one.email_index
        return candidate

    def _row(self, file: ReferralFile, one: Judged, referral: Referral | None, *, tried: bool) -> ImportedRow:
        row = ImportedRow(
            territory_id=self.territory,
            file=file,
            line=one.row.line,
            outcome=one.outcome,
            exact=one.row.exact,
            canonical=one.row.canonical,
            retyped=one.row.retyped,
            tried=tried,
            verdict=one.verdict.verdict if one.verdict else "",
            reasons=list(one.verdict.reasons) if one.verdict else [],
            errors=[list(error) for error in one.row.errors],
            notices=[list(notice) for notice in one.row.notices],
            duplicate_of_line=one.duplicate_of_line,
            referral=referral,
        )
        if one.outcome == Outcome.REJECTED:
            row.cells = self._sealed(ImportedRow, row.pk, "cells", json.dumps(one.row.cells, ensure_ascii=False))
        return row

    def _sealed(self, model: Any, key: UUID, column: str, text: str) -> Sealed:
        # As SealedTextField does when it saves; here with one keyring for the chunk instead of a look at it per value.
        return Sealed(self.ring.seal(text, f"{model._meta.db_table}|{key}|{column}") if text else "")


def first_step(is_suspected: bool, has_advisor: bool, verdict: str) -> str:
    """What comes next on a referral that nobody has decided about."""
    if is_suspected:
        return "reception.judge_duplicate"
    if not has_advisor:
        return "reception.assign"
    return "reception.complete" if verdict == "incomplete" else "reception.decide"
