import stat

import pytest
from django.core.exceptions import ImproperlyConfigured

from config.embedded import kept_secret, own_folder, write_once


def test_secret_is_made_once_and_private(tmp_path):
    path = tmp_path / "secret-key"
    first = kept_secret(path)
    assert len(first) == 64
    assert kept_secret(path) == first
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert list(tmp_path.iterdir()) == [path]


def test_an_existing_secret_wins_over_a_late_writer(tmp_path):
    path = tmp_path / "secret-key"
    first = kept_secret(path)
    write_once(path, "late")
    assert path.read_text() == first


def test_unwritable_folder_names_the_variable(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(ImproperlyConfigured, match="DONDOC_VAR"):
        own_folder(tmp_path / "file" / "var")
