"""The exports, sealed, by the id of their `Export`."""

from labmigration.secrecy.sealed_folder import SealedFolder

FILES = SealedFolder("esf_exports", "esf_exports")
