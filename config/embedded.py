"""What the embedded mode makes for itself on first start: its folder and its two keys."""

import contextlib
import os
import secrets
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured


def own_folder(path: Path) -> Path:
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise unwritable(path, error) from None
    return path


def unwritable(path: Path, error: OSError) -> ImproperlyConfigured:
    return ImproperlyConfigured(
        f"{path} cannot be written ({error.strerror}). Give it to the account the service runs under, "
        "or name another folder with DONDOC_VAR."
    )


def kept_secret(path: Path) -> str:
    """64 random hexadecimal digits, written once and readable by the owner alone.

    The file is linked into place whole, so that two processes starting together agree on one key
    and neither ever reads half of it.
    """
    try:
        if not path.exists():
            write_once(path, secrets.token_hex(32))
        return path.read_text().strip()
    except OSError as error:
        raise unwritable(path, error) from None


def write_once(path: Path, text: str) -> None:
    draft = path.with_name(f"{path.name}.{os.getpid()}.draft")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w") as file:
        file.write(text)
    try:
        with contextlib.suppress(FileExistsError):
            os.link(draft, path)
    finally:
        draft.unlink()
