"""The table itself: complete, without dead ends, and the same in the document, the flow and the doors."""

from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from django.db import connection
from django.urls import reverse
from django.utils import translation

from directives.lifecycle import OPEN, PART_VERBS, STEP, Role, Status
from directives.lifecycle_document import document
from directives.models import JournalEntry
from directives.services.verbs import SERVICES
from directives.vendor import journal_guard
from tests.directives.services.doing import do
from workflows.flows import AssignmentFlow


def test_the_document_is_the_table():
    with translation.override("en"):
        assert (Path(settings.BASE_DIR) / "docs/lifecycle.md").read_text(encoding="utf-8") == document()


def test_every_open_state_in_use_has_a_step_and_a_way_on():
    for status in OPEN - {Status.PAUSED}:
        assert STEP[status] in {node.name for node in AssignmentFlow.instance.nodes()}
        assert [verb for verb in PART_VERBS if status in verb.sources and verb.target != status]


def test_every_verb_has_a_service_and_a_door():
    for verb in PART_VERBS:
        assert verb.name in SERVICES
        assert reverse("part_verb", args=[1, verb.name])
        assert reverse(f"api_part_{verb.name.strip('_')}", args=[1])
        assert verb.roles <= frozenset(Role)


def test_every_human_step_is_guarded():
    """Open to nobody through viewflow's own doors: a node with neither owner nor permission is open to anyone."""
    for node in AssignmentFlow.instance.nodes():
        if node.task_type == "HUMAN":
            assert node._owner_permission == "workflows.act_through_viewflow"


@pytest.mark.django_db
def test_verify_journal_command(cast, issued, capsys):

    directive = issued()
    do("accept", directive, cast.actor(cast.head))
    call_command("verify_journal")
    assert "1 streams and 0 seals unbroken" in capsys.readouterr().out
    journal_guard.remove(connection)
    JournalEntry.objects.filter(seq=2).update(to_status="completed")
    journal_guard.install(connection)
    with pytest.raises(CommandError):
        call_command("verify_journal")
