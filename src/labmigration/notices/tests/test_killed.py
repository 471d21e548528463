"""The worker is killed in the middle of its messages: nothing is lost, nothing is sent twice."""

import os
import random
import signal
import sqlite3
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

import pytest

COMMAND = [sys.executable, "-m", "labmigration.cli"]
MESSAGES, KILLS = 60, 5
WRITE = f"""
from labmigration.notices.outbox import put
for number in range({MESSAGES}):
    put("sms", "+33612345678", body=f"message {{number}}", key=f"m{{number}}")
"""


@pytest.fixture
def installation(tmp_path):
    """An environment with a database of its own, messages waiting in it."""
    told = {
        **os.environ,
        "LABMIGRATION_HOME": str(tmp_path / "home"),
        "LABMIGRATION_DATABASE_URL": "",
        "LABMIGRATION_SMS_DELIVERY": "labmigration.notices.tests.carriers.FileCarrier",
        "LABMIGRATION_LOG": "CRITICAL",
        "CARRIED": str(tmp_path / "carried"),
    }
    subprocess.run([*COMMAND, "setup"], env=told, check=True, stdout=subprocess.DEVNULL)
    subprocess.run([*COMMAND, "django", "shell", "-v0", "-c", WRITE], env=told, check=True, stdout=subprocess.DEVNULL)
    return told


def rows(installation, sql):
    with sqlite3.connect(Path(installation["LABMIGRATION_HOME"]) / "labmigration.sqlite3", timeout=20) as opened:
        return opened.execute(sql).fetchall()


def waiting(installation):
    (count,) = rows(installation, "SELECT count(*) FROM jobs_job WHERE state = 'waiting' AND name = 'deliver_notice'")
    return count[0]


def time_passes(installation):
    """Leases run out, and whoever was sending has been silent for long."""
    rows(installation, "UPDATE jobs_job SET leased_until = NULL, due_at = '2020-01-01 00:00:00'")
    rows(installation, "UPDATE notices_outboxmessage SET leaving_at = '2020-01-01 00:00:00' WHERE state = 'leaving'")


def test_a_killed_worker_loses_nothing_and_sends_nothing_twice(installation):
    draw = random.Random()
    carried = Path(installation["CARRIED"])
    for _kill in range(KILLS):
        worker = subprocess.Popen([*COMMAND, "work"], env=installation)
        begun = carried.read_text().count("\n") if carried.exists() else 0
        deadline = time.monotonic() + 30
        while time.monotonic() < deadline and (carried.read_text().count("\n") if carried.exists() else 0) == begun:
            time.sleep(0.005)
        time.sleep(draw.uniform(0, 0.3))
        os.kill(worker.pid, signal.SIGKILL)
        worker.wait()
        time_passes(installation)
    worker = subprocess.Popen([*COMMAND, "work"], env=installation)
    deadline = time.monotonic() + 60
    while waiting(installation) and time.monotonic() < deadline:
        time.sleep(0.1)
    worker.terminate()
    worker.wait()
    left = Counter(carried.read_text().splitlines())
    assert max(left.values()) == 1, "sent twice"
    fates = Counter(state for (state,) in rows(installation, "SELECT state FROM notices_outboxmessage"))
    assert set(fates) <= {"sent", "unknown"} and sum(fates.values()) == MESSAGES
    assert fates["unknown"] <= KILLS
    assert fates["sent"] <= len(left) <= MESSAGES, "what is said to be sent was sent"
