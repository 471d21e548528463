"""Work done in the background, from a leased table: a killed worker loses nothing and nothing runs twice at once."""
