"""What people say in research interviews: consent for each use, sealed words, coding by two, themes and quotes.

It stands beside the stages, not in `steering`: these are a person's own words, which she sees in "my data", takes back
on her telephone, and which an erasure takes away. Steering and the documents read only what `queries` lets out.
"""
