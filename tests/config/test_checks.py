import pytest
from django.core.checks import run_checks

from config import checks
from config.environment import Environment

RANDOM = "5d1f0c2b9a8e7f6e4d3c2b1a0f9e8d7c6b5a49382716f5e4d3c2b1a0f9e8d7c6"


@pytest.fixture
def sound(settings, tmp_path):
    settings.SECRET_KEY = RANDOM
    settings.JOURNAL_KEY = bytes.fromhex(RANDOM[::-1])
    settings.FILES_DIR = tmp_path
    settings.ALLOWED_HOSTS = ["dondoc.example"]
    settings.SITE_URL = "https://dondoc.example"
    settings.SECURE_SSL = True
    settings.EMBEDDED = False
    settings.PROXIES = 1
    settings.ENVIRONMENT = Environment({})
    return settings


def found() -> list[str]:
    own = ("config.E", "config.W")
    return sorted(str(message.id) for message in run_checks() if str(message.id).startswith(own))


def test_sound_settings_pass(sound):
    assert found() == []


@pytest.mark.parametrize("key", ["short", "a" * 64])
def test_weak_secret_key(sound, key):
    sound.SECRET_KEY = key
    assert found() == ["config.E001"]


def test_weak_journal_key(sound):
    sound.JOURNAL_KEY = bytes(32)
    assert found() == ["config.E002"]


def test_one_key_for_both_uses(sound):
    sound.JOURNAL_KEY = bytes.fromhex(sound.SECRET_KEY)
    assert found() == ["config.E003"]


def test_files_folder_missing_in_real_mode(sound, tmp_path):
    sound.FILES_DIR = tmp_path / "nowhere"
    assert found() == ["config.E004"]
    assert not sound.FILES_DIR.exists()


def test_files_folder_is_made_in_embedded_mode(sound, tmp_path):
    sound.EMBEDDED = True
    sound.FILES_DIR = tmp_path / "files"
    assert found() == []
    assert sound.FILES_DIR.is_dir()


def test_files_folder_is_a_file(sound, tmp_path):
    sound.FILES_DIR = tmp_path / "file"
    sound.FILES_DIR.write_text("")
    assert found() == ["config.E004"]


def test_links_in_mails_must_reach_us(sound):
    sound.SITE_URL = "https://other.example"
    assert found() == ["config.E005"]


def test_plain_address_behind_redirect(sound):
    sound.SITE_URL = "http://dondoc.example"
    assert found() == ["config.E006"]
    sound.SECURE_SSL = False
    assert found() == []


def test_any_host_warns(sound):
    sound.ALLOWED_HOSTS = ["*"]
    assert found() == ["config.W001"]


def test_redirects_without_a_proxy_warn(sound):
    sound.PROXIES = 0
    assert found() == ["config.W004"]


def test_debug_in_real_mode_warns(sound):
    sound.DEBUG = True
    assert found() == ["config.W002"]


def test_misspelling_warns(sound):
    sound.ENVIRONMENT = Environment({"ALLOWED_HOST": "x"})
    assert found() == ["config.W003"]


def test_every_message_names_a_variable_and_a_remedy(sound, tmp_path):
    sound.SECRET_KEY, sound.JOURNAL_KEY, sound.FILES_DIR = "x", bytes(32), tmp_path / "nowhere"
    sound.ALLOWED_HOSTS, sound.DEBUG = ["*"], True
    messages = [
        *checks.check_keys(None),
        *checks.check_files_folder(None),
        *checks.check_addresses(None),
        *checks.check_debug(None),
    ]
    assert len(messages) == 5
    for message in messages:
        assert message.msg.split()[0] in ("SECRET_KEY", "JOURNAL_KEY", "FILES_DIR", "ALLOWED_HOSTS", "DEBUG")
        assert message.hint
