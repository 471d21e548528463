"""Names as people search for them: without accents, case, hyphens."""

import re
import unicodedata


def searchable(*parts: str) -> str:
    """The parts in one lower-case line of letters and single spaces, any script, accents off."""
    text = " ".join(parts).casefold()
    if not text.isascii():
        text = unicodedata.normalize("NFKD", text).casefold()
        text = "".join(letter for letter in text if not unicodedata.combining(letter))
    return re.sub(r"[\W_]+", " ", text).strip()
