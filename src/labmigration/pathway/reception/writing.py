"""Judged rows → rows of the database, many at a time."""

import json
from collections.abc import Mapping, Sequence
from datetime import date
from functools import lru_cache
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
from labmigration.pathway.reception.rows_alike import RowsAlike, following_uuid
from labmigration.people.models import Candidate
from labmigration.people.names import searchable
from labmigration.programme import programme
from labmigration.secrecy.keyring import Keyring
from labmigration.territories.models import Organisation
from labmigration.timeline.models import Event

_FACTS = (
    *("grounds", "document", "allows_work", "valid_until", "renewal_receipt"),
    *("french_oral", "french_written", "french_proof"),
)


class Writer:
    """Writes the people and the report of one run: same territory, same day, same actor.

    `add` and `report` gather rows, `write` puts them into the database; call all three in one transaction.
    `lead_advisor` and `referrer` are those of people typed by someone; a file names its referrers itself.
    """

    def __init__(
        self,
        territory: str,
        on: date,
        *,
        actor: Actor,
        ring: Keyring,
        file: ReferralFile | None = None,
        lead_advisor: User | None = None,
        referrer: Organisation | None = None,
    ) -> None:
        self.territory = territory
        self.on = on
        self.ring = ring
        self._actor = actor
        self._lead_advisor = lead_advisor
        self._referrer = referrer
        referrers = Organisation.objects.filter(territory=territory, kind=Organisation.Kind.REFERRER)
        self._referrers = {searchable(organisation.name): organisation.pk for organisation in referrers}
        self._candidates = RowsAlike(
            # Everybody in a demonstration is invented, and every page says so.
            Candidate(territory_id=territory, invented=settings.DEMO),
            *(
                "id",
                "surname",
                "first_name",
                "search_name",
                "birth_date",
                "sex",
                "contact_language",
                "town",
                "postcode",
            ),
            *("phone", "phone_index", "email", "email_index"),
        )
        self._pathways: dict[str, RowsAlike] = {}
        self._referrals = RowsAlike(
            Referral(territory_id=territory, judged_on=on, rules_version=programme().version),
            *("id", "pathway_id", "state", "referred_on", "referrer_label", "wanted_label", *_FACTS),
            *("verdict", "reasons", "recheck_on"),
        )
        self._suspicions = RowsAlike(
            PossibleDuplicate(territory_id=territory), "id", "referral_id", "known_id", "strength", "reasons"
        )
        self._rows = RowsAlike(
            ImportedRow(territory_id=territory, file=file, tried=file is not None and file.dry_run),
            *("id", "line", "outcome", "exact", "canonical", "retyped", "verdict", "reasons", "errors", "notices"),
            *("duplicate_of_line", "referral_id", "cells"),
        )
        self._events: dict[str, RowsAlike] = {}

    def write(self) -> None:
        """Insert what was gathered, parents first."""
        self._candidates.insert()
        for pathways in self._pathways.values():
            pathways.insert()
        for rows in (self._referrals, self._suspicions, self._rows, *self._events.values()):
            rows.insert()

    def add(self, one: Judged, roots: Mapping[str, UUID]) -> UUID:
        """Gather one new person with her pathway, referral, suspicion and events; returns the referral's id.

        `roots` gives, for a known person's key, the one whom her file was merged into.
        """
        facts, verdict = one.row.facts, one.verdict
        if facts is None or verdict is None:
            raise ValueError(f"line {one.row.line} can't be read: there is nobody to write")
        pathway, referral = following_uuid(), following_uuid()
        is_suspected = one.outcome == Outcome.DUPLICATE
        self._candidates.add(
            one.key,
            *(
                facts.surname,
                facts.first_name,
                searchable(facts.surname, facts.first_name),
                facts.birth_date,
                facts.sex,
            ),
            *(facts.contact_language, facts.commune, facts.postcode),
            *(self._sealed(Candidate, one.key, "phone", facts.phone), one.phone_index),
            *(self._sealed(Candidate, one.key, "email", facts.email), one.email_index),
        )
        referrer = self._referrer.pk if self._referrer else self._referrers.get(_folded(facts.referrer))
        step = first_step(is_suspected, self._lead_advisor is not None, verdict.verdict)
        self._pathways_at(step).add(pathway, one.key, referrer, facts.occupation or "")
        columns = columns_of(facts) | {"grounds": _grounds(facts.grounds)}
        self._referrals.add(
            *(referral, pathway, states.SUSPECTED if is_suspected else states.RECEIVED, facts.referred_on or self.on),
            *(facts.referrer, facts.occupation_label, *(columns[name] for name in _FACTS)),
            *(verdict.verdict, _as_json(verdict.reasons), verdict.recheck_on),
        )
        self._happened("receive").add(pathway, str(referral), _told(verdict.verdict, self.on))
        if one.suspicion is not None:
            suspicion, known = one.suspicion, roots[one.suspicion.key]
            self._suspicions.add(following_uuid(), referral, known, suspicion.strength, _as_json(suspicion.reasons))
        if is_suspected:
            self._happened("suspect").add(pathway, str(referral), "{}")
        return referral

    def report(self, one: Judged, referral: UUID | None) -> None:
        """Gather the line of the file's report. Only a row to correct keeps its cells, sealed."""
        row, key = one.row, following_uuid()
        cells = json.dumps(row.cells, ensure_ascii=False) if one.outcome == Outcome.REJECTED else ""
        self._rows.add(
            *(key, row.line, one.outcome.value, row.exact, row.canonical, row.retyped),
            *(one.verdict.verdict, _as_json(one.verdict.reasons)) if one.verdict else ("", "[]"),
            *(_as_json(row.errors), _as_json(row.notices), one.duplicate_of_line, referral),
            self._sealed(ImportedRow, key, "cells", cells),
        )

    def _pathways_at(self, step: str) -> RowsAlike:
        if step not in self._pathways:
            prototype: Pathway = new_pathway(
                Candidate(territory_id=self.territory),
                referrer=None,
                occupation="",
                next_step=step,
                opened_on=clock.today(),
            )
            prototype.lead_advisor = self._lead_advisor
            self._pathways[step] = RowsAlike(prototype, "id", "candidate_id", "referrer_id", "occupation")
        return self._pathways[step]

    def _happened(self, verb: str) -> RowsAlike:
        if verb not in self._events:
            prototype = Event.about(Referral(territory_id=self.territory), verb, self._actor)
            self._events[verb] = RowsAlike(prototype, "pathway_id", "subject_id", "facts")
        return self._events[verb]

    def _sealed(self, model: Any, key: UUID, column: str, text: str) -> str:
        # As SealedTextField does when it saves; here with one keyring a chunk instead of a look at its file per value.
        return self.ring.seal(text, f"{model._meta.db_table}|{key}|{column}") if text else ""


def first_step(is_suspected: bool, has_advisor: bool, verdict: str) -> str:
    """What comes next on a referral that nobody has decided about."""
    if is_suspected:
        return "reception.judge_duplicate"
    if not has_advisor:
        return "reception.assign"
    return "reception.complete" if verdict == "incomplete" else "reception.decide"


_folded = lru_cache(maxsize=4_096)(searchable)  # a file names the same few organisations on every line


@lru_cache(maxsize=4_096)
def _as_json(values: Sequence[Any]) -> str:
    return json.dumps(values, ensure_ascii=False)


@lru_cache(maxsize=4_096)
def _grounds(grounds: Sequence[Any]) -> str:
    return json.dumps([{"code": ground.code, "proof": ground.proven} for ground in grounds])


@lru_cache(maxsize=64)
def _told(verdict: str, on: date) -> str:
    return json.dumps({"verdict": verdict, "on": on.isoformat()})
