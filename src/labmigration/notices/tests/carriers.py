"""A carrier for tests that kill its worker: it writes down what it was handed, slowly."""

import os
import time
from pathlib import Path


class FileCarrier:
    """Each message is a line of the file that the environment names; there is time to die before and after it."""

    def send(self, phone: str, text: str) -> None:
        """Append the text and make sure that it is on the disk."""
        time.sleep(0.02)
        with Path(os.environ["CARRIED"]).open("a") as file:
            file.write(f"{text}\n")
            file.flush()
            os.fsync(file.fileno())
        time.sleep(0.02)
