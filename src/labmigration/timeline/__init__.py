"""The append-only journal: what happened, moves between states, who opened which file."""
