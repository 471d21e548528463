"""On PostgreSQL, an index of trigrams: a name is found by any part of it among a million people.

``pg_trgm`` comes with PostgreSQL and a database's owner may add it. Where it is missing or refused, search finds the
same people, only slower. SQLite, for one territory, needs no such index.
"""

from django.db import migrations, transaction
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps
from django.db.utils import DatabaseError


def add_index(_apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    if editor.connection.vendor != "postgresql":
        return
    try:
        with transaction.atomic(using=editor.connection.alias):
            editor.execute("CREATE EXTENSION IF NOT EXISTS pg_trgm")
    except DatabaseError:
        return
    editor.execute(
        "CREATE INDEX IF NOT EXISTS candidate_any_part_of_name ON people_candidate USING gin (search_name gin_trgm_ops)"
    )


def remove_index(_apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    if editor.connection.vendor == "postgresql":
        editor.execute("DROP INDEX IF EXISTS candidate_any_part_of_name")


class Migration(migrations.Migration):
    dependencies = [("people", "0001_initial")]
    operations = [migrations.RunPython(add_index, remove_index)]
