"""How the Lab decides: pure code. No Django, clock, file or network; rules, seed and time limit are arguments."""
