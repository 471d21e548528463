"""A small sound bank, written by the test that spoils it."""

from pathlib import Path
from typing import Any

import pytest

HEAD = 'since = 2026-11-22\nsource = "LAB-BANK"\nreviewed = false\n'
WORDS = {"fr": "Bonjour à vous", "en": "Good day to you", "ar": "صباح الخير", "uk": "Добрий день"}
AREAS = ("le salon", "la chambre", "la cuisine", "le jardin", "le couloir", "la cave", "la cour", "le grenier")
ASKED = (
    "Le chat de Madame Petit dort sur la table.",
    "Une assiette tombe par terre, elle se casse.",
    "Monsieur Diallo rentre ce soir avec trois invités.",
    "Il pleut beaucoup et le linge sèche dehors.",
    "Vous trouvez dix euros sous un fauteuil.",
    "Lina refuse son goûter, elle veut jouer.",
    "Une lampe ne marche plus depuis hier matin.",
    "Le facteur sonne et demande une signature.",
)


def toml(value: Any) -> str:
    """A Python value as TOML writes it inline."""
    if isinstance(value, dict):
        return "{ " + ", ".join(f"{key} = {toml(part)}" for key, part in value.items()) + " }"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(map(toml, value)) + "]"
    if isinstance(value, bool):
        return str(value).lower()
    return '"' + value.replace("\n", "\\n") + '"' if isinstance(value, str) else str(value)


def table(kind: str, content: dict[str, Any]) -> str:
    return f"\n[[{kind}]]\n" + "".join(f"{key} = {toml(value)}\n" for key, value in content.items())


def item(number: int, **changes: Any) -> dict[str, Any]:
    """A sound question; a change of None leaves the key out."""
    content: dict[str, Any] = {
        "id": f"home-care-{number}",
        "skill": "home_care",
        "difficulty": float(number) / 2 - 1,
        "uncertainty": 0.8,
        "pictogram": "broom",
        "prompt": {**WORDS, "fr": f"{ASKED[number % 8]} Vous êtes dans {AREAS[number % 8]}. Que faites-vous ?"},
        "answers": [
            {"right": True, **WORDS, "fr": "Je demande à Madame Petit."},
            {
                "right": False,
                "fr": "Je continue mon travail.",
                "en": "I go on.",
                "ar": "أواصل العمل",
                "uk": "Я працюю далі",
            },
            {
                "right": False,
                "fr": "Je rentre chez moi.",
                "en": "I go home.",
                "ar": "أعود إلى البيت",
                "uk": "Я йду додому",
            },
        ],
        "reason": WORDS,
    }
    content.update(changes)
    return {key: value for key, value in content.items() if value is not None}


class BankFiles:
    """The files of a bank of one skill; `write` adds or replaces one, `items` replaces the questions."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        level = [{"number": number, "words": WORDS} for number in (1, 2, 3, 4)]
        self.skill: dict[str, Any] = {
            "code": "home_care",
            "axis": "occupational",
            "block": "home",
            "instrument": "items",
            "scale": "doing",
            "target": 3,
            "critical": False,
            "module": "core_home_and_laundry",
            "module_reaches": 3,
            "name": WORDS,
            "level": level,
        }
        block = {"code": "home", "name": WORDS, "confirmed": False, "note": "Nom du Lab."}
        self.write("bank.toml", 'version = "2026.1"\n')
        axis = {"code": "occupational", "instrument": "items", "levelled": True, "name": WORDS}
        self.write("axes.toml", table("axis", axis))
        self.write(
            "levels.toml",
            "[limits]\ncuts = [-1.0, 0.0, 1.0]\ndecided_at = 0.8\nitems_per_skill = 6\nitems_per_sitting = 40\n"
            'sittings = 2\nminutes_per_sitting = 30\nconfirmed = false\nnote = "À régler."\n'
            + table("scale", {"code": "doing", "names": [WORDS] * 4}),
        )
        self.write("skills.toml", table("block", block) + table("skill", self.skill))
        self.write(
            "activities.toml",
            table(
                "activity",
                {"id": "sweep", "skills": ["home_care"], "theme": "home", "pictogram": "broom", "words": WORDS},
            ),
        )
        sides = {
            "left": {"occupation": "childminder", "pictogram": "baby", "words": WORDS},
            "right": {"occupation": "family_assistant", "pictogram": "broom", "words": WORDS},
        }
        self.write("interests.toml", table("pair", {"id": "one-or-two", **sides}))
        self.items(*(item(number) for number in range(6)))

    def write(self, name: str, content: str, head: str = HEAD) -> None:
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(head + content, encoding="utf-8")

    def items(self, *questions: dict[str, Any]) -> None:
        self.write("items/home.toml", "".join(table("item", question) for question in questions))


@pytest.fixture
def files(tmp_path: Path) -> BankFiles:
    return BankFiles(tmp_path / "positioning")
