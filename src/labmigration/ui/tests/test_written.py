"""Words of one language inside a page of another."""

import pytest
from django.template import Context, Template
from django.utils.html import conditional_escape
from django.utils.translation import gettext_lazy, override

from labmigration.ui.languages import read_in
from labmigration.ui.written import Joined, Written, as_typed, pair


def drawn(source, **context):
    return Template("{% load ui %}" + source).render(Context(context)).strip()


def test_french_is_marked_in_any_page_but_a_french_one():
    name = Written("Garde d’enfants <1>")
    assert name == "Garde d’enfants <1>"
    with override("fr"):
        assert conditional_escape(name) == "Garde d’enfants &lt;1&gt;"
    with override("ar"):
        assert conditional_escape(name) == '<bdi lang="fr" dir="ltr">Garde d’enfants &lt;1&gt;</bdi>'
        assert drawn("{{ name|in_french }}", name="Lieu") == '<bdi lang="fr" dir="ltr">Lieu</bdi>'


@pytest.mark.parametrize(
    ("text", "language"), [("القاعة باردة", "ar"), ("Моя донька", "uk"), ("Je sais faire", "fr"), ("13010", "fr")]
)
def test_what_was_typed_is_of_the_language_of_its_letters(text, language):
    assert as_typed(text).language == language


def test_several_texts_stand_one_a_line_each_in_its_language():
    with override("ar"):
        lines = Joined((pair(Written("BC01"), "مكتسب"), "<نعم>"))
        assert conditional_escape(lines) == '<bdi lang="fr" dir="ltr">BC01</bdi>: مكتسب<br>&lt;نعم&gt;'
    with override("fr"):
        assert pair("VAE", "oui") == "VAE\u00a0: oui"
    assert lines == "BC01: مكتسب\n<نعم>"


def test_components_keep_the_language_of_a_text_and_draw_a_lazy_one_in_both():
    with read_in("ar", "fr", aloud=False):
        page = drawn(
            "{% facts rows=rows %}", rows=[(gettext_lazy("Nom"), Written("Rey")), ("Oui", gettext_lazy("oui"))]
        )
        assert '<dd><bdi lang="fr" dir="ltr">Rey</bdi></dd>' in page
        assert '<span class="said" lang="ar" dir="rtl">نعم</span><span class="said beside" lang="fr"' in page
        card = drawn("{% card title=title %}{% endcard %}", title=Written("Foyer Rey"))
        assert card.count("Foyer Rey") == 1 and '<bdi lang="fr" dir="ltr">Foyer Rey</bdi>' in card
