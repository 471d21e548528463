"""The freezes, sealed, by the id of their `Freeze`."""

from labmigration.secrecy.sealed_folder import SealedFolder

FREEZES = SealedFolder("evaluation_freezes", "evaluation_freezes")
