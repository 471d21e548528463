"""The tables of facts: their columns, and when each line becomes known."""

from labmigration.steering.indicators.columns import Column, Kind


def _columns(**kinds: Kind) -> tuple[Column, ...]:
    return tuple(Column(name, kind) for name, kind in kinds.items())


#: Every table with its columns, in the order in which they are written.
SCHEMA: dict[str, tuple[Column, ...]] = {
    # What is known of the territory and of the day: `value` of `key`, and where it comes from.
    "about": _columns(key="key", value="text", source="text"),
    # One line a person. `age` in whole years on the first day of training, else on the day of referral; `status`,
    # `french_oral`, `french_written`: as the referral tells them; `verdict`: eligible, refused, incomplete.
    "people": _columns(
        person="key",
        referred_on="day",
        age="number",
        sex="word",
        status="word",
        occupation="word",
        referrer="word",
        cohort="word",
        provider="word",
        french_oral="word",
        french_written="word",
        education="word",
        assessed_on="day",
        verdict="word",
        decision="word",
        reasons="text",
        closed_on="day",
        closing_reason="word",
    ),
    # First day of each step of the way: admitted, met, positioned, prescribed, completed.
    "milestones": _columns(person="person", milestone="word", on="day"),
    # Seats in cohorts; `cause` of leaving before the end.
    "seats": _columns(person="person", cohort="word", enrolled_on="day", left_on="day", cause="word"),
    # Hours followed by month, signed by a trainer; `first_on`: the first day followed in that month.
    "hours": _columns(person="person", month="day", hours="number", first_on="day"),
    # Hours of the signed plan.
    "plans": _columns(person="person", hours="number"),
    # Blocks decided by a jury, or held from elsewhere (route "prior").
    "blocks": _columns(person="person", title="word", block="word", route="word", outcome="word", on="day"),
    # Files that were before a jury.
    "sittings": _columns(person="person", title="word", route="word", on="day"),
    # Titles of which every known block is held.
    "titles": _columns(person="person", title="word", on="day"),
    # Contracts that began.
    "contracts": _columns(
        person="person",
        household="text",
        occupation="word",
        kind="word",
        weekly_hours="number",
        gross_hourly="number",
        first_paid_on="day",
        ended_on="day",
        end_cause="word",
    ),
    # The follow-ups at 6, 18 (36) months; `state`: planned, done, lost.
    "follow_ups": _columns(
        person="person",
        month="count",
        due_on="day",
        opens_on="day",
        closes_on="day",
        state="word",
        answered_on="day",
        in_sector="flag",
        weekly_hours="number",
    ),
    # What households said at a follow-up; `going` 1 (badly) to 4 (very well).
    "household_words": _columns(
        person="person",
        month="count",
        asked_on="day",
        answered_on="day",
        going="number",
        employs="flag",
    ),
    # Opinions on modules, 1 to 4 each, without the person.
    "opinions": _columns(
        cohort="word",
        module="word",
        asked_on="day",
        answered_on="day",
        useful="number",
        clear="number",
        welcome="number",
        can_do="number",
    ),
    "tutorships": _columns(person="person", began_on="day", ended_on="day"),
    # Days on which somebody had done every step of her side's civic track.
    "civic": _columns(person="person", done_on="day"),
    "household_civic": _columns(household="text", matched_on="day", done_on="day"),
    # Households' offers; several lines where one was filled and opened again.
    "offers": _columns(offer="text", occupation="word", place="word", opened_on="day", closed_on="day"),
    # Answers to the questions of questionnaires that indicators ask for, and no others.
    "answers": _columns(person="person", wave="word", question="word", answer="word", answered_on="day"),
    # Households' answers to questionnaires; `contract` stands for the person and the household.
    "household_answers": _columns(contract="text", wave="word", question="word", answer="word", answered_on="day"),
    # Answers to questions without a name, counted: nobody can be found behind them.
    "unnamed_answers": _columns(question="word", answer="word", count="count"),
    # What cannot be true: the person is counted out of what it touches, and the error is told.
    "errors": _columns(person="person", error="word", on="day"),
}
#: The day on which a line becomes known; lines without one stand whatever the day.
KNOWN_ON = {
    "milestones": "on",
    "seats": "enrolled_on",
    "hours": "first_on",
    "blocks": "on",
    "sittings": "on",
    "titles": "on",
    "contracts": "first_paid_on",
    "household_words": "asked_on",
    "opinions": "asked_on",
    "tutorships": "began_on",
    "civic": "done_on",
    "offers": "opened_on",
    "answers": "answered_on",
}
#: Days that had not come yet are unknown, with what came with them.
CAME_LATER: dict[str, dict[str, tuple[str, ...]]] = {
    "people": {"assessed_on": ("verdict", "decision", "reasons"), "closed_on": ("closing_reason",)},
    "seats": {"left_on": ("cause",)},
    "contracts": {"ended_on": ("end_cause",)},
    "follow_ups": {"answered_on": ("state", "in_sector", "weekly_hours")},
    "household_words": {"answered_on": ("going", "employs")},
    "opinions": {"answered_on": ("useful", "clear", "welcome", "can_do")},
    "tutorships": {"ended_on": ()},
    "household_civic": {"done_on": ()},
    "offers": {"closed_on": ()},
}
#: What an unknown text becomes, where it is not empty.
UNKNOWN = {"state": "planned"}
