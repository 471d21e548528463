"""How the Lab finds out whether it helps: a plan registered before the data, what a design can show, frozen data and a
report that anybody rebuilds from them, people who wait as a comparison.

planner (what a design can show) · models, states, actions (plans, amendments, freezes) · freezing/ (files of a freeze,
written and checked) · report/ (from a freeze, without a database) · views.
"""
