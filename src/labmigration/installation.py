"""Set up, serve and look after one installation."""

import argparse
import multiprocessing
import os
import signal
import socket
import subprocess
import sys
from contextlib import suppress
from types import FrameType

PORT = 8000


def setup(argv: list[str]) -> int:
    """Create or update the database, load programme and territories; safe to repeat."""
    argparse.ArgumentParser(prog="labmigration setup").parse_args(argv)
    _django()
    _prepare()
    print("Base prête.")
    return 0


def serve(argv: list[str]) -> int:
    """Prepare what is missing, then serve pages and background jobs until told to stop."""
    parser = argparse.ArgumentParser(prog="labmigration serve")
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=PORT)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--demo", action="store_true", help="avec le pilote de Marseille, personnes inventées")
    options = parser.parse_args(argv)
    if _answers(options.host, options.port):
        print(
            f"Le port {options.port} est déjà pris : un serveur tourne-t-il encore ? Autre port : --port.",
            file=sys.stderr,
        )
        return 1
    if options.demo:
        os.environ["LABMIGRATION_DEMO"] = "1"
    address = f"http://{options.host}:{options.port}/"
    # Where messages send people, unless a proxy in front is known by another name.
    os.environ.setdefault("LABMIGRATION_ADDRESS", address)
    _django()
    _prepare()
    if options.demo:
        from labmigration.demo.pilot import play_if_missing

        play_if_missing()
    from django.db import connections

    connections.close_all()
    entry = f"{address}demo/  (un clic par rôle, personnes inventées)" if options.demo else address
    print(f"Lab Migration : {entry}", flush=True)
    worker = subprocess.Popen([sys.executable, "-m", "labmigration.cli", "work"])
    try:
        _serve_pages(options.host, options.port, options.workers)
    finally:
        worker.terminate()
        worker.wait(timeout=10)
    return 0


def work(argv: list[str]) -> int:
    """Do background jobs until told to stop."""
    argparse.ArgumentParser(prog="labmigration work").parse_args(argv)
    _django()
    from labmigration.jobs.queue import work_forever

    def stop(_signal: int, _frame: FrameType | None) -> None:
        raise SystemExit(0)

    signal.signal(signal.SIGTERM, stop)
    with suppress(KeyboardInterrupt):
        work_forever()
    return 0


def keys(argv: list[str]) -> int:
    """Rotate the keys of sealed fields; later, finish: drop the keys that nothing is sealed with any more."""
    parser = argparse.ArgumentParser(prog="labmigration keys")
    parser.add_argument("what", choices=["rotate", "finish"])
    options = parser.parse_args(argv)
    _django()
    from labmigration.secrecy.rotation import finish, rotate

    for place, count in (rotate() if options.what == "rotate" else finish()).items():
        print(f"{place} : {count}")
    return 0


def django(argv: list[str]) -> int:
    """Hand over to Django's own commands (migrate, makemigrations, shell …)."""
    from django.core.management import execute_from_command_line

    execute_from_command_line(["labmigration django", *argv])
    return 0


def _django() -> None:
    import django as django_package

    django_package.setup()


def _prepare() -> None:
    from django.core.management import call_command

    from labmigration.territories.loading import load_territories

    call_command("migrate", verbosity=0)
    call_command("createcachetable", verbosity=0)
    load_territories()


def _answers(host: str, port: int) -> bool:
    """Whether someone listens there already. Granian shares ports, so two servers would answer in turn, unnoticed."""
    try:
        with socket.create_connection((host, port), timeout=1):
            return True
    except OSError:
        return False


def _serve_pages(host: str, port: int, workers: int) -> None:
    from granian import Granian
    from granian.constants import Interfaces

    multiprocessing.allow_connection_pickling()
    Granian(
        "labmigration.wsgi:application",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=workers,
        blocking_threads=4,
        log_access=False,
        respawn_failed_workers=True,
    ).serve()
