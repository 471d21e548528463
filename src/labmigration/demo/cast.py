"""Who plays in the pilot: invented people only, drawn once from a fixed seed so that every installation has the same.

Telephones come from the range reserved for fiction (06 39 98 …), e-mails from example.org. Names are combined from
common ones of many countries; any likeness to a living person is chance.
"""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

FIRST_NAMES = [
    "Aminata",
    "Oksana",
    "Maryam",
    "Lidia",
    "Fatoumata",
    "Tetiana",
    "Rahel",
    "Samira",
    "Grace",
    "Elena",
    "Zahra",
    "Bintou",
    "Khadija",
    "Iryna",
    "Selam",
    "Mariama",
    "Nour",
    "Ana",
    "Yasmine",
    "Olena",
    "Hawa",
    "Leila",
    "Clarisse",
    "Shirin",
    "Natalia",
    "Aïcha",
    "Thi-Mai",
    "Soraya",
    "Rosa",
    "Hanna",
    "Kadiatou",
    "Meron",
    "Lucia",
    "Farida",
    "Daria",
    "Awa",
    "Nadia",
    "Ioana",
    "Salimata",
    "Halima",
    "Svitlana",
    "Zeinab",
    "Beatriz",
    "Fanta",
    "Amal",
    "Galyna",
    "Nasrin",
    "Esther",
]
MEN = ("Ibrahim", "Farid", "Tesfaye", "Andriy", "Karim", "Moussa")
SURNAMES = [
    "Diallo",
    "Kovalenko",
    "Haddad",
    "Stanikzai",
    "Traoré",
    "Shevchenko",
    "Tekle",
    "Benali",
    "Kabongo",
    "Silva",
    "Hosseini",
    "Baldé",
    "Bondarenko",
    "Nguyen",
    "Koné",
    "Petrenko",
    "Gebremariam",
    "Sow",
    "Al-Khatib",
    "Fernandes",
    "Barry",
    "Ionescu",
    "Ngoma",
    "Hakimi",
    "Touré",
    "Melnyk",
    "Rahimi",
    "Camara",
    "Tran",
    "Abebe",
    "Cissé",
    "Popescu",
    "Tshimanga",
    "Noori",
    "Lysenko",
    "Keïta",
    "Mansour",
    "Costa",
    "Haile",
    "Sylla",
    "Kravchenko",
    "Azizi",
    "Bah",
    "García",
    "Mensah",
    "Tadesse",
    "Savchuk",
    "Osman",
    "Marku",
    "Yildiz",
    "Ferreira",
    "Bello",
    "Okafor",
    "Sidorov",
    "Hamidi",
    "Dembélé",
    "Voloshyn",
    "Karimi",
    "Lopes",
    "Samaké",
]
TOWNS = (
    ("Marseille", "13001"), ("Marseille", "13003"), ("Marseille", "13005"), ("Marseille", "13010"),
    ("Marseille", "13013"), ("Marseille", "13014"), ("Marseille", "13015"), ("Aubagne", "13400"),
    ("Marignane", "13700"), ("Vitrolles", "13127"), ("Aix-en-Provence", "13100"),
)  # fmt: skip
#: statut, titre_sejour, whether it has an end
GROUNDS = (
    ("Réfugiée", "carte de résident", True),
    ("Protection subsidiaire", "carte pluriannuelle", True),
    ("CIR", "carte vie privée et familiale", True),
    ("Protection temporaire", "APS", True),
    ("Réfugiée + CIR", "carte de résident", True),
    ("Citoyenne européenne", "carte d’identité", False),
)
LANGUAGES = ("fr", "ar", "uk", "en", "dari", "pachto")
REFERRERS = ("OFII Marseille", "France Travail Marseille", "Association Accueil Sud (inventée)")
OCCUPATION_LABELS = {
    "childcare_provider": "garde d’enfants",
    "dependency_carer": "assistant de vie",
    "family_assistant": "employé familial",
    "childminder": "assistante maternelle",
}
COLUMNS = (
    "nom", "prenom", "date_naissance", "sexe", "telephone", "courriel", "commune", "code_postal", "statut",
    "titre_sejour", "fin_validite", "autorise_travail", "renouvellement_demande", "francais_oral", "francais_ecrit",
    "preuve_francais", "langue_contact", "metier_souhaite", "orienteur", "date_orientation",
)  # fmt: skip


@dataclass
class Extra:
    """One invented person as a referral file tells of her."""

    first_name: str
    surname: str
    row: dict[str, str]


