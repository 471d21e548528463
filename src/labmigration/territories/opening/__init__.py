"""Opening a territory: its public file, the list of what is ready, the decision to open or not, the letters."""
