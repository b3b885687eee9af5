"""What a person changes about themselves. The one writer of these columns outside the administration."""

from django.db import transaction

from departments.models import User
from departments.text import clean


def change_account(*, user_id: int, language: str, email: str, phone: str) -> User:
    """Save language, mail address and phone of one person."""
    with transaction.atomic():
        user = User.objects.select_for_update(no_key=True).get(pk=user_id)
        user.language, user.email, user.phone = language, email.strip(), clean(phone)
        user.save(update_fields=["language", "email", "phone"])
    return user
