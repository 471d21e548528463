"""What is read by column and summed by the database, against the same told row by row."""

import random
from collections import defaultdict
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID, uuid4
from zoneinfo import ZoneInfo

import pytest
from django_scopes import scope

from labmigration.civic.content import steps_of
from labmigration.civic.models import StepTaken
from labmigration.pathway.certification.counted import blocks_of_title
from labmigration.pathway.certification.models import BlockResult, CertificationFile, PriorCertificate
from labmigration.pathway.prescription.models import PrescribedModule, Prescription
from labmigration.pathway.reception.models import Referral
from labmigration.pathway.training.models import AttendanceSignature, Cohort, Enrolment, Session
from labmigration.steering.indicators.keys import Keys
from labmigration.steering.indicators.reading import read
from labmigration.timeline.models import Event

ON = date(2026, 3, 10)
PARIS = ZoneInfo("Europe/Paris")
REFERRED = date(2025, 1, 6)
TITLE = "advd"


class Territory:
    """Thirty people with rows drawn at random, and a list of each kind to recount them from."""

    def __init__(self, world: Any) -> None:
        self.world, self.chance = world, random.Random(6)
        self.own = {"territory_id": world.territory}
        self.people = [
            world.person(
                opened_on=REFERRED,
                state="merged" if number == 7 else "open",
                candidate=world.candidate(birth_date=born),
            )
            for number, born in enumerate(self._births())
        ]
        with scope(territory=[world.territory]):
            self.counted = {person.pk: person for person in self.people if person.state != "merged"}
            self._referrals()
            self._training()
            self._events()
            self._blocks()
            self._civic()

    def _births(self) -> list[date]:
        """Birthdays around the day of the referral and the first days of training, one of them the 29th of February."""
        days = [REFERRED, date(2025, 3, 1), date(2025, 3, 3), date(2025, 2, 28)]
        return [date(1996, 2, 29), *(days[n % 4].replace(year=1960 + n) + timedelta(days=n % 3 - 1) for n in range(29))]

    def some(self, share: float) -> list[Any]:
        return [person for person in self.people if self.chance.random() < share]

    def _referrals(self) -> None:
        self.referrals = [
            Referral(
                **self.own,
                pathway=person,
                referred_on=REFERRED + timedelta(days=self.chance.choice([0, 0, 9])),
                verdict=self.chance.choice(["eligible", "refused", "incomplete"]),
                judged_on=REFERRED + timedelta(days=self.chance.randint(0, 20)),
                rules_version="1",
                state=self.chance.choice(["admitted", "refused", "merged"]),
                reasons=self.chance.choice([[], ["no_status"], ["no_status", "too_young"]]),
                grounds=[{"code": code, "proof": True} for code in self.chance.choice(["", "a", "ab"])],
                french_oral=self.chance.choice(["A1", "B1"]),
            )
            for person in self.people
            for _each in range(self.chance.randint(0, 3))
        ]
        Referral.objects.bulk_create(self.referrals)

    def _training(self) -> None:
        provider = self.world.organisation("training_provider")
        cohort = Cohort.objects.create(
            **self.own, name="n° 1", provider=provider, starts_on=date(2025, 2, 3), ends_on=date(2026, 6, 1)
        )
        trainer = self.world.user("trainer")
        sessions = [
            Session(
                **self.own,
                cohort=cohort,
                module="core_safety",
                date=date(2025, 2, 26) + timedelta(days=11 * number),
                half="am",
                hours=Decimal("3.5"),
                trainer=trainer,
            )
            for number in range(40)
        ]
        Session.objects.bulk_create(sessions)
        seats = [
            Enrolment(**self.own, pathway=person, cohort=cohort, seat=number, enrolled_on=date(2025, 2, 3))
            for number, person in enumerate(self.some(0.7), start=1)
        ]
        Enrolment.objects.bulk_create(seats)
        self.signatures: list[tuple[AttendanceSignature, Session]] = []
        for seat in seats:
            for session in self.chance.sample(sessions, 8):
                first = self._signature(seat, session)
                if self.chance.random() < 0.4:
                    second = self._signature(seat, session, signed_as=first.signed_as, replaces=first, reason="erreur")
                    if self.chance.random() < 0.4:
                        self._signature(seat, session, signed_as=first.signed_as, replaces=second, reason="encore")
        AttendanceSignature.objects.bulk_create([line for line, _session in self.signatures])
        plans = [
            Prescription(
                **self.own,
                pathway=person,
                number=1,
                occupation="childcare_provider",
                advisor=self.world.user("advisor"),
                catalogue_version="1",
                written_on=REFERRED,
                state=self.chance.choice(["signed", "draft"]),
            )
            for person in self.some(0.6)
        ]
        Prescription.objects.bulk_create(plans)
        self.modules = [
            PrescribedModule(
                **self.own, prescription=plan, module=code, hours=Decimal("0.1") * self.chance.randint(1, 99)
            )
            for plan in plans
            for code in ("one", "two", "three")
        ]
        PrescribedModule.objects.bulk_create(self.modules)

    def _signature(self, seat: Enrolment, session: Session, **more: Any) -> AttendanceSignature:
        line = AttendanceSignature(
            **self.own,
            **{"signed_as": self.chance.choice(["trainer", "trainer", "trainee"]), **more},
            pathway=seat.pathway,
            session=session,
            enrolment=seat,
            module=session.module,
            status=self.chance.choice(["present", "late", "left_early", "absent"]),
            hours=Decimal("0.25") * self.chance.randint(1, 14),
            way="paper",
            signed_at=datetime(2026, 1, 1, tzinfo=PARIS),
        )
        self.signatures.append((line, session))
        return line

    def _events(self) -> None:
        # Half an hour after midnight in Paris is still the day before elsewhere.
        night = datetime(2025, 6, 30, 23, 45, tzinfo=PARIS)
        self.events = [
            Event(
                at=night + timedelta(minutes=self.chance.choice([0, 30]), days=self.chance.randint(0, 90)),
                **self.own,
                pathway_id=person.pk,
                subject_model="pathway.pathway",
                subject_id=str(person.pk),
                verb=verb,
                actor_role="advisor",
            )
            for verb in ("reception.admit", "orientation.hold", "training.complete", "training.withdraw")
            for person in self.some(0.8)
            for _each in range(self.chance.choice([1, 1, 2]))
        ]
        Event.objects.bulk_create(self.events)

    def _blocks(self) -> None:
        known = sorted(blocks_of_title(TITLE))
        typed = {"code": "saisi-1", "name": "Bloc écrit", "confirmed": False}
        self.asked: dict[tuple[UUID, str], set[str]] = defaultdict(set)
        self.held: list[tuple[UUID, str, date]] = []
        for person in self.some(0.7):
            blocks = self.chance.choice([[], [typed]])
            file = CertificationFile.objects.create(
                **self.own,
                pathway=person,
                certification=TITLE,
                state=self.chance.choice(["decided", "open"]),
                jury_on=date(2025, 9, 1),
                blocks=blocks,
            )
            if file.state == "decided":
                self.asked[person.pk, TITLE] |= {each["name"] for each in blocks}
            results = [
                BlockResult(
                    **self.own,
                    pathway=person,
                    file=file,
                    block=code,
                    outcome=self.chance.choice(["acquired"] * 5 + ["retake"]),
                    decided_on=date(2025, 9, 1) + timedelta(days=self.chance.randint(0, 30)),
                )
                for code in [*known, *(["saisi-1"] if blocks and self.chance.random() < 0.7 else [])]
            ]
            BlockResult.objects.bulk_create(results)
            for each in results:
                if each.outcome == "acquired":
                    self.held.append((person.pk, each.block.replace("saisi-1", typed["name"]), each.decided_on))
            if self.chance.random() < 0.5:
                prior = PriorCertificate.objects.create(
                    **self.own,
                    pathway=person,
                    certification=TITLE,
                    block={"code": known[0], "name": "Bloc", "confirmed": True},
                    obtained_on=date(2024, 5, 5),
                    read="vu",
                    noted_by=self.world.user("advisor"),
                    noted_at=datetime(2025, 2, 1, tzinfo=PARIS),
                )
                self.held.append((person.pk, known[0], prior.obtained_on))

    def _civic(self) -> None:
        self.steps = [
            StepTaken(
                **self.own,
                candidate=person.candidate,
                step=step.code,
                version="1",
                begun_on=REFERRED,
                done_on=None if self.chance.random() < 0.05 else REFERRED + timedelta(days=self.chance.randint(1, 99)),
            )
            for person in self.some(0.5)
            for step in steps_of("worker")
        ]
        StepTaken.objects.bulk_create(self.steps)


