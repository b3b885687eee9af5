"""The accounts of the demo organisation, listed on the sign-in page of the embedded mode only.

The loader of the demo organisation gives these people these names and this password; where the demo has not
been loaded none of them exists and nothing is listed.
"""

from dataclasses import dataclass
from datetime import date

from departments.models import Membership

PASSWORD = "dondoc"  # noqa: S105 -- a public password of invented people, embedded mode only
USERNAMES: tuple[str, ...] = ()


@dataclass(frozen=True)
class DemoAccount:
    username: str
    full_name: str
    post: str
    department: str


def listed(on: date) -> list[DemoAccount]:
    """The demo accounts that exist, in the order of the story: one SQL statement."""
    rows = (
        Membership.objects.active(on)
        .filter(user__username__in=USERNAMES)
        .select_related("user", "department")
        .order_by("pk")
    )
    first: dict[str, DemoAccount] = {}
    for row in rows:
        account = DemoAccount(
            row.user.username,
            str(row.user),
            row.title or str(row.get_post_display()),
            row.department.label,
        )
        first.setdefault(row.user.username, account)
    return [first[name] for name in USERNAMES if name in first]
