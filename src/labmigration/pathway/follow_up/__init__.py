"""Follow-up at 6 and 18 months after the first paid day, new needs, closing."""
