"""The four figures on the board: of one half-day, worked out with the installation's key and written nowhere."""

from labmigration.pathway.training.models import Session
from labmigration.secrecy.keyring import keyring

FIGURES = 4


def code_of(session: Session) -> str:
    """The code of the session's room."""
    digest = keyring().blind_index(f"room:{session.pk}:{session.date.isoformat()}:{session.half}")
    return f"{int(digest, 16) % 10**FIGURES:0{FIGURES}d}"


def figures_of(typed: str) -> str:
    """What was typed, figures only: people write spaces, and telephones add some; other alphabets' figures are read."""
    return "".join(str(int(sign)) for sign in typed if sign.isdecimal())[: FIGURES + 1]
