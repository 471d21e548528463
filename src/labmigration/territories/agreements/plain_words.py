"""Words as two people would both have typed them: without accents, case, punctuation."""

import re
import unicodedata


def plain(text: str) -> str:
    """The text in lower-case letters and figures with single spaces, accents off."""
    letters = unicodedata.normalize("NFKD", text.casefold())
    bare = "".join(letter for letter in letters if not unicodedata.combining(letter))
    return re.sub(r"[\W_]+", " ", bare).strip()
