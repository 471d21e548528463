"""The result of a positioning: the advisor's opinion first, then the tool's profile, and what the interview settles.

groups (skills by block) → bars, agenda (what is drawn, in words) → proposal (what the advisor starts from) → queries,
actions → views; `document` prints it in two languages.
"""
