"""Rules are read from the database whenever they are asked for, and once where an answer changes nothing."""

import pytest

from directives.models import Rule
from directives.rules import load_rules, read_once

pytestmark = pytest.mark.django_db


def test_one_answer_reads_them_once_and_the_next_reads_them_anew(django_assert_num_queries):
    with django_assert_num_queries(1), read_once():
        assert load_rules() is load_rules()
    Rule.objects.create(key="silent_days", value=7)
    with read_once():
        assert load_rules().silent_days == 7


def test_an_act_sees_what_it_has_changed_itself():
    assert load_rules().silent_days == 10
    Rule.objects.create(key="silent_days", value=7)
    assert load_rules().silent_days == 7
