"""What candidates read in Arabic and Ukrainian holds no French that is not marked as French, in the pilot.

Without a browser: their pages are drawn by the Django client, and each text is judged by the language of the nearest
element that names one, as a screen reader and the ear do.
"""

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from typing import Any

import pytest
from django.apps import apps
from django.test import Client
from django.utils.translation import trans_real
from django_scopes import scopes_disabled

from labmigration.access.models import User
from labmigration.access.second_factor import DEMO_SIGN_IN
from labmigration.pathway.models import Stage
from labmigration.programme import programme
from tests import translations

pytestmark = [pytest.mark.once, pytest.mark.django_db]

FIRST = ("/moi/", "/moi/donnees/", "/moi/coordonnees/", "/moi/consultations/", "/qualite/reclamer/")
#: Files, pages that end the visit, and pages of the demonstration.
NOT_PAGES = re.compile(r"\.(?:pdf|ics|json)|/demo/|deconnexion|quitter|badge|/imprimer/pdf")
#: Pages that hold another story for each person; any other is read once.
OF_EACH_PERSON = ("/moi/", "/moi/donnees/")
IDENTIFIER = re.compile(r"[0-9a-f]{8}-[0-9a-f-]{27}")
#: French words that sentences of other languages hold on purpose, outside parentheses too: she meets them on paper.
TERMS = {"brut", "français"}
SILENT = ("script", "style", "template", "textarea", "title")
VOID = {"area", "base", "br", "col", "hr", "img", "input", "link", "meta", "source", "track", "use", "wbr"}


class Texts(HTMLParser):
    """The texts of a page with the language of their nearest element that names one, and the links."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[tuple[str, str]] = []
        self.found: list[tuple[str, str]] = []
        self.links: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = dict(attrs)
        if tag == "a" and (told.get("href") or "").startswith("/"):
            self.links.append((told["href"] or "").split("#")[0])
        if tag not in VOID:
            self.open.append((tag, told.get("lang") or (self.open[-1][1] if self.open else "")))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Nothing stands in it."""

    def handle_endtag(self, tag: str) -> None:
        while self.open and self.open.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        if data.strip() and self.open and not any(tag in SILENT for tag, _lang in self.open):
            self.found.append((self.open[-1][1], " ".join(data.split())))


@pytest.fixture(scope="module")
def people(pilot: object) -> list[User]:
    """Somebody with an account at each stage, the last who came to it."""
    with scopes_disabled():
        rows = (
            apps.get_model("pathway.Pathway").objects.filter(candidate__user__isnull=False).order_by("opened_on", "pk")
        )
        at_stage = {row.stage: row.candidate.user for row in rows.select_related("candidate__user")}
    return [at_stage[stage] for stage in Stage.values if stage in at_stage]


@pytest.fixture(scope="module")
def names(pilot: object) -> re.Pattern[str]:
    """Names of people, organisations, cohorts and titles: they are what they are in every language."""
    kept = {
        "access.User": ("name",),
        "people.Candidate": ("first_name", "surname", "town"),
        "people.Household": ("name", "contact_name", "address", "town"),
        "territories.Organisation": ("name",),
        "training.Cohort": ("name",),
    }
    with scopes_disabled():
        found = {
            str(getattr(row, field))
            for model, fields in kept.items()
            for row in apps.get_model(model).objects.all()
            for field in fields
        }
    found |= {title.name_fr for title in programme().titles}
    ordered = sorted(filter(None, found), key=len, reverse=True)
    return re.compile("|".join(map(re.escape, ordered)))


def read(people: list[User], language: str) -> Iterator[tuple[str, Texts]]:
    """Every kind of page that these people reach from their first one, drawn in the language."""
    seen: set[str] = set()
    for person in people:
        client = Client()
        client.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")
        session: Any = client.session
        session[DEMO_SIGN_IN] = True
        session.save()
        client.cookies["django_language"] = language
        ahead, hers = list(FIRST), set()
        while ahead:
            path = ahead.pop(0)
            kind = IDENTIFIER.sub("…", path.split("?")[0])
            if kind in hers or (kind in seen and kind not in OF_EACH_PERSON) or NOT_PAGES.search(path):
                continue
            hers.add(kind)
            seen.add(kind)
            answer = client.get(path)
            if answer.status_code == 200 and "html" in answer.headers["Content-Type"]:
                page = Texts()
                page.feed(answer.content.decode())
                ahead += page.links
                yield kind, page


def french_left(text: str, names: re.Pattern[str]) -> bool:
    """Whether Latin words stand in a text that are no name, no address and no term given on purpose."""
    bare = names.sub(" ", re.sub(r"https?://\S+|\S+@\S+", " ", text))
    if re.search(r"[\u0400-\u06ff]", bare):
        bare = re.sub(r"\([^()]*\)", " ", bare)  # the French term after her own: “وصل التجديد (récépissé)”
    return any(word not in TERMS for word in re.findall(r"(?<![\w’])[a-zà-ÿœ]{2,}", bare))


@pytest.mark.parametrize("language", translations.OF_CANDIDATES)
def test_what_candidates_read_is_of_the_language_that_it_is_marked_with(people, names, language, monkeypatch):
    asked: set[str] = set()
    looked_up = trans_real.DjangoTranslation.gettext

    def noted(self: trans_real.DjangoTranslation, message: str) -> str:
        if self.language() == language:
            asked.add(message)
        return looked_up(self, message)

    monkeypatch.setattr(trans_real.DjangoTranslation, "gettext", noted)
    kinds, left = set(), []
    for kind, page in read(people, language):
        kinds.add(kind)
        left += [f"{kind}: {text}" for lang, text in page.found if lang == language and french_left(text, names)]
    assert len(kinds) > 30, "the walk did not find their pages"
    assert not left, "mark it with lang='fr' (|in_french, |as_typed), or translate it:\n" + "\n".join(
        dict.fromkeys(left)
    )
    # What was asked for in her language must be among what the catalogues are held to: else widen RULES there.
    ours = {entry.msgid: entry for entry in translations.gathered()}
    unheld = [msgid for msgid in asked if msgid in ours and not translations.is_for_candidates(ours[msgid])]
    assert not unheld, "tests/translations.py does not know that candidates read:\n" + "\n".join(sorted(unheld))


def test_the_guard_hears_french_and_lets_names_and_terms_be():
    names = re.compile("Foyer Rey|Claire Morel")
    for text in ("Salaire horaire brut", "preuve vue", "le الثلاثاء 1 ديسمبر", "vérifié", "brut (récépissé)"):
        assert french_left(text, names), text
    for text in (
        "مع Claire Morel",
        "Foyer Rey",
        "الحد الأدنى (brut)",
        "CDI",
        "a@example.org",
        "http://127.0.0.1/l/abc/",
    ):
        assert not french_left(text, names), text
