"""A private PostgreSQL cluster for tests and measures: made, started, and thrown away."""

import os
import pwd
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

SERVER_USER = "postgres"


def server_programs() -> Path | None:
    """The folder of `initdb` and `pg_ctl`, the newest version first; None when there is no server here."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: float(path.parts[-3]))
    if found:
        return found[-1].parent
    on_path = shutil.which("initdb")
    return Path(on_path).parent if on_path else None


@contextmanager
def private_cluster(*, durable: bool = False) -> Iterator[str]:
    """Start a cluster and give its URL, up to the database name; stopped and deleted at the end.

    PostgreSQL refuses to run as root, so root runs it as its own user. `durable` keeps fsync on, for measures.
    """
    programs = server_programs()
    if programs is None:
        raise FileNotFoundError("initdb")
    folder = Path(tempfile.mkdtemp(prefix="labmigration-pg-"))
    prefix: list[str] = []
    if os.getuid() == 0:
        owner = pwd.getpwnam(SERVER_USER)
        os.chown(folder, owner.pw_uid, owner.pw_gid)
        prefix = ["runuser", "-u", SERVER_USER, "--"]
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    data, log = folder / "data", folder / "log"
    run = {"stdout": subprocess.DEVNULL, "cwd": folder}
    options = f"-p {port} -k {folder} -c listen_addresses=127.0.0.1 -c max_connections=60"
    if not durable:
        options += " -c fsync=off -c synchronous_commit=off -c full_page_writes=off"
    try:
        subprocess.run(
            [*prefix, programs / "initdb", "-D", data, "-A", "trust", "-U", SERVER_USER, "-E", "UTF8", "--no-sync"],
            check=True,
            **run,
        )
        subprocess.run(
            [*prefix, programs / "pg_ctl", "-D", data, "-l", log, "-o", options, "-w", "start"], check=True, **run
        )
        try:
            subprocess.run(
                [*prefix, programs / "createdb", "-h", "127.0.0.1", "-p", str(port), "-U", SERVER_USER, "labmigration"],
                check=True,
                **run,
            )
            yield f"postgresql://{SERVER_USER}@127.0.0.1:{port}/labmigration"
        finally:
            subprocess.run([*prefix, programs / "pg_ctl", "-D", data, "-m", "immediate", "stop"], check=False, **run)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
