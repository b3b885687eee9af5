"""Who is acting: a person with the posts they hold today. Built once per request and passed down."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from django.db.models import Exists, OuterRef, Q

from departments.models import Assistant, FieldLeader, Membership, Post, Substitute, User
from departments.models.user import LEADER_POSTS, OFFICE_POSTS, RELEASING_POSTS


@dataclass(frozen=True)
class Actor:
    """A person, their own posts and the posts of absent persons they stand for, on one day.

    `standing_for` are posts of others: whatever is asked about posts below counts them too, so that a substitute
    sees and decides what the absent person would. `assists` are the posts of leaders for whom the person may record
    a decision already taken; they open nothing else. Chains do not stack: whom the absent person stands for is not
    here. `fields_led` maps each leader among these persons to their fields. `system` acts are those no person made.
    """

    user: User | None
    posts: tuple[Membership, ...] = ()
    fields_led: Mapping[int, frozenset[int]] = field(default_factory=dict, hash=False)
    system: bool = False
    standing_for: tuple[Membership, ...] = ()
    assists: tuple[Membership, ...] = ()
    on: date = date.max  # the local day on which the posts are held

    @property
    def user_id(self) -> int | None:
        return self.user.pk if self.user else None

    @cached_property
    def all_posts(self) -> tuple[Membership, ...]:
        """The person's own posts, then those they stand for: what one can do oneself is done as oneself."""
        return self.posts + self.standing_for

    @cached_property
    def person_ids(self) -> frozenset[int]:
        """The person and everybody they stand for: what conflicts of interest are compared with."""
        own = {self.user.pk} if self.user else set()
        return frozenset(own | {m.user_id for m in self.standing_for})

    @cached_property
    def leader_ids(self) -> frozenset[int]:
        """Persons among `person_ids` whose post as Chair or Vice-Chair the actor acts in."""
        return frozenset(m.user_id for m in self.all_posts if m.post in LEADER_POSTS)

    @cached_property
    def monitor_ids(self) -> frozenset[int]:
        """Persons among `person_ids` whose post in the Office the actor acts in."""
        return frozenset(m.user_id for m in self.all_posts if m.post in OFFICE_POSTS)

    @cached_property
    def working_as(self) -> Mapping[int, frozenset[int]]:
        """Person → departments in which the actor has that person's desk."""
        desks: dict[int, set[int]] = {self.user.pk: set()} if self.user else {}
        for m in self.all_posts:
            if m.post not in LEADER_POSTS and m.post != Post.ADMINISTRATOR:
                desks.setdefault(m.user_id, set()).add(m.department_id)
        return {user_id: frozenset(departments) for user_id, departments in desks.items()}

    @property
    def field_ids(self) -> frozenset[int]:
        """Fields led by the person or by a leader they stand for."""
        return self._fields_of(self.leader_ids)

    @cached_property
    def seen_leader_ids(self) -> frozenset[int]:
        """Leaders whose directives the person sees: those they act for, and those whose decisions they record."""
        return self.leader_ids | {m.user_id for m in self.assists}

    @property
    def seen_field_ids(self) -> frozenset[int]:
        return self._fields_of(self.seen_leader_ids)

    def _fields_of(self, leaders: frozenset[int]) -> frozenset[int]:
        return frozenset().union(*(fields for leader, fields in self.fields_led.items() if leader in leaders))

    @property
    def is_office(self) -> bool:
        """Issues, verifies, urges: the Office's chief and its monitors."""
        return any(m.post in OFFICE_POSTS for m in self.all_posts)

    @property
    def is_chief_of_office(self) -> bool:
        return any(m.post == Post.CHIEF_OF_OFFICE for m in self.all_posts)

    @property
    def is_chair(self) -> bool:
        return any(m.post == Post.CHAIR for m in self.all_posts)

    @property
    def is_leader(self) -> bool:
        return any(m.post in LEADER_POSTS for m in self.all_posts)

    @property
    def is_administrator(self) -> bool:
        return self.user is not None and self.user.is_staff

    @property
    def hands_over_desks(self) -> bool:
        """Chief of Office and administrators: leaders' and monitors' desks; heads: those of their officers."""
        chief = self.is_chief_of_office or self.is_administrator
        return chief or any(m.post == Post.HEAD for m in self.all_posts)

    @property
    def sees_as_chair(self) -> bool:
        """The Chair, and whoever records the Chair's decisions."""
        return self.is_chair or any(m.post == Post.CHAIR for m in self.assists)

    @property
    def sees_everything(self) -> bool:
        return self.is_office or self.sees_as_chair

    @property
    def department_ids(self) -> frozenset[int]:
        """Departments this person works in; the committee's leaders work in none of them."""
        working = [m for m in self.all_posts if m.post not in LEADER_POSTS and m.post != Post.ADMINISTRATOR]
        return frozenset(m.department_id for m in working)

    @property
    def releasing_department_ids(self) -> frozenset[int]:
        """Departments in whose name this person may let something leave."""
        return frozenset(
            m.department_id
            for m in self.all_posts
            if m.post in RELEASING_POSTS or (m.department.officers_release and m.post == Post.OFFICER)
        )

    @property
    def managing_department_ids(self) -> frozenset[int]:
        """Departments whose work this person hands out: head, deputy, clerk, chief of Office."""
        return frozenset(m.department_id for m in self.all_posts if m.post in RELEASING_POSTS)

    def post_in(self, department_id: int | None) -> Membership | None:
        """The post the person would act in for `department_id`; None when they hold none there."""
        return next((m for m in self.all_posts if m.department_id == department_id), None)

    def post_among(self, posts: frozenset[Post]) -> Membership | None:
        return next((m for m in self.all_posts if m.post in posts), None)

    @cached_property
    def hats(self) -> tuple["Actor", ...]:
        """One actor per post, own posts first: what could be done in that post alone."""
        if len(self.all_posts) <= 1 and not self.standing_for:
            return (self,)
        return tuple(self.in_post(post) for post in self.all_posts)

    def in_post(self, post: Membership) -> "Actor":
        """The holder of `post` with that post alone. Needs `post.user` loaded."""
        return Actor(user=post.user, posts=(post,), fields_led=self.fields_led, on=self.on)


