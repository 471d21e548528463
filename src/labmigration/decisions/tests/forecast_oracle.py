"""The same territory in SimPy, person by person, with the engine's own draws: both must agree to the last digits.

Written from the contract alone; nothing of the engine is used but what chance gave to each person.
"""

import math
from dataclasses import dataclass, field

import simpy

from labmigration.decisions.forecast import Problem
from labmigration.decisions.forecast.draws import Draws


@dataclass
class Run:
    """One replication: moments and waits of people, in no particular order; months that people were served."""

    arrived: list[float] = field(default_factory=list)
    started: list[float] = field(default_factory=list)
    hired: list[float] = field(default_factory=list)
    left: list[float] = field(default_factory=list)
    reached_6: list[float] = field(default_factory=list)
    reached_18: list[float] = field(default_factory=list)
    advisor_waits: list[float] = field(default_factory=list)
    cohort_waits: list[float] = field(default_factory=list)
    room_waits: list[float] = field(default_factory=list)
    match_waits: list[float] = field(default_factory=list)
    advisors_busy: float = 0.0
    rooms_busy: float = 0.0


class Territory:
    """Lines of people by track, advisors, rooms."""

    def __init__(self, problem: Problem, draws: Draws, column: int) -> None:
        self.problem, self.run = problem, Run()
        self.horizon = float(problem.months)
        self.chance = [float(one[column]) for one in (draws.chance, draws.after_6, draws.after_18)]
        self.mine = {
            name: getattr(draws, name)[:, column].tolist()
            for name in ("arrivals", "interviews", "tracks", "luck", "delays", "stays")
        }
        self.env = simpy.Environment()
        self.advisors = simpy.Resource(self.env, problem.advisors.count)
        self.lines = [[] for _ in range(problem.cohorts.tracks)]
        self.free_rooms = problem.cohorts.rooms
        self.seen = 0

    def play(self) -> Run:
        self.env.process(self._come())
        self.env.run(until=self.horizon)
        for line in self.lines:
            self._tell_waits_of_complete(line)
        return self.run

    def _come(self):
        for arrival, length in zip(self.mine["arrivals"], self.mine["interviews"], strict=True):
            if arrival > self.horizon:
                return
            yield self.env.timeout(arrival - self.env.now)
            self.run.arrived.append(self.env.now)
            self.env.process(self._meet_advisor(length))

    def _meet_advisor(self, length):
        came = self.env.now
        with self.advisors.request() as turn:
            yield turn
            began = self.env.now
            self.run.advisors_busy += min(length, self.horizon - began)
            yield self.env.timeout(length)
        self.run.advisor_waits.append(began - came)
        rank, self.seen = self.seen, self.seen + 1
        self.lines[self.mine["tracks"][rank]].append((self.env.now, rank))
        self._open()
        longest = self.problem.cohorts.max_wait_months
        if longest is not None:
            yield self.env.timeout(longest)
            self._open()

    def _complete_at(self, line):
        rules = self.problem.cohorts
        moments = [math.inf]
        if len(line) >= rules.start_with:
            moments.append(line[rules.start_with - 1][0])
        if line and rules.max_wait_months is not None:
            moments.append(line[0][0] + rules.max_wait_months)
        return min(moments)

    def _open(self):
        while self.free_rooms:
            complete, track = min((self._complete_at(line), track) for track, line in enumerate(self.lines))
            if complete > self.env.now:
                return
            line = self.lines[track]
            cohort, line[:] = line[: self.problem.cohorts.size], line[self.problem.cohorts.size :]
            self.free_rooms -= 1
            self.env.process(self._train(cohort, complete))

    def _train(self, cohort, complete):
        now, months = self.env.now, self.problem.cohorts.months
        self.run.rooms_busy += min(months, self.horizon - now)
        for ready, rank in cohort:
            self.run.started.append(now)
            self.run.cohort_waits.append(max(0.0, complete - ready))
            self.run.room_waits.append(now - max(ready, complete))
            self._follow(now + months, rank)
        yield self.env.timeout(months)
        self.free_rooms += 1
        self._open()

    def _follow(self, passed, rank):
        chance, after_6, after_18 = self.chance
        if self.mine["luck"][rank] >= chance:
            return
        delay = self.problem.match.mean_months * self.mine["delays"][rank]
        hired, stay = passed + delay, self._stay(self.mine["stays"][rank], after_6, after_18)
        self.run.hired.append(hired)
        if hired <= self.horizon:
            self.run.match_waits.append(delay)
        self.run.left.append(hired + stay)
        if stay >= 6:
            self.run.reached_6.append(hired + 6)
        if stay >= 18:
            self.run.reached_18.append(hired + 18)

    @staticmethod
    def _stay(draw, after_6, after_18):
        """The moment at which exp(−cumulated rate) falls to exp(−draw)."""
        if after_6 == 0:
            return 0.0
        if draw < -math.log(after_6):
            return 6 * draw / -math.log(after_6)
        if after_18 == 0:
            return 6.0
        if after_18 == after_6:
            return math.inf
        return 6 + 12 * (draw + math.log(after_6)) / math.log(after_6 / after_18)

    def _tell_waits_of_complete(self, line):
        """Who sits in a cohort that is complete but has no room yet has passed that step too."""
        while (complete := self._complete_at(line)) <= self.horizon:
            for ready, _rank in line[: self.problem.cohorts.size]:
                self.run.cohort_waits.append(max(0.0, complete - ready))
            line[:] = line[self.problem.cohorts.size :]


def up_to(moments: list[float], months: int) -> list[int]:
    """How many lie at or before the end of each month."""
    return [sum(moment <= month for moment in moments) for month in range(1, months + 1)]
