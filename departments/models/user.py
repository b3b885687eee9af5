"""People and the posts they hold. One person may hold two posts; every act names the post it was done in."""

from datetime import date
from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.contrib.auth.validators import UnicodeUsernameValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from departments.models.department import Department, Division
from departments.text import fold, given_name_key


class UserManager(BaseUserManager["User"]):
    def create_user(self, username: str, password: str | None = None, **fields: Any) -> "User":
        user = self.model(username=self.model.normalize_username(username), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, username: str, password: str | None = None, **fields: Any) -> "User":
        return self.create_user(username, password, **{"is_staff": True, "is_superuser": True, **fields})


class User(AbstractBaseUser, PermissionsMixin):
    """A person. Deactivated when they leave, never deleted: the journal keeps pointing at them."""

    username = models.CharField(
        _("username"), max_length=150, unique=True, validators=[UnicodeUsernameValidator()]
    )
    full_name = models.CharField(_("full name"), max_length=150)
    email = models.EmailField(_("email address"), blank=True)
    phone = models.CharField(_("phone"), max_length=32, blank=True)
    language = models.CharField(
        _("language"), max_length=8, default="vi", choices=[("vi", "Tiếng Việt"), ("en", "English")]
    )
    is_active = models.BooleanField(_("active"), default=True)
    is_staff = models.BooleanField(_("administrator"), default=False)
    date_joined = models.DateTimeField(_("date joined"), auto_now_add=True)
    sort_key = models.CharField(max_length=200, editable=False)
    folded = models.CharField(max_length=300, editable=False)

    objects = UserManager()

    USERNAME_FIELD = "username"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["full_name"]

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("people")
        ordering = ["sort_key", "id"]

    def __str__(self) -> str:
        return self.full_name or self.username

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.sort_key = given_name_key(self.full_name)
        self.folded = fold(f"{self.full_name} {self.username}")[:300]
        super().save(*args, **kwargs)

    def get_full_name(self) -> str:
        return str(self)

    def get_short_name(self) -> str:
        return self.full_name.split()[-1] if self.full_name else self.username


class Post(models.TextChoices):
    CHAIR = "chair", _("Chair")
    VICE_CHAIR = "vice_chair", _("Vice-Chair")
    CHIEF_OF_OFFICE = "chief_of_office", _("Chief of Office")
    MONITOR = "monitor", _("Monitoring officer")
    HEAD = "head", _("Head of department")
    DEPUTY = "deputy", _("Deputy head")
    CLERK = "clerk", _("Records clerk")
    OFFICER = "officer", _("Officer")
    ADMINISTRATOR = "administrator", _("System administrator")


LEADER_POSTS = frozenset({Post.CHAIR, Post.VICE_CHAIR})
OFFICE_POSTS = frozenset({Post.CHIEF_OF_OFFICE, Post.MONITOR})
RELEASING_POSTS = frozenset({Post.HEAD, Post.DEPUTY, Post.CLERK, Post.CHIEF_OF_OFFICE})

# Posts from the highest to the lowest, in classes: who may stand for whom (see departments.services.absences). Chair
# and Vice-Chairs are one class, because the Chair authorises one of them; so are heads and deputies. Administrators
# stand for nobody and nobody for them.
POST_CLASSES: tuple[tuple[str, ...], ...] = (
    (Post.CHAIR, Post.VICE_CHAIR),
    (Post.CHIEF_OF_OFFICE, Post.HEAD, Post.DEPUTY),
    (Post.MONITOR,),
    (Post.CLERK,),
    (Post.OFFICER,),
)
_CLASS_OF = {post: -number for number, posts in enumerate(POST_CLASSES, start=1) for post in posts}
_ORDER = [post for posts in POST_CLASSES for post in posts]


class MembershipQuerySet(models.QuerySet["Membership"]):
    def active(self, on: date) -> "MembershipQuerySet":
        """Posts held on the local date `on`, by people who have not left."""
        return self.filter(user__is_active=True, from_on__lte=on).filter(
            Q(until_on=None) | Q(until_on__gte=on)
        )


class Membership(models.Model):
    """A post of a person in a department, dated."""

    user = models.ForeignKey(User, models.PROTECT, related_name="memberships", verbose_name=_("person"))
    department = models.ForeignKey(
        Department, models.PROTECT, related_name="memberships", verbose_name=_("department")
    )
    division = models.ForeignKey(
        Division,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="memberships",
        verbose_name=_("division"),
    )
    post = models.CharField(_("post"), max_length=16, choices=Post.choices)
    title = models.CharField(_("title as written"), max_length=120, blank=True)
    from_on = models.DateField(_("from"), default=date(2000, 1, 1))
    until_on = models.DateField(_("until"), null=True, blank=True)

    objects = MembershipQuerySet.as_manager()

    class Meta:
        verbose_name = _("post of a person")
        verbose_name_plural = _("posts of people")
        ordering = ["department", "post", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["user", "department", "post", "from_on"], name="one_post_per_start"
            ),
            models.CheckConstraint(
                condition=Q(until_on=None) | Q(until_on__gte=F("from_on")), name="membership_dates_in_order"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user}, {self.title or self.get_post_display()}, {self.department.label}"

    @property
    def can_be_stood_for(self) -> bool:
        """Whether somebody may stand in for the holder of this post at all."""
        return self.post in _CLASS_OF

    def may_stand_for(self, other: "Membership") -> bool:
        """Whether this is a post of the same or a higher class in the same body."""
        if (
            not self.can_be_stood_for
            or not other.can_be_stood_for
            or self.department_id != other.department_id
        ):
            return False
        return _CLASS_OF[self.post] >= _CLASS_OF[other.post]

    @property
    def rank(self) -> int:
        """0 for a Chair, more for every lower post; administrators come last."""
        return _ORDER.index(self.post) if self.can_be_stood_for else len(_ORDER)

    def outranks(self, other: "Membership") -> bool:
        """Whether this post stands above the other one: a Chair above a Vice-Chair, a head above a deputy."""
        return (
            self.can_be_stood_for
            and other.can_be_stood_for
            and _ORDER.index(self.post) < _ORDER.index(other.post)
        )