@pytest.fixture
def territory(world: Any) -> Territory:
    return Territory(world)


def test_what_is_read_is_what_rows_say_one_by_one(territory):
    facts = read("marseille", ON)
    keys = list(facts.pathways)
    assert set(keys) == territory.counted.keys() and len(keys) == facts.people == 29

    def told(table: str, *columns: str) -> list[tuple[Any, ...]]:
        found = [facts.columns[table][name] for name in columns]
        values = [each.texts() if hasattr(each, "texts") else each.tolist() for each in found]
        who = facts.values(table, "person").tolist()
        return sorted((keys[row], *line) for row, *line in zip(who, *values, strict=True))

    hours: dict[tuple[UUID, date], list[Decimal]] = defaultdict(list)
    first: dict[tuple[UUID, date], date] = {}
    replaced = {line.replaces_id for line, _session in territory.signatures}
    for line, session in territory.signatures:
        follows = line.signed_as == "trainer" and line.status != "absent" and line.pk not in replaced
        if follows and session.date <= ON and line.pathway_id in territory.counted:
            month = line.pathway_id, session.date.replace(day=1)
            hours[month].append(line.hours)
            first[month] = min(session.date, first.get(month, session.date))
    expected = sorted((who, month, float(sum(each)), first[who, month]) for (who, month), each in hours.items())
    assert told("hours", "month", "hours", "first_on") == expected and len(expected) > 30

    agreed: dict[UUID, Decimal] = defaultdict(Decimal)
    for module in territory.modules:
        if module.prescription.state == "signed" and module.prescription.pathway_id in territory.counted:
            agreed[module.prescription.pathway_id] += module.hours
    assert told("plans", "hours") == sorted((who, float(each)) for who, each in agreed.items())

    verbs = {"reception.admit": "admitted", "orientation.hold": "met", "training.complete": "completed"}
    steps: dict[tuple[UUID, str], date] = {}
    for event in territory.events:
        if event.verb in verbs and event.pathway_id in territory.counted:
            step, day = (event.pathway_id, verbs[event.verb]), event.at.astimezone(PARIS).date()
            steps[step] = min(day, steps.get(step, day))
    assert told("milestones", "milestone", "on") == sorted((who, step, day) for (who, step), day in steps.items())

    held: dict[UUID, dict[str, date]] = defaultdict(dict)
    for who, block, day in territory.held:
        held[who][block] = min(day, held[who].get(block, day))
    titles = []
    for who, mine in held.items():
        wanted = blocks_of_title(TITLE) | territory.asked[who, TITLE]
        if who in territory.counted and wanted <= mine.keys():
            titles.append((who, TITLE, max(mine[block] for block in wanted)))
    assert told("titles", "title", "on") == sorted(titles) and titles

    tracks: dict[UUID, list[date | None]] = defaultdict(list)
    for taken in territory.steps:
        tracks[taken.candidate_id].append(taken.done_on)
    done = [
        (who, max(day for day in tracks[person.candidate_id] if day))
        for who, person in territory.counted.items()
        if tracks[person.candidate_id] and None not in tracks[person.candidate_id]
    ]
    assert told("civic", "done_on") == sorted(done) and done

    newest: dict[UUID, Referral] = {}
    for referral in sorted(territory.referrals, key=lambda each: (each.referred_on, each.pk)):
        if referral.state != "merged":
            newest[referral.pathway_id] = referral
    people = facts.columns["people"]
    starts = {who: min(first[each] for each in first if each[0] == who) for who, _month in first}
    for row, who in enumerate(keys):
        mine = newest.get(who)
        codes = {ground["code"] for ground in mine.grounds} if mine else set()
        status = "several" if len(codes) > 1 else "".join(codes)
        assert people["status"].texts()[row] == status
        assert people["verdict"].texts()[row] == (mine.verdict if mine else "")
        assert people["decision"].texts()[row] == (mine.state if mine else "")
        assert people["reasons"][row] == (" ".join(mine.reasons) if mine else "")
        assert people["assessed_on"][row].item() == (mine.judged_on if mine else None)
        born, day = territory.counted[who].candidate.birth_date, starts.get(who, REFERRED)
        assert people["age"][row] == day.year - born.year - ((day.month, day.day) < (born.month, born.day))
        assert bool(people["provider"].texts()[row]) == bool(people["cohort"].texts()[row])


