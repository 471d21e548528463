"""A million pathways in four territories, written by PostgreSQL itself in a minute or two.

Every value is drawn from a hash of the row's number, so that two runs measure the same people. Who is where on the
way, who is late, who has no advisor yet and how unevenly advisors are loaded follow a plausible spread, not a real one.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import timedelta
from typing import Any, Final

from django.db import connection, models

from bench.figures import say
from bench.invented_names import MEN, SURNAMES, WOMEN
from labmigration import clock
from labmigration.access.models import RoleGrant, User
from labmigration.access.roles import Role
from labmigration.pathway.models import Pathway, Stage
from labmigration.pathway.next_steps import NEXT_STEPS
from labmigration.pathway.orientation.models import Meeting
from labmigration.pathway.reception.models import Referral
from labmigration.people.models import Candidate
from labmigration.people.names import searchable
from labmigration.secrecy.fields import Sealed, SealedTextField
from labmigration.timeline.models import Event

TERRITORIES: Final = ("marseille", "ile-de-france", "lille", "le-havre")
ADVISORS_EACH: Final = 400

# Share of the open pathways at each stage, with the step that stands next there.
_OPEN: Final = {
    Stage.RECEPTION: (0.25, "reception.decide"),
    Stage.ORIENTATION: (0.10, "orientation.hold"),
    Stage.POSITIONING: (0.10, "positioning.do"),
    Stage.PRESCRIPTION: (0.08, "prescription.write"),
    Stage.TRAINING: (0.15, "training.attend"),
    Stage.CERTIFICATION: (0.07, "certification.present"),
    Stage.MATCHING: (0.10, "matching.introduce"),
    Stage.EMPLOYMENT: (0.05, "employment.sign"),
    Stage.FOLLOW_UP: (0.10, "follow_up.answer"),
}
_OPEN_SHARE, _CLOSED_SHARE = 0.35, 0.60  # the rest was merged into another
_WITHOUT_ADVISOR: Final = 0.5  # of those open at reception
_WITH_HISTORY: Final = 4  # one pathway in four has its referral, its events and, beyond reception, a meeting


def fill(people: int) -> None:
    """Write `people` candidates with a pathway each, and the accounts that follow them. Needs PostgreSQL."""
    _accounts()
    with connection.cursor() as cursor:
        # The rows are consistent by construction; checking each foreign key would take longer than writing them.
        cursor.execute("SET session_replication_role = replica")
        cursor.execute(_FUNCTIONS)
        cursor.execute("CREATE TEMP TABLE surname (rank int PRIMARY KEY, name text, folded text)")
        cursor.executemany(
            "INSERT INTO surname VALUES (%s, %s, %s)",
            [(rank, name, searchable(name)) for rank, name in enumerate(SURNAMES)],
        )
        cursor.execute("CREATE TEMP TABLE first_name (rank int PRIMARY KEY, name text, folded text)")
        cursor.executemany(
            "INSERT INTO first_name VALUES (%s, %s, %s)",
            [(rank, name, searchable(name)) for rank, name in enumerate(WOMEN + MEN)],
        )
        cursor.execute(
            "CREATE TEMP TABLE advisor AS SELECT u.id, u.name, g.territory_id, "
            "row_number() OVER (PARTITION BY g.territory_id ORDER BY u.email) - 1 AS rank "
            "FROM access_user u JOIN access_rolegrant g ON g.user_id = u.id WHERE g.role = %s",
            [Role.ADVISOR],
        )
        cursor.execute("CREATE UNIQUE INDEX ON advisor (territory_id, rank)")
        for model, where, values in _tables():
            say(f"  {model._meta.verbose_name} …")
            _write(cursor, model, people, where, values)
        cursor.execute("SET session_replication_role = DEFAULT")
        cursor.execute("ANALYZE")


def with_history(pathways: "models.QuerySet[Pathway]") -> "models.QuerySet[Pathway]":
    """Those of the pathways that have a referral, events and a meeting; in an order that is no index's."""
    events = Event.objects.filter(pathway_id=models.OuterRef("pk"))
    return pathways.filter(models.Exists(events)).exclude(stage=Stage.RECEPTION).order_by("last_contact_on", "id")


def _accounts() -> None:
    advisors, grants = [], []
    for territory in TERRITORIES:
        wanted = [(Role.ADVISOR, ADVISORS_EACH), (Role.TERRITORY_COORDINATOR, 2)]
        for role, count in wanted:
            for number in range(count):
                user = User(name=f"{role.label} {number}", email=f"{role}{number:03}@{territory}.example.org")
                user.set_unusable_password()
                advisors.append(user)
                grants.append(
                    RoleGrant(user=user, role=role, territory_id=territory, since=clock.today() - timedelta(2000))
                )
    User.objects.bulk_create(advisors)
    RoleGrant.objects.bulk_create(grants)


