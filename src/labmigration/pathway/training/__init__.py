"""Training: cohorts of twelve, sessions, signed attendance, evaluation."""
