"""The accounts of the demo organisation, listed on the sign-in page of the embedded mode only.

Where the demo has not been loaded none of these people exists and nothing is listed.
"""

from departments.models import User
from departments.sample import DEMO_ACCOUNTS, DEMO_PASSWORD, DemoAccount

PASSWORD = DEMO_PASSWORD


def listed() -> list[DemoAccount]:
    """The demo accounts that exist, in the order of the story: one SQL statement."""
    names = [account.username for account in DEMO_ACCOUNTS]
    present = set(User.objects.filter(username__in=names, is_active=True).values_list("username", flat=True))
    return [account for account in DEMO_ACCOUNTS if account.username in present]
