"""Documents: tagged, in their language, and nothing that somebody typed acts in them."""

import pytest
import typst
from django.utils.translation import gettext_lazy as _

from labmigration import printing

TEMPLATE = "privacy/printing/my_data.typ"


def data(**changed):
    group = {
        "title": "Identité",
        "kept": [{"why": [["Pourquoi", "…"]], "entries": [{"title": "", "rows": [["Nom", "K"]]}]}],
    }
    return {"title": "Mes données", "introduction": "Bonjour", "about": [["Nom", "Amina"]], "groups": [group]} | changed


@pytest.mark.parametrize("language", ["fr", "en", "ar", "uk"])
def test_a_document_is_a_tagged_pdf_in_its_language(language, on_a_tuesday):
    made = printing.pdf(TEMPLATE, data(), language=language)
    assert made.startswith(b"%PDF-1.7")
    assert b"/MarkInfo" in made and b"pdfuaid:part" in made
    assert f"/Lang({language}".encode() in made


def test_the_same_data_on_the_same_day_make_the_same_bytes(on_a_tuesday):
    assert printing.pdf(TEMPLATE, data(), language="fr") == printing.pdf(TEMPLATE, data(), language="fr")


@pytest.mark.parametrize(
    "typed", ['#include "/settings.py"', "#panic()", "*gras* _x_ $1$ `a` <b> @c", "\\ #let x = 1", "]"]
)
def test_what_somebody_typed_is_drawn_and_never_acts(typed):
    assert printing.pdf(TEMPLATE, data(introduction=typed, title=typed), language="fr").startswith(b"%PDF")


def test_names_of_every_script_and_lazy_words_can_be_set():
    about = [[_("Nom"), "أمينة كريمي"], ["Ім’я", "Оксана Ґалаґан"], ["x", "Đặng Ừ — Łódź ß"]]
    assert printing.pdf(TEMPLATE, data(about=about), language="ar").startswith(b"%PDF")


def test_a_document_without_a_title_or_in_another_language_is_refused():
    with pytest.raises(ValueError, match="title"):
        printing.pdf(TEMPLATE, data(title=" "), language="fr")
    with pytest.raises(ValueError, match="language"):
        printing.pdf(TEMPLATE, data(), language="de")


def test_an_unknown_template_and_a_wrong_one_say_so():
    with pytest.raises(FileNotFoundError):
        printing.pdf("privacy/printing/none.typ", data(), language="fr")
    with pytest.raises(typst.TypstError):
        printing.pdf(TEMPLATE, {"title": "x"}, language="fr")


def test_only_our_own_typefaces_are_used():
    families = {family.removesuffix(" SmBld") for family in typst.Fonts(False, False, [str(printing.FONTS)]).families()}
    assert families == {"IBM Plex Sans", "IBM Plex Sans Arabic"}