def people(number: int, occupation: str, referred_on: date, today: date, *, seed: int) -> Iterator[Extra]:
    """`number` invented people who were referred around a day; their papers still hold well after `today`."""
    draw = random.Random(seed)
    first_names = draw.sample(FIRST_NAMES, number)
    surnames = draw.sample(SURNAMES, number)
    for index, (first, surname) in enumerate(zip(first_names, surnames, strict=True)):
        man = index % 11 == 7
        called = draw.choice(MEN) if man else first
        ground, document, ends = draw.choice(GROUNDS)
        town, postcode = draw.choice(TOWNS)
        until = today + timedelta(days=draw.randrange(200, 2000))
        number_tail = f"{seed:02d}{index:02d}"
        row = {
            "nom": surname,
            "prenom": called,
            "date_naissance": _day(date(1966, 1, 1) + timedelta(days=draw.randrange(13_000))),
            "sexe": "M" if man else "F",
            "telephone": f"06 39 98 {number_tail[:2]} {number_tail[2:]}",
            "courriel": f"personne{number_tail}@example.org",
            "commune": town,
            "code_postal": postcode,
            "statut": ground,
            "titre_sejour": document,
            "fin_validite": _day(until) if ends else "",
            "autorise_travail": "oui",
            "renouvellement_demande": "",
            "francais_oral": draw.choice(("A2", "A2", "A2+", "B1", "B1")),
            "francais_ecrit": draw.choice(("A2", "A2", "A2+", "B1")),
            "preuve_francais": draw.choice(("DELF", "TEF", "attestation OFII", "évaluation OFII")),
            "langue_contact": draw.choice(LANGUAGES),
            "metier_souhaite": OCCUPATION_LABELS[occupation],
            "orienteur": draw.choice(REFERRERS),
            "date_orientation": _day(referred_on - timedelta(days=draw.randrange(1, 6))),
        }
        yield Extra(called, surname, row)


def _day(day: date) -> str:
    return f"{day:%d/%m/%Y}"


#: role, name, language
STAFF = (
    ("referrer", "Sophie Garnier"),
    ("advisor", "Claire Morel"),
    ("advisor", "Hervé Lambert"),
    ("training_coordinator", "Nadia Ferrand"),
    ("trainer", "Pauline Roche"),
    ("trainer", "Marc Olivier"),
    ("jury", "Jeanne Perrin"),
    ("jury", "Luc Arnaud"),
    ("placement_officer", "Inès Caron"),
    ("territory_coordinator", "Thomas Vidal"),
    ("employer_tutor", "Monique Lefèvre"),
    ("programme_admin", "Élodie Brun"),
    ("partner_observer", "Antoine Girard"),
    ("researcher", "Camille Leroux"),
    ("dpo", "Philippe Masson"),
    ("jury", "Agnès Delmas"),
    ("jury", "Yannick Prévost"),
    ("researcher", "Samir Belkacem"),
)

#: By occupation: what there is to do, and when: [(day from Monday 0, from hour, to hour)].
TASKS = {
    "childcare_provider": (
        ("Garder deux enfants après l’école", [(0, 16, 19), (1, 16, 19), (3, 16, 19), (4, 16, 19)]),
        ("Garder un bébé de 14 mois à la maison", [(0, 8, 13), (1, 8, 13), (3, 8, 13)]),
        ("Matin et école, jeux, repas du midi", [(0, 7, 13), (1, 7, 13), (2, 7, 13), (3, 7, 13)]),
        ("Mercredis et petites vacances", [(2, 8, 18)]),
    ),
    "dependency_carer": (
        ("Lever, toilette, petit-déjeuner", [(0, 8, 11), (1, 8, 11), (2, 8, 11), (3, 8, 11), (4, 8, 11)]),
        ("Courses, repas, compagnie", [(1, 11, 15), (3, 11, 15), (4, 11, 15)]),
        ("Aide au coucher", [(0, 18, 21), (2, 18, 21), (4, 18, 21)]),
        ("Accompagner une personne âgée l’après-midi", [(0, 14, 18), (2, 14, 18), (3, 14, 18)]),
    ),
    "family_assistant": (
        ("Ménage, repassage, courses", [(1, 9, 12), (4, 9, 12)]),
        ("Entretien de la maison et du linge", [(0, 9, 12), (3, 9, 12)]),
    ),
}
#: Family name, whoever is to be contacted.
FAMILIES = (
    "Martin",
    "Rossi",
    "Bertrand",
    "Olivieri",
    "Sanchez",
    "Delmas",
    "Paoli",
    "Rey",
    "Colin",
    "Aubert",
    "Mercier",
    "Garnero",
    "Chevalier",
    "Fabre",
    "Barbieri",
    "Roux",
    "Blanchard",
    "Giraud",
    "Ferrero",
    "Marchetti",
    "Lopez",
    "Barthélemy",
    "Santoni",
    "Meunier",
    "Jacquet",
    "Brunet",
    "Casanova",
    "Perret",
    "Leclerc",
    "Guichard",
    "Armand",
    "Pons",
    "Vasseur",
    "Maurel",
)
