"""The steering committee: meetings, papers frozen from live figures, decisions that come back until settled."""
