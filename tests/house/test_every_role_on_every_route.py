"""Every role tries every route of the product, in the pilot: what the table does not grant does not exist."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.apps import apps
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import URLPattern
from django_scopes import scope

from labmigration import clock
from labmigration.access.models import RoleGrant, User
from labmigration.access.policy import POLICY
from labmigration.access.roles import HELD, NATIONAL
from labmigration.access.second_factor import DEMO_SIGN_IN
from tests.house.test_routes import routes

pytestmark = pytest.mark.django_db
ROLES = list(HELD)
ROUTES = list(routes())
#: Which row each argument of a route names; arguments that name no row have a value of their own.
ROWS = {
    "pathway_id": "pathway.Pathway",
    "account_id": "access.User",
    "grant_id": "access.RoleGrant",
    "suspicion_id": "reception.PossibleDuplicate",
    "file_id": "reception.ReferralFile",
    "document_id": "reception.Document",
    "check_id": "reception.RightToWorkCheck",
    "meeting_id": "orientation.Meeting",
    "slot_id": "orientation.Slot",
    "waiting_id": "orientation.Waiting",
    "offer_id": "orientation.Offer",
    "statement_id": "orientation.InterestStatement",
    "prescription_id": "prescription.Prescription",
    "cohort_id": "training.Cohort",
    "session_id": "training.Session",
    "signature_id": "training.AttendanceSignature",
    "seat_offer_id": "training.SeatOffer",
    "timetable_id": "training.Timetable",
    "room_id": "training.Room",
    "closure_id": "training.Closure",
    "trainer_id": "access.User",
    "seat_id": "training.Enrolment",
    "opinion_id": "certification.JurorOpinion",
    "certificate_id": "certification.Certificate",
    "prior_id": "certification.PriorCertificate",
    "vae_id": "certification.Vae",
    "household_id": "people.Household",
    "introduction_id": "matching.Introduction",
    "plan_id": "matching.PlacementPlan",
    "pair_id": "matching.ProposedPair",
    "rule_id": "matching.PairRule",
    "alarm_id": "matching.Alarm",
    "report_id": "matching.MessageReport",
    "contract_id": "employment.Contract",
    "change_id": "employment.ContractChange",
    "licence_id": "employment.Licence",
    "follow_up_id": "follow_up.FollowUp",
    "word_id": "follow_up.HouseholdWord",
    "questionnaire_id": "questionnaires.AskedWave",
    "household_questionnaire_id": "questionnaires.HouseholdQuestionnaire",
    "operation_id": "esf.Operation",
    "export_id": "esf.Export",
    "request_id": "privacy.RightsRequest",
    "feedback_id": "training.ModuleFeedback",
    "complaint_id": "quality.Complaint",
    "improvement_id": "quality.Improvement",
    "evidence_id": "quality.EvidenceFile",
    "scenario_id": "forecasting.Scenario",
    "evaluation_plan_id": "evaluation.Plan",
    "freeze_id": "evaluation.Freeze",
    "lots_id": "evaluation.Lots",
    "project_id": "extracts.Project",
    "extract_id": "extracts.Extract",
    "table_id": "extracts.TableGiven",
    "partner_id": "agreements.Partner",
    "contact_id": "agreements.Contact",
    "agreement_id": "agreements.Agreement",
    "commitment_id": "agreements.Commitment",
    "party_id": "agreements.Party",
    "line_id": "agreements.FundingLine",
    "expense_id": "agreements.Expense",
    "committee_id": "committee.Meeting",
    "decision_id": "committee.Decision",
    "tutor_offer_id": "tutoring.TutorOffer",
    "tutorship_id": "tutoring.Tutorship",
    "tutoring_meeting_id": "tutoring.TutoringMeeting",
    "goal_id": "tutoring.TutoringGoal",
    "alert_id": "tutoring.TutoringAlert",
    "joint_id": "civic.JointSession",
    "question_id": "civic.Question",
    "interview_id": "interviews.Interview",
    "reading_id": "interviews.Reading",
}
#: The same name stands for another row in another stage.
ROWS_OF_STAGE = {
    ("mise-en-relation", "need_id"): "matching.HouseholdNeed",
    ("suivi", "need_id"): "follow_up.NewNeed",
    ("certification", "file_id"): "certification.CertificationFile",
    ("certification", "session_id"): "certification.JurySession",
}
VALUES = {
    "number": 0,
    "typed": "0000-0000-0000-0000",
    "what": "arret",
    "page": "travail",
    "group": "home",
    "skill": "laundry",
    "uidb64": "MQ",
    "token": "x-y",
    "language": "fr",
    "name": "x.mp3",
    "pk": 1,
    "kind": "csv",
    "module": "sst",
    "half_day": "sst.1.1",
    "milestone": "referred",
    "indicator": "E3",
    "reader": "coordinator",
    "code": "marseille",
    "text": "protocol",
    "purpose": "research",
    "occupation": "childminder",
    "asked": "erase",
    "step": "worker_hours",
    "ref": "p-jobs_to_fill",
    "task": "coordinator_named",
    "letter": "institutions",
    "output": "csv",
    "phrase": "thanks",
    "use": "analysis",
    "code_guid": "11111111-2222-4333-8444-555555555555",
}
#: Pages of one's own account and of signing in are no rows of a territory; signing out would end the session.
OWN_ACCOUNT = ("public.sign_in", "account.own", "public.demo")
#: Nor are pages that everybody reads.
NO_ROWS = (*OWN_ACCOUNT, "public.page")
#: GET may note that a file was read, and keep the session alive; nothing else.
MAY_WRITE_ON_GET = re.compile(r"timeline_fileopening|django_session|\"cache\"|SAVEPOINT")


def url_of(path: str) -> str | None:
    """The route with its arguments filled from the pilot; None where the pilot holds no such row."""
    stage = path.split("/")[0]
    for argument in re.findall(r"<[^>]+>", path):
        name = argument.strip("<>").split(":")[-1]
        model = ROWS_OF_STAGE.get((stage, name)) or ROWS.get(name)
        if model is None:
            assert name in VALUES, f"say in ROWS what {name} of {path} names"
            value: Any = VALUES[name]
        else:
            row = apps.get_model(model).objects.order_by("pk").first()
            if row is None:
                return None
            value = row.pk
        path = path.replace(argument, str(value))
    return f"/{path}"


@pytest.fixture(scope="module")
def urls(pilot: object) -> dict[str, str]:
    with scope(territory=["marseille"]):
        found = {path: url_of(path) for path, _route in ROUTES}
    return {path: url for path, url in found.items() if url}


@pytest.fixture
def client_of(pilot: object) -> Any:
    """A signed-in client of someone who holds a role in a territory: one of the pilot's, or a stranger of Lille."""
    made: dict[tuple[str, str], Client] = {}

    def client(role: str, territory: str) -> Client:
        key = (role, territory)
        if key not in made:
            held = User.objects.filter(grants__role=role, grants__territory=territory, invented=True)
            # Of whoever holds this role alone: an employer-tutor is a household as well.
            user = held.exclude(pk__in=RoleGrant.objects.exclude(role=role).values("user")).first()
            if user is None:
                user = User.objects.create_user(f"{role}@{territory}.example.org", name=role, invented=True)
                place = None if role in NATIONAL else territory
                RoleGrant.objects.create(user=user, role=role, territory_id=place, since=clock.today())
            made[key] = Client()
            made[key].force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
            session = made[key].session
            session[DEMO_SIGN_IN] = True
            session.save()
        return made[key]

    return client


