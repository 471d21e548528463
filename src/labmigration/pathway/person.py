"""Facts of one person as pages say them."""

from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from labmigration import clock
from labmigration.access.roles import Role
from labmigration.pathway.models import Pathway
from labmigration.people.models import Candidate
from labmigration.programme import programme
from labmigration.ui.spoken import telephone

#: Languages by ISO 639 code, as a page says them.
LANGUAGES = {
    "sq": gettext_lazy("albanais"),
    "am": gettext_lazy("amharique"),
    "en": gettext_lazy("anglais"),
    "ar": gettext_lazy("arabe"),
    "hy": gettext_lazy("arménien"),
    "bm": gettext_lazy("bambara"),
    "bn": gettext_lazy("bengali"),
    "prs": gettext_lazy("dari"),
    "es": gettext_lazy("espagnol"),
    "fr": gettext_lazy("français"),
    "ka": gettext_lazy("géorgien"),
    "ku": gettext_lazy("kurde"),
    "ln": gettext_lazy("lingala"),
    "ur": gettext_lazy("ourdou"),
    "ps": gettext_lazy("pachto"),
    "fa": gettext_lazy("persan"),
    "ff": gettext_lazy("peul"),
    "pt": gettext_lazy("portugais"),
    "ro": gettext_lazy("roumain"),
    "ru": gettext_lazy("russe"),
    "sr": gettext_lazy("serbe"),
    "so": gettext_lazy("somali"),
    "ta": gettext_lazy("tamoul"),
    "ti": gettext_lazy("tigrigna"),
    "tr": gettext_lazy("turc"),
    "uk": gettext_lazy("ukrainien"),
    "wo": gettext_lazy("wolof"),
}


def age(birth_date: date) -> int:
    """Full years lived today."""
    today = clock.today()
    return today.year - birth_date.year - ((today.month, today.day) < (birth_date.month, birth_date.day))


def language(written: str) -> str:
    """A language by its ISO code in French words, or as it was written when it is not a code of ours."""
    return str(LANGUAGES.get(written, written))


def occupation(code: str) -> str:
    """The feminine name of an occupation of the programme; empty for none."""
    return next((known.name_feminine_fr for known in programme().occupations if known.code == code), "")


def who_acts(pathway: Pathway) -> str:
    """Who is to act on the next step: the person, her advisor by name, or a role."""
    if pathway.next_role == Role.CANDIDATE:
        return pathway.candidate.full_name
    if pathway.next_role == Role.ADVISOR and pathway.lead_advisor is not None:
        return pathway.lead_advisor.name
    return str(Role(pathway.next_role).label) if pathway.next_role else ""


def contact_rows(person: Candidate, *, with_address: bool = True) -> list[tuple[str, str]]:
    """Telephone, e-mail, address as rows of facts; only for readers who may read them (this opens sealed fields)."""
    place = " ".join(part for part in (person.postcode, person.town) if part)
    rows = [(_("Téléphone"), telephone(person.phone)), (_("Courriel"), person.email)]
    if with_address:
        rows.append((_("Adresse"), ", ".join(part for part in (person.address, place) if part)))
    return rows


def about_rows(pathway: Pathway) -> list[tuple[str, Any]]:
    """Age, language, project, who sent her."""
    person = pathway.candidate
    years = age(person.birth_date)
    return [
        (_("Âge"), _("%(years)s ans") % {"years": years}),
        (_("Langue"), language(person.contact_language)),
        (_("Métier souhaité"), occupation(pathway.occupation)),
        (_("Orientée par"), pathway.referrer.name if pathway.referrer else ""),
    ]
