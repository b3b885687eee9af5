"""Who is acting: a person with the posts they hold today. Built once per request and passed down."""

from dataclasses import dataclass, field
from datetime import date

from departments.models import Membership, Post, User
from departments.models.user import LEADER_POSTS, OFFICE_POSTS, RELEASING_POSTS


@dataclass(frozen=True)
class Actor:
    """A person and their posts on one day. `system` acts are those no person made (implied acceptance)."""

    user: User | None
    posts: tuple[Membership, ...] = ()
    field_ids: frozenset[int] = field(default_factory=frozenset)
    system: bool = False

    @property
    def user_id(self) -> int | None:
        return self.user.pk if self.user else None

    @property
    def is_office(self) -> bool:
        """Issues, verifies, urges: the Office's chief and its monitors."""
        return any(m.post in OFFICE_POSTS for m in self.posts)

    @property
    def is_chair(self) -> bool:
        return any(m.post == Post.CHAIR for m in self.posts)

    @property
    def is_leader(self) -> bool:
        return any(m.post in LEADER_POSTS for m in self.posts)

    @property
    def sees_everything(self) -> bool:
        return self.is_office or self.is_chair

    @property
    def department_ids(self) -> frozenset[int]:
        """Departments this person works in; the committee's leaders work in none of them."""
        working = [m for m in self.posts if m.post not in LEADER_POSTS and m.post != Post.ADMINISTRATOR]
        return frozenset(m.department_id for m in working)

    @property
    def releasing_department_ids(self) -> frozenset[int]:
        """Departments in whose name this person may let something leave."""
        return frozenset(
            m.department_id
            for m in self.posts
            if m.post in RELEASING_POSTS or (m.department.officers_release and m.post == Post.OFFICER)
        )

    @property
    def managing_department_ids(self) -> frozenset[int]:
        """Departments whose work this person hands out: head, deputy, clerk, chief of Office."""
        return frozenset(m.department_id for m in self.posts if m.post in RELEASING_POSTS)

    def post_in(self, department_id: int | None) -> Membership | None:
        """The post the person would act in for `department_id`; None when they hold none there."""
        return next((m for m in self.posts if m.department_id == department_id), None)

    def post_among(self, posts: frozenset[Post]) -> Membership | None:
        return next((m for m in self.posts if m.post in posts), None)


SYSTEM = Actor(user=None, system=True)


def actor_of(user: User, on: date) -> Actor:
    """The actor that `user` is on the local date `on`: two SQL statements."""
    posts = tuple(
        Membership.objects.active(on)
        .filter(user=user)
        .select_related("department", "division")
        .order_by("pk")
    )
    leads = any(m.post in LEADER_POSTS for m in posts)
    fields = frozenset(user.fields_led.values_list("field_id", flat=True)) if leads else frozenset()
    return Actor(user=user, posts=posts, field_ids=fields)