# A number from 0 to 1 that depends on the row and on what is drawn; a stable identity for row `i` of a kind.
_FUNCTIONS: Final = """
CREATE FUNCTION pg_temp.draw(i bigint, what text) RETURNS double precision LANGUAGE sql IMMUTABLE AS
$$ SELECT (hashtextextended(what || i, 0) & 1048575) / 1048576.0 $$;
CREATE FUNCTION pg_temp.key(i bigint, what text) RETURNS uuid LANGUAGE sql IMMUTABLE AS
$$ SELECT md5(what || i)::uuid $$;
"""


def _cases(what: str, shares: Mapping[str, float], *, value: Mapping[str, str] | None = None) -> str:
    """SQL that gives each key its share, by the number drawn for `what`."""
    total, lines = 0.0, []
    for key, share in shares.items():
        total += share
        lines.append(f"WHEN pg_temp.draw(i, '{what}') < {total:.4f} THEN '{(value or {}).get(key, key)}'")
    last = list(shares)[-1]
    return f"CASE {' '.join(lines)} ELSE '{(value or {}).get(last, last)}' END"


def _tables() -> list[tuple[type[models.Model], str, dict[str, str]]]:
    """Each model with the condition on the row number `i` and its columns as SQL; others keep the field's default."""
    stages = {stage.value: share for stage, (share, _) in _OPEN.items()}
    steps = {stage.value: code for stage, (_, code) in _OPEN.items()}
    roles = {stage.value: NEXT_STEPS[code].role for stage, (_, code) in _OPEN.items()}
    territory = f"(ARRAY{list(TERRITORIES)})[1 + i % {len(TERRITORIES)}]"
    state = (
        f"CASE WHEN pg_temp.draw(i, 'state') < {_OPEN_SHARE} THEN 'open' "
        f"WHEN pg_temp.draw(i, 'state') < {_OPEN_SHARE + _CLOSED_SHARE} THEN 'closed' ELSE 'merged' END"
    )
    is_open = f"pg_temp.draw(i, 'state') < {_OPEN_SHARE}"
    at_reception = f"pg_temp.draw(i, 'stage') < {_OPEN[Stage.RECEPTION][0]}"
    # The square loads some advisors several times more than others.
    advisor = (
        f"(SELECT id FROM advisor WHERE advisor.territory_id = {territory} "
        f"AND rank = floor({ADVISORS_EACH} * pg_temp.draw(i, 'advisor') ^ 1.3)::int)"
    )
    pathway_id, candidate_id = "pg_temp.key(i, 'pathway')", "pg_temp.key(i, 'candidate')"
    rank = f"floor({len(SURNAMES)} * pg_temp.draw(i, 'surname') ^ 2)::int"
    first = f"floor({len(WOMEN + MEN)} * pg_temp.draw(i, 'first name') ^ 1.2)::int"
    candidate = {
        "id": candidate_id,
        "territory_id": territory,
        "surname": f"(SELECT name FROM surname WHERE rank = {rank})",
        "first_name": f"(SELECT name FROM first_name WHERE rank = {first})",
        "search_name": f"(SELECT folded FROM surname WHERE rank = {rank}) || ' ' || "
        f"(SELECT folded FROM first_name WHERE rank = {first})",
        "birth_date": "DATE '1960-01-01' + floor(15000 * pg_temp.draw(i, 'birth'))::int",
        "phone_index": "md5('phone' || (i % 400000))",
        "town": "'Marseille'",
        "invented": "true",
    }
    pathway = {
        "id": pathway_id,
        "candidate_id": candidate_id,
        "territory_id": territory,
        "lead_advisor_id": f"CASE WHEN {is_open} AND {at_reception} AND "
        f"pg_temp.draw(i, 'waits') < {_WITHOUT_ADVISOR} THEN NULL ELSE {advisor} END",
        "occupation": "(ARRAY['childminder', 'childcare_provider', 'dependency_carer', 'family_assistant'])[1 + i % 3]",
        "stage": _cases("stage", stages),
        "state": state,
        "next_step": f"CASE WHEN {is_open} THEN {_cases('stage', stages, value=steps)} ELSE '' END",
        "next_role": f"CASE WHEN {is_open} THEN {_cases('stage', stages, value=roles)} ELSE '' END",
        "due_on": f"CASE WHEN {is_open} THEN CURRENT_DATE - 30 + floor(90 * pg_temp.draw(i, 'due'))::int END",
        "opened_on": "CURRENT_DATE - floor(1500 * pg_temp.draw(i, 'opened'))::int",
        "stage_since": "CURRENT_DATE - floor(120 * pg_temp.draw(i, 'since'))::int",
        "last_contact_on": "CURRENT_DATE - floor(60 * pg_temp.draw(i, 'contact'))::int",
        "closed_on": f"CASE WHEN {is_open} THEN NULL ELSE CURRENT_DATE - 10 END",
        "closing_reason": f"CASE WHEN {is_open} THEN '' ELSE 'not_interested' END",
    }
    referral = {
        "id": "pg_temp.key(i, 'referral')",
        "pathway_id": pathway_id,
        "territory_id": territory,
        "state": f"CASE WHEN {at_reception} AND {is_open} THEN 'received' ELSE 'admitted' END",
        "referred_on": "CURRENT_DATE - floor(1500 * pg_temp.draw(i, 'opened'))::int",
        "referrer_label": "'Mission locale'",
        "grounds": """'[{"code": "refugee", "proof": true}]'""",
        "document": "'carte de résident'",
        "allows_work": "true",
        "valid_until": "CURRENT_DATE + 400",
        "french_oral": "'B1'",
        "french_written": "'A2'",
        "french_proof": "'TCF'",
        "verdict": "'eligible'",
        "judged_on": "CURRENT_DATE - 60",
        "rules_version": "'bench'",
    }
    meeting = {
        "id": "pg_temp.key(i, 'meeting')",
        "pathway_id": pathway_id,
        "territory_id": territory,
        "advisor_id": advisor,
        "starts_at": "now() - interval '40 days'",
        "fixed_at": "now() - interval '50 days'",
        "place": "'Maison de l’emploi'",
        "state": "'held'",
        "occupation": "'childcare_provider'",
        "interest": "'confirmed'",
    }
    tables: list[tuple[type[models.Model], str, dict[str, str]]] = [
        (Candidate, "true", candidate),
        (Pathway, "true", pathway),
        (Referral, f"(i / 4) % {_WITH_HISTORY} = 0", referral),
        (Meeting, f"(i / 4) % {_WITH_HISTORY} = 0 AND NOT {at_reception}", meeting),
    ]
    for days, verb, subject, subject_id in (
        (90, "pathway.open", Pathway, "pathway"),
        (80, "reception.admit", Referral, "referral"),
        (40, "orientation.hold", Meeting, "meeting"),
    ):
        event = {
            "at": f"now() - interval '{days} days'",
            "territory_id": territory,
            "pathway_id": pathway_id,
            "subject_model": f"'{subject._meta.label_lower}'",
            "subject_id": f"pg_temp.key(i, '{subject_id}')::text",
            "verb": f"'{verb}'",
            "actor_id": advisor,
            "actor_role": f"'{Role.ADVISOR}'",
        }
        tables.append((Event, f"(i / 4) % {_WITH_HISTORY} = 0", event))
    return tables


