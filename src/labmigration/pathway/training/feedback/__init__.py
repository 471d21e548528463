"""What people think of a module once it is over: Kirkpatrick's levels 1 (reaction) and 2 (what I can now do).

Five taps on her telephone or behind a link; nobody reads one person's answer. models → actions, queries (numbers only)
→ sweeping (who is asked when) → forms, views.
"""
