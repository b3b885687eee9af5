from pathlib import Path

from config.environment import REQUIRED_IN_REAL_MODE, VARIABLES

README = (Path(__file__).resolve().parents[2] / "README.md").read_text(encoding="utf-8")


def test_every_variable_stands_in_the_table():
    rows = [line for line in README.splitlines() if line.startswith("| `")]
    named = {name for name in VARIABLES if any(f"`{name}`" in row for row in rows)}
    assert named == set(VARIABLES)


def test_required_variables_are_marked():
    for name in REQUIRED_IN_REAL_MODE:
        assert f"| `{name}` | required |" in README
