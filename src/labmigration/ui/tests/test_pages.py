"""Whole pages: they render, obey the content security policy, mirror, and stay light."""

import gzip
import re
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.template import Context, Template
from django.template.loader import render_to_string
from django.test import RequestFactory
from django.utils.translation import override

from labmigration.ui import views

UI = Path(__file__).parent.parent
TEMPLATES = sorted((UI / "templates").rglob("*.html"))
SHEETS = sorted((UI / "static" / "ui").glob("*.css"))
INLINE = re.compile(r"\sstyle\s*=|<style|\son(?!ly)[a-z]+\s*=\s*[\"']|<script(?![^>]*\ssrc=)", re.IGNORECASE)
PHYSICAL = re.compile(
    r"(?<![\w-])(?:margin|padding|border)-(?:left|right|top|bottom)\b|(?<![\w-])(?:left|right|top|bottom)\s*:"
    r"|text-align:\s*(?:left|right)"
)
ADDRESS = re.compile(r"(?:src|href|action)=[\"'](?:https?:)?//|url\([\"']?(?:https?:)?//|@import", re.IGNORECASE)


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: path.name)
def test_a_template_has_no_inline_style_or_script_and_no_foreign_address(template: Path) -> None:
    source = template.read_text(encoding="utf-8")
    assert not INLINE.search(source)
    assert not ADDRESS.search(source)


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda path: path.name)
def test_a_style_sheet_mirrors_and_calls_nobody(sheet: Path) -> None:
    source = sheet.read_text(encoding="utf-8")
    assert not PHYSICAL.search(source)
    assert not ADDRESS.search(source)


def test_every_file_that_a_style_sheet_names_is_there() -> None:
    for sheet in SHEETS:
        for name in re.findall(r"url\(\"([^\"]+)\"\)", sheet.read_text(encoding="utf-8")):
            assert (sheet.parent / name).is_file(), name


def test_colours_stand_in_the_tokens_and_nowhere_else_on_screen() -> None:
    for name in ("base.css", "components.css"):
        source = (UI / "static" / "ui" / name).read_text(encoding="utf-8")
        assert set(re.findall(r"#[0-9a-f]{3,8}\b", source)) <= {"#ffffff"}, name


def test_the_style_sheets_weigh_less_than_fifteen_kilobytes_on_the_wire() -> None:
    assert sum(len(gzip.compress(sheet.read_bytes())) for sheet in SHEETS) < 15_000


@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_gallery_shows_every_component_without_inline_style(language: str) -> None:
    with override(language):
        page = views.gallery(RequestFactory().get("/galerie/")).content.decode()
    assert not INLINE.search(page)
    shown = (
        "next-step",
        "notice",
        "badge",
        "stages",
        "hours",
        "seats",
        "funnel",
        "week",
        "timeline",
        "person",
        "facts",
    )
    for component in (*shown, "figure-card", "table", "empty", "card", "error-summary", "day-month-year"):
        assert re.search(rf'class="[^"]*\b{component}\b', page), component
    assert 'dir="rtl"' in page and 'data-theme="dark"' in page


@pytest.mark.parametrize("name", ["404.html", "403.html", "500.html"])
def test_an_error_page_renders_without_any_context(name: str) -> None:
    page = Template(Path(UI / "templates" / name).read_text(encoding="utf-8")).render(Context())
    assert "<h1>" in page and 'href="/"' in page


def _shell() -> SimpleNamespace:
    entries = [
        SimpleNamespace(label=f"Entrée {n}", url=f"/{n}/", icon="users", current=n == 1, count=n) for n in range(1, 6)
    ]
    return SimpleNamespace(
        nav=entries,
        user_name="Claire Morel",
        role_label="Conseillère",
        territory_name="Marseille",
        demo=True,
        home_url="/1/",
        sign_out_url="/sortir/",
    )


def test_the_shell_says_who_i_am_where_and_that_people_are_invented() -> None:
    with override("fr"):
        page = render_to_string("ui/shell.html", {"shell": _shell()})
    for told in ("Claire Morel", "Conseillère", "Marseille", "Personnes inventées, démonstration", "Se déconnecter"):
        assert told in page
    assert '<details class="menu">' in page


def test_the_demonstration_band_is_absent_outside_demonstrations() -> None:
    shell = _shell()
    shell.demo = False
    assert "demo-band" not in render_to_string("ui/shell.html", {"shell": shell})


def test_the_phone_page_has_four_entries_at_the_bottom() -> None:
    page = render_to_string("ui/phone.html", {"shell": _shell()})
    assert "Entrée 4" in page and "Entrée 5" not in page and "reads-large" in page


def test_an_arabic_page_runs_from_right_to_left() -> None:
    with override("ar"):
        page = render_to_string("ui/plain.html")
    assert 'lang="ar" dir="rtl"' in page
