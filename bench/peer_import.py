"""The same import written with django-import-export, the way its documentation shows.

It gets our row reader and our eligibility rules inside its hooks, so that neither side wins by reading less, and every
option that its documentation gives for speed: no diff, no look-up of existing instances, one transaction. It looks for
a known person with one query a row (territory, day of birth, searchable name): it has no register of people who may be
the same, so a typo or swapped names pass unseen. It writes candidate, pathway, referral and event; it has nothing like
the report by line that we keep in the database, and none is asked of it.
"""

from datetime import date
from typing import Any
from uuid import UUID, uuid4

from django.conf import settings
from django.core.exceptions import ValidationError
from import_export.resources import ModelResource

from labmigration.access.actor import Actor
from labmigration.decisions.eligibility import decide
from labmigration.pathway.actions import new_pathway
from labmigration.pathway.models import Pathway
from labmigration.pathway.reception import states
from labmigration.pathway.reception.facts import columns_of, rules_on
from labmigration.pathway.reception.models import PossibleDuplicate, Referral
from labmigration.pathway.reception.reading import RawRow, ReadRow, RowReader, Sheet
from labmigration.people.models import Candidate
from labmigration.people.names import searchable
from labmigration.programme import programme
from labmigration.timeline.models import Event


class ReferralResource(ModelResource):
    """Row by row, as the library does when nothing else is said."""

    class Meta:
        model = Referral
        fields = ()
        import_id_fields = ()
        force_init_instance = True
        skip_diff = True
        report_skipped = False
        use_transactions = True

    def __init__(self, territory: str, sheet: Sheet, on: date) -> None:
        super().__init__()
        self.territory, self.on = territory, on
        self.actor = Actor.system(territory)
        self.reader = RowReader(sheet, on)
        self.rules = rules_on(on)
        self.version = programme().version
        self.read: ReadRow | None = None
        self.known: UUID | None = None

    def before_import_row(self, row: dict[str, str], **kwargs: Any) -> None:
        """Our reader decides what is readable; the library reports the row as invalid."""
        self.read = self.reader.read(RawRow(kwargs["row_number"] + 1, tuple(row.values())))
        if self.read.errors:
            raise ValidationError(dict(self.read.errors))

    def before_save_instance(self, instance: Referral, row: dict[str, str], **kwargs: Any) -> None:
        """Fill the referral in, after the person and the pathway on which it hangs."""
        facts = self.read.facts
        verdict = decide(facts.eligibility, self.rules, self.on)
        candidate = Candidate(
            territory_id=self.territory,
            surname=facts.surname,
            first_name=facts.first_name,
            search_name=searchable(facts.surname, facts.first_name),
            birth_date=facts.birth_date,
            sex=facts.sex,
            contact_language=facts.contact_language,
            phone=facts.phone,
            email=facts.email,
            town=facts.commune,
            postcode=facts.postcode,
            invented=settings.DEMO,
        )
        self.known = self.known_as(candidate)
        step = "reception.judge_duplicate" if self.known else "reception.assign"
        pathway = new_pathway(
            candidate, referrer=None, occupation=facts.occupation or "", next_step=step, opened_on=self.on
        )
        self.save_person(candidate, pathway)
        instance.id = uuid4()
        instance.territory_id, instance.pathway = self.territory, pathway
        instance.state = states.SUSPECTED if self.known else states.RECEIVED
        instance.referred_on = facts.referred_on or self.on
        instance.referrer_label, instance.wanted_label = facts.referrer, facts.occupation_label
        for name, value in columns_of(facts).items():
            setattr(instance, name, value)
        instance.verdict, instance.reasons = verdict.verdict, list(verdict.reasons)
        instance.judged_on, instance.recheck_on = self.on, verdict.recheck_on
        instance.rules_version = self.version

    def after_save_instance(self, instance: Referral, row: dict[str, str], **kwargs: Any) -> None:
        """What happened, and who the person may be."""
        self.save_events([Event.about(instance, "receive", self.actor, {"verdict": instance.verdict})])
        if self.known:
            self.save_suspicion(
                PossibleDuplicate(
                    territory_id=self.territory, referral=instance, known_id=self.known, strength="strong", reasons=[]
                )
            )
            self.save_events([Event.about(instance, "suspect", self.actor)])

    def known_as(self, candidate: Candidate) -> UUID | None:
        """The person of that name and day of birth whom the territory already has."""
        same = Candidate.objects.filter(
            territory=self.territory, birth_date=candidate.birth_date, search_name=candidate.search_name
        )
        return same.values_list("pk", flat=True).first()

    def save_person(self, candidate: Candidate, pathway: Pathway) -> None:
        candidate.save(force_insert=True)
        pathway.save(force_insert=True)

    def save_events(self, events: list[Event]) -> None:
        for event in events:
            event.save(force_insert=True)

    def save_suspicion(self, suspicion: PossibleDuplicate) -> None:
        suspicion.save(force_insert=True)


class BulkReferralResource(ReferralResource):
    """`use_bulk` as documented: the library gathers its own model; what the hooks write goes row by row.

    A suspicion points at its referral, which is not in the database yet: the foreign key is checked at the commit.
    """

    class Meta(ReferralResource.Meta):
        use_bulk = True
        batch_size = 1_000


class AllBulkReferralResource(BulkReferralResource):
    """`use_bulk`, and the other models gathered by hand around the library's `bulk_create`: the fastest we could find.

    People of the present batch are not in the database yet, so they are remembered beside the query.
    """

    class Meta(BulkReferralResource.Meta):
        pass

    def __init__(self, territory: str, sheet: Sheet, on: date) -> None:
        super().__init__(territory, sheet, on)
        self.forget()

    def forget(self) -> None:
        self.people: list[Candidate] = []
        self.pathways: list[Pathway] = []
        self.events: list[Event] = []
        self.suspicions: list[PossibleDuplicate] = []
        self.pending: dict[tuple[date, str], UUID] = {}

    def known_as(self, candidate: Candidate) -> UUID | None:
        key = (candidate.birth_date, candidate.search_name)
        known = self.pending.get(key) or super().known_as(candidate)
        self.pending.setdefault(key, candidate.pk)
        return known

    def save_person(self, candidate: Candidate, pathway: Pathway) -> None:
        candidate.index_contacts()
        self.people.append(candidate)
        self.pathways.append(pathway)

    def save_events(self, events: list[Event]) -> None:
        self.events += events

    def save_suspicion(self, suspicion: PossibleDuplicate) -> None:
        self.suspicions.append(suspicion)

    def bulk_create(self, *args: Any, **kwargs: Any) -> None:
        Candidate.objects.bulk_create(self.people)
        Pathway.objects.bulk_create(self.pathways)
        super().bulk_create(*args, **kwargs)
        PossibleDuplicate.objects.bulk_create(self.suspicions)
        Event.objects.bulk_create(self.events)
        self.forget()
