"""Who sits in which group, that nobody sits in two at once, and what those who are away miss."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from itertools import combinations

from ortools.sat.python import cp_model

from labmigration.decisions.timetable.board import Board, Var
from labmigration.decisions.timetable.case import Case, Course, Group
from labmigration.decisions.timetable.sittings import Sittings


@dataclass
class Members:
    """`inside`: whether a trainee is in a group, where the module has several; `larger`: whether it has one more."""

    inside: dict[Group, dict[str, Var]] = field(default_factory=dict)
    larger: dict[Group, Var | bool] = field(default_factory=dict)


class Cliques:
    """Groups of a cohort that share somebody for sure: of each set, one at most sits at a time."""

    def __init__(self, courses: Sequence[Course]) -> None:
        single = {course.groups[0]: frozenset(course.followers) for course in courses if len(course.groups) == 1}
        found = {
            frozenset(group for group, followers in single.items() if one in followers)
            for course in courses
            for one in course.followers
        }
        for course in courses:
            if len(course.groups) > 1:
                around = {group for group, followers in single.items() if followers.issuperset(course.followers)}
                found.update(frozenset({*around, group}) for group in course.groups)
        largest = [one for one in found if one and not any(one < other for other in found)]
        self.sets = sorted(tuple(sorted(one)) for one in largest)
        self.pairs = {pair for one in self.sets for pair in combinations(one, 2)}
        self.courses = courses

    def is_alone(self, group: Group) -> bool:
        """Whether no other group of the cohort may sit at the same time."""
        others = [other for course in self.courses for other in course.groups if other != group]
        return all((min(group, other), max(group, other)) in self.pairs for other in others)


def fill(board: Board, case: Case, course: Course, members: Members) -> None:
    """Give every follower a group, as evenly as can be; the members of fixed groups are given."""
    cp = board.cp
    fixed = [(group, one) for group in course.groups for one in case.fixed.get(group, ())]
    if len(course.groups) == 1:
        if any(tuple(sorted(one.trainees)) != course.followers for _group, one in fixed):
            board.never()
        return
    told_apart = bool(fixed) or any(group in case.previous for group in course.groups)
    for rank, group in enumerate(course.groups):
        inside = members.inside[group] = {one: board.new() for one in course.followers}
        free = told_apart and course.larger > 0
        larger = members.larger[group] = board.new() if free else rank < course.larger
        cp.add(cp_model.LinearExpr.sum(list(inside.values())) == course.least + larger)
    if told_apart and course.larger > 0:
        cp.add(cp_model.LinearExpr.sum([members.larger[group] for group in course.groups]) == course.larger)
    for one in course.followers:
        cp.add_exactly_one(members.inside[group][one] for group in course.groups)
    for group, session in fixed:
        for one, var in members.inside[group].items():
            cp.add(var == int(one in session.trainees))
    if not told_apart and not course.larger:  # groups that nothing tells apart: the first trainee is in the first
        cp.add(members.inside[course.groups[0]][course.followers[0]] == 1)


def keep_apart(board: Board, courses: Sequence[Course], cliques: Cliques, sittings: Sittings, members: Members) -> None:
    """Nobody sits in two groups at once, where the cliques don't say so already."""
    for first, second in combinations(courses, 2):
        both = [one for one in first.followers if one in set(second.followers)]
        for one in first.groups:
            for other in second.groups:
                if both and (min(one, other), max(one, other)) not in cliques.pairs:
                    _apart_if_shared(board, one, other, both, sittings, members)


def _apart_if_shared(
    board: Board, one: Group, other: Group, both: Iterable[str], sittings: Sittings, members: Members
) -> None:
    ways = [[members.inside[group][name] for group in (one, other) if group in members.inside] for name in both]
    rows = [[var.index for var in way] for way in ways]
    shared = board.derived(lambda values: int(any(all(values[row] for row in way) for way in rows)))
    for way in ways:
        board.cp.add_bool_or([*(~var for var in way), shared])
    here, there = sittings.at[one], sittings.at[other]
    for row in here.keys() & there.keys():
        board.cp.add_bool_or([~here[row], ~there[row], ~shared])


def count_missed(board: Board, case: Case, courses: Collection[Course], sittings: Sittings, members: Members) -> None:
    """What each trainee misses costs, and is no more than her share."""
    missed: dict[str, list[Var]] = {}
    for course in courses:
        for group in course.groups:
            sits = sittings.at[group]
            for name in course.followers:
                for row in sorted(case.trainee_away[name] & sits.keys()):
                    absent = sits[row]
                    if group in members.inside:
                        absent = board.both(sits[row], members.inside[group][name])
                    missed.setdefault(name, []).append(absent)
                    board.cost(absent, case.weights["missed"])
    for name, absences in missed.items():
        most = case.most_missed[name]
        if len(absences) > most:
            board.cp.add(cp_model.LinearExpr.sum(absences) <= most)