def test_an_error_is_told_once_with_its_first_day_whatever_the_order_of_the_rows(world):
    person = world.person(opened_on=REFERRED)
    with scope(territory=["marseille"]):
        for days in (5, 40, 20):
            Event.objects.create(
                at=datetime(2025, 1, 6, 12, tzinfo=PARIS) - timedelta(days=days),
                territory_id="marseille",
                pathway_id=person.pk,
                subject_model="pathway.pathway",
                subject_id=str(person.pk),
                verb={5: "reception.admit", 40: "orientation.hold", 20: "training.complete"}[days],
                actor_role="advisor",
            )
    [(who, error, day)] = read("marseille", ON).tables()["errors"]
    assert (error, day) == ("before_referral", "2024-11-27") and who


@pytest.mark.parametrize("alike", [False, True])
def test_keys_are_found_in_one_another_and_become_the_same_uuids(alike):
    """Random ones, and those that count from one and have their upper half in common."""
    given = [UUID(int=number) for number in range(1, 40)] if alike else [uuid4() for _each in range(39)]
    people, strangers = given[:30], given[30:]
    keys = Keys.of([str(key) if alike else key.hex for key in people])
    assert list(keys) == people and keys[4] == people[4]
    asked = [*strangers, *reversed(people), *strangers]
    assert keys.places_of(Keys.of_uuids(asked)).tolist() == [-1] * 9 + list(range(29, -1, -1)) + [-1] * 9
    assert Keys.of([]).places_of(keys).tolist() == [-1] * 30 and not len(keys.places_of(Keys.of([])))
    distinct, rows = Keys.of_uuids([*people, *people[:5]]).distinct()
    assert [distinct[row] for row in rows.tolist()] == [*people, *people[:5]] and len(distinct) == 30
    assert len(set(distinct.digests(b"a"))) == 30 and distinct.digests(b"a") != distinct.digests(b"b")
