"""Who could enter a cohort, in which order and why; seats offered; the call before a departure is noted."""
