"""Every page names an action of the table of rights."""

from collections.abc import Iterator

import pytest
from django.urls import URLPattern, URLResolver, get_resolver

from labmigration.access.policy import POLICY


def routes(resolver: URLResolver | None = None, prefix: str = "") -> Iterator[tuple[str, URLPattern]]:
    """Every route of the product with its whole path."""
    for entry in (resolver or get_resolver()).url_patterns:
        path = prefix + str(entry.pattern)
        if isinstance(entry, URLResolver):
            yield from routes(entry, path)
        else:
            yield path, entry


def test_there_are_routes_to_speak_of():
    assert len(list(routes())) > 40


@pytest.mark.parametrize(("path", "route"), list(routes()), ids=lambda value: value if isinstance(value, str) else "")
def test_the_route_names_an_action_of_the_table(path, route):
    action = getattr(route.callback, "action", None)
    assert action is not None, f"{path} names no action: put the view behind @needs"
    assert action in POLICY


def test_every_action_of_the_table_is_used_by_a_page_or_a_move():
    """A right that nothing asks for is a right that nobody checks."""
    from django.apps import apps

    used = {getattr(route.callback, "action", None) for _path, route in routes()}
    for model in apps.get_models():
        used |= {f"{model._meta.app_label}.{verb}" for verb in getattr(model, "MOVES", {})}
    used |= _named_in_code()
    assert set(POLICY) - used == set()


def _named_in_code() -> set[str]:
    """Actions written as a literal in the code, outside the table itself."""
    import re
    from pathlib import Path

    import labmigration

    folder = Path(labmigration.__file__).parent
    found: set[str] = set()
    for path in folder.rglob("*.py"):
        if path.name != "policy.py" and "tests" not in path.parts:
            found |= set(re.findall(r'"([a-z_]+\.[a-z_]+)"', path.read_text()))
    return found
