from departments.models.acting import Assistant, Substitute
from departments.models.calendar import CalendarDay
from departments.models.department import (
    Department,
    DepartmentAlias,
    DepartmentGroup,
    Division,
    GroupAlias,
    GroupMember,
    Succession,
)
from departments.models.field import Field, FieldLeader
from departments.models.user import Membership, Post, User

__all__ = [
    "Assistant",
    "CalendarDay",
    "Department",
    "DepartmentAlias",
    "DepartmentGroup",
    "Division",
    "Field",
    "FieldLeader",
    "GroupAlias",
    "GroupMember",
    "Membership",
    "Post",
    "Substitute",
    "Succession",
    "User",
]
