"""Photographs of signed paper sheets, sealed, by the id of their `PrintedSheet`."""

from labmigration.secrecy.sealed_folder import SealedFolder

PHOTOGRAPHS = SealedFolder("attendance_sheets", "attendance_sheet")
