"""Telephone numbers in one form, so that the same number is always found."""

import phonenumbers

HOME_REGION = "FR"


def e164(text: str) -> str:
    """`text` as ``+33639981234``; a number without a country code is French. Raises ValueError when it is no number."""
    try:
        number = phonenumbers.parse(text, HOME_REGION)
    except phonenumbers.NumberParseException as error:
        raise ValueError(f"not a telephone number: {text!r}") from error
    if not phonenumbers.is_possible_number(number):
        raise ValueError(f"not a possible telephone number: {text!r}")
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
