"""Rules about the code itself that no linter knows."""

import ast
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from django import forms
from django.apps import apps
from django_scopes.manager import DisabledQuerySet

import labmigration
from labmigration.territories.models import TerritoryOwned

FOLDER = Path(labmigration.__file__).parent
ROOT = FOLDER.parents[1]
MODULES = [path for path in FOLDER.rglob("*.py") if "migrations" not in path.parts]
PRODUCT = [path for path in MODULES if "tests" not in path.parts]
TEMPLATES = list(FOLDER.rglob("*.html"))


def name_of(path: Path) -> str:
    return str(path.relative_to(FOLDER))


def territory_owned() -> list[type[TerritoryOwned]]:
    return [model for model in apps.get_models() if issubclass(model, TerritoryOwned)]


@pytest.mark.parametrize("model", territory_owned(), ids=lambda model: model.__name__)
def test_rows_of_a_territory_do_not_exist_without_an_open_scope(model):
    """Through the default manager and through the one that follows foreign keys."""
    assert model._meta.base_manager_name == "objects"
    for manager in (model._default_manager, model._base_manager):
        assert isinstance(manager.get_queryset(), DisabledQuerySet)


#: Where the machine's own clock is right: leases and idle sessions run in real time, and seals are made in it.
OWN_CLOCK = {
    *("clock.py", "jobs/queue.py", "jobs/sweeping.py", "access/idle.py"),
    *("notices/delivery.py", "notices/sweeping.py", "timeline/sealing.py"),
}


@pytest.mark.parametrize("path", PRODUCT, ids=name_of)
def test_time_comes_from_the_products_clock(path):
    if name_of(path) in OWN_CLOCK:
        return
    asked = re.findall(r"\b(?:timezone|datetime)\.(?:now|localdate|utcnow)\(|\bdate\.today\(", path.read_text())
    asked = [call for call in asked if call != "timezone.localdate("]
    assert asked == []


#: The only places that may look across territories, each with its reason beside the call.
ACROSS = {"secrecy/rotation.py", "timeline/sealing.py"}


@pytest.mark.parametrize("path", PRODUCT, ids=name_of)
def test_nothing_looks_across_territories_unnoticed(path):
    text = path.read_text()
    if name_of(path) not in ACROSS:
        assert "scopes_disabled" not in text
        assert "_base_manager" not in text
        assert "territory=None" not in text


@pytest.mark.parametrize("path", PRODUCT, ids=name_of)
def test_no_model_form_reads_rows_at_import(path):
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.ClassDef):
            assert not any("ModelForm" in ast.unparse(base) for base in node.bases)


def test_no_form_class_is_a_model_form():
    def below(cls: type) -> set[type]:
        return {cls}.union(*(below(child) for child in cls.__subclasses__()))

    ours = [form for form in below(forms.ModelForm) if form.__module__.startswith("labmigration")]
    assert ours == []


@pytest.mark.parametrize("path", [path for path in MODULES if path.stat().st_size > 0], ids=name_of)
def test_files_fit_in_the_head(path):
    assert len(path.read_text().splitlines()) <= 500


@pytest.mark.parametrize("path", TEMPLATES, ids=name_of)
def test_templates_hold_no_inline_style_script_or_foreign_address(path):
    text = path.read_text()
    assert not re.search(r"\sstyle=", text)
    assert not re.search(r"<script(?![^>]*\bsrc=)", text)
    assert not re.search(r"\son(?!ly)[a-z]+=\"", text)
    assert not re.search(r"(?:src|href|action)=\"(?:https?:)?//", text)


def test_no_tracked_file_carries_a_registry_address():
    for name in ("requirements.lock", "requirements-dev.lock", "requirements-peers.lock", "requirements-uv.lock"):
        assert "http" not in (ROOT / name).read_text()


@pytest.mark.parametrize("path", PRODUCT, ids=name_of)
def test_messages_are_marked_by_names_that_are_gathered(path):
    """What another name marks is never translated, and nobody is told: makemessages knows these alone."""
    renamed = re.findall(r"\bn?p?gettext\w* as (\w+)", path.read_text())
    assert set(renamed) <= {"_"}


STAGE_FOLDERS = [path for path in (FOLDER / "pathway").iterdir() if (path / "states.py").exists()]


@pytest.mark.parametrize(
    "path", [path for path in PRODUCT if "pathway" in path.parts or "desk" in path.parts], ids=name_of
)
def test_only_a_stage_imports_its_own_rows(path):
    """Others go through its queries and actions."""
    own = next((folder.name for folder in STAGE_FOLDERS if folder in path.parents), None)
    stages = "|".join(folder.name for folder in STAGE_FOLDERS)
    theirs = (
        rf"from labmigration\.pathway\.({stages})(?:\.(?:models|states) import| import [^\n]*\b(?:models|states)\b)"
    )
    assert set(re.findall(theirs, path.read_text())) <= {own}


def _asks_visible(node: ast.AST, names: set[str]) -> bool:
    """Whether the expression calls `visible`, or begins with a name that holds what it returned."""
    for part in ast.walk(node):
        if isinstance(part, ast.Call) and isinstance(part.func, ast.Name) and part.func.id == "visible":
            return True
        if isinstance(part, ast.Name) and part.id in names:
            return True
    return False


@pytest.mark.parametrize("path", PRODUCT, ids=name_of)
def test_rows_are_claimed_before_they_are_changed(path):
    """`visible(…).update(…)` loses updates on PostgreSQL where a row filter joins: see `access.gate.claim`."""
    for function in ast.walk(ast.parse(path.read_text())):
        if not isinstance(function, ast.FunctionDef) or function.name == "claim":
            continue
        found = {
            target.id
            for node in ast.walk(function)
            if isinstance(node, ast.Assign) and _asks_visible(node.value, set())
            for target in node.targets
            if isinstance(target, ast.Name)
        }
        for node in ast.walk(function):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "update":
                assert not _asks_visible(node.func.value, found), f"line {node.lineno}"


def test_the_measures_load_without_django():
    """As `make bench` does: each sets it up for itself, on a home of its own."""
    environment = {name: value for name, value in os.environ.items() if name != "DJANGO_SETTINGS_MODULE"}
    done = subprocess.run(
        [sys.executable, "-c", "import bench.run"],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-600:]