SYSTEM = Actor(user=None, system=True)


def actor_of(user: User, on: date) -> Actor:
    """The actor that `user` is on the local date `on`: one SQL statement, a second where a leader is among them."""
    standing = Substitute.objects.in_force(on).filter(substitute__user=user)
    assisting = Assistant.objects.in_force(on).filter(assistant=user)
    reached = Q(pk__in=standing.values("absent_id")) | Q(pk__in=assisting.values("leader_id"))
    rows = (
        Membership.objects.active(on)
        .filter(Q(user=user) | reached)
        .annotate(stood_for=Exists(standing.filter(absent_id=OuterRef("pk"))))
        .select_related("department", "division", "user")
        .order_by("pk")
    )
    own: list[Membership] = []
    standing_for: list[Membership] = []
    assists: list[Membership] = []
    for row in rows:
        stood_for: bool = getattr(row, "stood_for")  # noqa: B009 -- annotated above, which no type says
        kind = own if row.user_id == user.pk else standing_for if stood_for else assists
        kind.append(row)
    leaders = {row.user_id for row in (*own, *standing_for, *assists) if row.post in LEADER_POSTS}
    return Actor(
        user=user,
        posts=tuple(own),
        fields_led=_fields(leaders),
        standing_for=tuple(standing_for),
        assists=tuple(assists),
        on=on,
    )


def _fields(leaders: set[int]) -> dict[int, frozenset[int]]:
    """Leader → fields they are in charge of; no statement without leaders."""
    if not leaders:
        return {}
    found: dict[int, set[int]] = {}
    rows = FieldLeader.objects.filter(leader_id__in=leaders).values_list("leader_id", "field_id")
    for leader_id, field_id in rows:
        found.setdefault(leader_id, set()).add(field_id)
    return {leader_id: frozenset(fields) for leader_id, fields in found.items()}
