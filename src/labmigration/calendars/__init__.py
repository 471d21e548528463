"""One's own agenda at a secret address, for the calendar of a telephone."""