def _write(cursor: Any, model: type[models.Model], people: int, where: str, values: Mapping[str, str]) -> None:
    """One INSERT … SELECT; a column that is not named gets the default of its field, so that models may grow."""
    columns = {}
    for field in model._meta.concrete_fields:
        if field.column in values:
            columns[field.column] = values[field.column]
        elif not isinstance(field, models.BigAutoField):
            default = field.get_default()
            if isinstance(field, SealedTextField):
                default = Sealed(default)
            columns[field.column] = connection.ops.compose_sql("%s", [field.get_db_prep_save(default, connection)])
    with _without_indexes(cursor, model._meta.db_table):
        cursor.execute(
            f"INSERT INTO {model._meta.db_table} ({', '.join(columns)}) "
            f"SELECT {', '.join(columns.values())} FROM generate_series(0, {people - 1}) AS i WHERE {where}"
        )


@contextmanager
def _without_indexes(cursor: Any, table: str) -> Iterator[None]:
    """Drop the table's plain indexes and build them again afterwards: several times faster than keeping them."""
    cursor.execute(
        "SELECT indexname, indexdef FROM pg_indexes WHERE tablename = %s AND NOT EXISTS "
        "(SELECT 1 FROM pg_constraint WHERE conname = indexname)",
        [table],
    )
    indexes = cursor.fetchall()
    for name, _ in indexes:
        cursor.execute(f'DROP INDEX "{name}"')
    yield
    for _, definition in indexes:
        cursor.execute(definition)
