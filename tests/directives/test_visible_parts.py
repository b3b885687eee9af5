"""The query of what one sees and the question about one part give the same answer, for everybody."""

from dataclasses import replace

import pytest

from departments.models import Membership, Post
from directives import permissions
from directives.models import Assignment
from tests.reports.volume import Volume

pytestmark = [pytest.mark.django_db, pytest.mark.twin]


def test_query_and_question_agree_for_everybody(cast):
    parts = Volume(cast, seed=3).make(120)
    two_posts = Membership.objects.create(user=cast.other_vice_chair, department=cast.farming, post=Post.HEAD)
    everybody = [person for person in vars(cast).values() if hasattr(person, "username")]
    assert two_posts.user in everybody
    for person in everybody:
        actor = cast.actor(person)
        seen = set(permissions.visible_parts(actor).values_list("pk", flat=True))
        own: dict[int, list[Assignment]] = {}
        for part in parts:
            if part.department_id in actor.department_ids:
                own.setdefault(part.directive_id, []).append(part)
        expected = {
            part.pk
            for part in parts
            if part.status != "draft"
            and permissions.may_see(actor, part.directive, own.get(part.directive_id, []))
            and permissions.may_see_part(actor, part.directive, part)
        }
        assert seen == expected, person.username


def test_a_department_of_nobody_sees_nothing(cast):
    Volume(cast, seed=4).make(5)
    nobody = replace(cast.actor(cast.administrator), posts=())
    assert not permissions.visible_parts(nobody).exists()
