"""What somebody types to sign in: a telephone number or an e-mail address, and whose account it is."""

from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from labmigration.access.models import User
from labmigration.access.telephone import e164
from labmigration.secrecy.keyring import keyring


@dataclass(frozen=True)
class Contact:
    """One of the two, in the form in which it is looked up; the other is empty."""

    email: str = ""
    phone: str = ""

    @classmethod
    def read(cls, typed: str) -> "Contact":
        """What was typed, spaces and case forgiven. Raises ValueError when it is neither."""
        typed = typed.strip()
        if "@" not in typed:
            return cls(phone=e164(typed))
        try:
            validate_email(typed)
        except ValidationError as error:
            raise ValueError(f"not an e-mail address: {typed!r}") from error
        return cls(email=typed.lower())

    def __str__(self) -> str:
        return self.email or self.phone

    def account(self) -> User | None:
        """The one open account reached there; None for none, and for two: a shared telephone is never guessed."""
        if self.email:
            found = User.objects.filter(email=self.email, is_active=True)
        else:
            found = User.objects.filter(phone_index=keyring().blind_index(self.phone), is_active=True)
        accounts = list(found[:2])
        return accounts[0] if len(accounts) == 1 else None
