"""Sensitive fields at rest: a keyring outside the database, an encrypted field, a keyed blind index."""
