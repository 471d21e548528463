"""People: candidates, households, and their sealed contact details."""
