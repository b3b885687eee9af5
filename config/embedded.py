"""What the embedded mode makes for itself on first start: its folder and its two keys."""

import os
import secrets
from pathlib import Path


def own_folder(path: Path) -> Path:
    path.mkdir(parents=True, exist_ok=True)
    return path


def kept_secret(path: Path) -> str:
    """64 random hexadecimal digits, written once and readable by the owner alone.

    The file is linked into place whole, so that two processes starting together agree on one key
    and neither ever reads half of it.
    """
    if not path.exists():
        draft = path.with_name(f"{path.name}.{os.getpid()}.draft")
        descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w") as file:
            file.write(secrets.token_hex(32))
        try:
            os.link(draft, path)
        except FileExistsError:
            pass
        finally:
            draft.unlink()
    return path.read_text().strip()
