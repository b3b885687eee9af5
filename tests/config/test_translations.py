import pytest
from django.utils import translation
from django.utils.translation import gettext

from config.translations.__main__ import main
from config.translations.catalogues import compile_catalogues, missing, placeholders, problems, skeleton
from config.translations.extraction import Message, NotConstantError, found_in_python, found_in_template

HEADER = """msgid ""
msgstr ""
"Content-Type: text/plain; charset=UTF-8\\n"
"Plural-Forms: nplurals=1; plural=0;\\n"

"""


def in_python(source):
    return [item.message for item in found_in_python(source, "app/file.py")]


def in_template(source):
    return [item.message for item in found_in_template(source, "app/templates/page.html")]


@pytest.fixture
def project(tmp_path):
    """One app whose single string is translated."""
    locale = tmp_path / "directives" / "locale" / "vi" / "LC_MESSAGES"
    locale.mkdir(parents=True)

    def write(
        code='from django.utils.translation import gettext as _\n_("Task")\n', entries="", header=HEADER
    ):
        (tmp_path / "directives" / "code.py").write_text(code, encoding="utf-8")
        (locale / "django.po").write_text(header + entries, encoding="utf-8")
        return tmp_path

    return write


TASK = 'msgid "Task"\nmsgstr "Việc"\n\n'


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ('from django.utils.translation import gettext_lazy as _\nx = _("Task")', [Message("Task")]),
        ('from django.utils import translation\ntranslation.gettext("Task")', [Message("Task")]),
        (
            'from django.utils import translation as t\nt.pgettext("noun", "Report")',
            [Message("Report", "noun")],
        ),
        (
            'from django.utils.translation import ngettext\nngettext("%(n)s day", "%(n)s days", 2)',
            [Message("%(n)s day", plural="%(n)s days")],
        ),
        (
            'from django.utils.translation import npgettext_lazy\nnpgettext_lazy("c", "a day", "days", "n")',
            [Message("a day", "c", "days")],
        ),
        ('from django.utils.translation import gettext\ngettext("one " "two")', [Message("one two")]),
        ("from django.utils.translation import gettext\ngettext(variable)", []),
        ('_ = str\n_("not ours")', []),
        ('from elsewhere import gettext\ngettext("not ours")', []),
    ],
)
def test_found_in_python(source, expected):
    assert in_python(source) == expected


def test_an_f_string_cannot_be_looked_up():
    with pytest.raises(NotConstantError, match=r"app/file\.py:2: gettext got an f-string"):
        in_python('from django.utils.translation import gettext as _\n_(f"Task {n}")')


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ('{% translate "Task" %}', [Message("Task")]),
        ('{% translate "Task" as label %}', [Message("Task")]),
        ('{% translate "Report" context "noun" %}', [Message("Report", "noun")]),
        ('{{ _("Task") }}', [Message("Task")]),
        ('{% include "a.html" with title=_("Task") %}', [Message("Task")]),
        ("{% blocktranslate %}Hello {{ name }}{% endblocktranslate %}", [Message("Hello %(name)s")]),
        ("{% blocktranslate trimmed %}\n  two\n  lines\n{% endblocktranslate %}", [Message("two lines")]),
        (
            "{% blocktranslate count n=x %}{{ n }} day{% plural %}{{ n }} days{% endblocktranslate %}",
            [Message("%(n)s day", plural="%(n)s days")],
        ),
        (
            '{% blocktranslate context "c" count n=x %}day{% plural %}days{% endblocktranslate %}',
            [Message("day", "c", "days")],
        ),
        ('{# _("no") #}{% comment %}{% translate "no" %}{% endcomment %}', []),
    ],
)
def test_found_in_template(source, expected):
    assert in_template(source) == expected


def test_complete_is_silent(project):
    assert problems(project(entries=TASK)) == []


@pytest.mark.parametrize(
    ("entries", "fault"),
    [
        ("", "directives/code.py:2: no Vietnamese for 'Task'"),
        ('msgid "Task"\nmsgstr ""\n', "no Vietnamese for 'Task'"),
        ("#, fuzzy\n" + TASK, "is marked fuzzy"),
        (TASK + TASK, "stands twice"),
        (TASK + 'msgid "Gone"\nmsgstr "Hết"\n', "'Gone' is used nowhere"),
        ('msgid "Task"\nmsgstr "Vie\u0323\u0302c"\n', "is not in NFC"),
        ('msgid "Task"\nmsgstr "Việc %(n)s"\n', "placeholders differ"),
        ('msgid "Task"\nmsgid_plural "Tasks"\nmsgstr[0] "Việc"\n', "has a plural"),
        ('msgid "Task"\nmsgstr "Việc\\n"\n', "line breaks"),
    ],
)
def test_each_fault_is_told(project, entries, fault):
    assert fault in "\n".join(problems(project(entries=entries)))


def test_header_must_fit_vietnamese(project):
    header = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n\n'
    assert any("nplurals=1" in line for line in problems(project(entries=TASK, header=header)))


def test_plural_is_compared_with_the_plural(project):
    code = 'from django.utils.translation import ngettext\nngettext("one day", "%(n)s days", 2)\n'
    right = 'msgid "one day"\nmsgid_plural "%(n)s days"\nmsgstr[0] "%(n)s ngày"\n'
    assert problems(project(code=code, entries=right)) == []


def test_two_apps_may_not_disagree(project):
    root = project(entries=TASK)
    (root / "reports" / "locale" / "vi" / "LC_MESSAGES").mkdir(parents=True)
    (root / "reports" / "code.py").write_text((root / "directives" / "code.py").read_text())
    (root / "reports" / "locale" / "vi" / "LC_MESSAGES" / "django.po").write_text(
        HEADER + 'msgid "Task"\nmsgstr "Nhiệm vụ"\n', encoding="utf-8"
    )
    assert problems(root) == ["'Task': directives and reports translate it differently"]


def test_missing_prints_entries_to_fill_in(project):
    root = project()
    assert skeleton(missing("directives", root)) == '#: directives/code.py:2\nmsgid "Task"\nmsgstr ""\n'


def test_compiled_only_when_newer(project):
    root = project(entries=TASK)
    assert [path.name for path in compile_catalogues(root)] == ["django.mo"]
    assert compile_catalogues(root) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("%(who)s: {count}, %s", ["%(who)s", "%s", "{count}"]),
        ("84%% done, 5% off", []),
        ("{} {}", ["{}"]),
    ],
)
def test_placeholders(text, expected):
    assert placeholders(text) == expected


def test_django_speaks_vietnamese_once_compiled(settings):
    assert main(["compile"]) == 0
    with translation.override("vi"):
        assert gettext("English") == "Tiếng Anh"
