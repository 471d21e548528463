"""Messages between the two sides of an introduction, relayed by us: no telephone, e-mail or surname in it."""