def tries(client: Client, url: str) -> Iterator[tuple[str, int]]:
    """The status of GET and of an empty POST, each undone."""
    for method in (client.get, client.post):
        point = transaction.savepoint()
        try:
            yield method.__name__, method(url).status_code
        finally:
            transaction.savepoint_rollback(point)


def granted(route: URLPattern, role: str) -> bool:
    right = POLICY[route.callback.action]
    return right.public or role in right.rows


# The table refuses before any row is looked for: which database holds the rows changes nothing.
@pytest.mark.once
@pytest.mark.parametrize("role", ROLES)
def test_what_the_table_does_not_name_for_a_role_does_not_exist_for_it(urls, client_of, role):
    client = client_of(role, "marseille")
    leaks = [
        (path, method, status)
        for path, route in ROUTES
        if path in urls and not granted(route, role)
        for method, status in tries(client, urls[path])
        if status not in (404, 405)
    ]
    assert not leaks, "\n".join(map(str, leaks))


@pytest.mark.parametrize("role", [role for role in ROLES if role not in NATIONAL])
def test_nobody_of_another_territory_reaches_a_row_of_this_one(urls, client_of, role):
    client = client_of(role, "lille")
    leaks = [
        (path, method, status)
        for path, route in ROUTES
        if path in urls and "<" in path and route.callback.action not in NO_ROWS
        for method, status in tries(client, urls[path])
        if status not in (404, 405)
    ]
    assert not leaks, "\n".join(map(str, leaks))


@pytest.mark.parametrize("role", ROLES)
def test_no_page_breaks_and_reading_writes_nothing(urls, client_of, role):
    client = client_of(role, "marseille")
    wrong = []
    for path, route in ROUTES:
        if path not in urls or route.callback.action in OWN_ACCOUNT:
            continue
        point = transaction.savepoint()
        with CaptureQueriesContext(
            connection,
        ) as queries:
            status = client.get(urls[path]).status_code
        transaction.savepoint_rollback(point)
        written = [
            query["sql"]
            for query in queries
            if query["sql"].startswith(("INSERT", "UPDATE", "DELETE")) and not MAY_WRITE_ON_GET.search(query["sql"])
        ]
        if status not in (200, 302, 404, 405) or written:
            wrong.append((path, status, written[:1]))
    assert not wrong, "\n".join(map(str, wrong))


def test_signed_out_people_reach_public_pages_only(urls):
    client = Client()
    open_pages = [
        (path, method, status)
        for path, route in ROUTES
        if path in urls and not POLICY[route.callback.action].public
        for method, status in tries(client, urls[path])
        if status not in (302, 405)
    ]
    assert not open_pages, "\n".join(map(str, open_pages))
