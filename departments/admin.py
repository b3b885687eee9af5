"""The organisation for administrators: departments, people, posts, groups, fields, calendar. Nothing is deleted.

Nothing of the domain is registered here: being an administrator shows no directive.
"""

from typing import Any

from django.contrib import admin
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.decorators import login_required
from django.contrib.auth.forms import AdminUserCreationForm, UserChangeForm
from django.contrib.auth.models import Group
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _
from rest_framework.authtoken.models import TokenProxy

from departments.models import (
    Assistant,
    CalendarDay,
    Department,
    DepartmentAlias,
    DepartmentGroup,
    Division,
    Field,
    FieldLeader,
    GroupAlias,
    GroupMember,
    Membership,
    Substitute,
    Succession,
    User,
)
from departments.navigation import address
from departments.text import fold

admin.site.site_header = _("Đôn Đốc: administration")
admin.site.site_title = _("Administration")
admin.site.index_title = _("Organisation, people and calendar")
admin.site.login = login_required(admin.site.login)  # type: ignore[method-assign]  # one door, one lockout
admin.site.unregister(TokenProxy)  # whoever reads a token acts as its owner
admin.site.unregister(Group)  # who may do what follows from posts, never from Django's groups


class ByStaff:
    """Open to whoever is marked as administrator, without Django's permission tables."""

    deletable = True

    def has_module_permission(self, request: HttpRequest) -> bool:
        return bool(getattr(request.user, "is_staff", False))

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self.has_module_permission(request)

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self.has_module_permission(request)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self.has_module_permission(request)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self.deletable and self.has_module_permission(request)


class Kept(ByStaff):
    """Rows are closed or deactivated, never deleted: the journal keeps pointing at them."""

    deletable = False


class Shown(Kept):
    """Entered on the service's own screens, where every entry is checked and journaled; here only to be read."""

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


class FoldedSearch:
    """Finds names typed with or without diacritics."""

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Any], search_term: str
    ) -> tuple[QuerySet[Any], bool]:
        for word in fold(search_term).split():
            queryset = queryset.filter(folded__contains=word)
        return queryset, False


class AliasInline(ByStaff, admin.TabularInline[DepartmentAlias, Department]):
    model = DepartmentAlias
    extra = 1


class DivisionInline(Kept, admin.TabularInline[Division, Department]):
    model = Division
    extra = 0


class PostInline(Kept, admin.TabularInline[Membership, User]):
    model = Membership
    extra = 0
    autocomplete_fields = ("department",)


class GroupAliasInline(ByStaff, admin.TabularInline[GroupAlias, DepartmentGroup]):
    model = GroupAlias
    extra = 1


class MemberInline(ByStaff, admin.TabularInline[GroupMember, DepartmentGroup]):
    model = GroupMember
    extra = 0
    autocomplete_fields = ("department",)


@admin.register(Department)
class DepartmentAdmin(Kept, FoldedSearch, admin.ModelAdmin[Department]):
    list_display = ("name", "code", "kind", "active_from", "active_until")
    list_filter = ("kind",)
    search_fields = ("folded",)
    autocomplete_fields = ("parent",)
    inlines = (AliasInline, DivisionInline)


@admin.register(DepartmentGroup)
class DepartmentGroupAdmin(Kept, admin.ModelAdmin[DepartmentGroup]):
    list_display = ("name", "code", "is_active")
    inlines = (GroupAliasInline, MemberInline)


@admin.register(Succession)
class SuccessionAdmin(Shown, admin.ModelAdmin[Succession]):
    """Leads to the page where decisions are recorded: open work follows them."""

    list_display = ("predecessor", "successor", "on", "note")

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        page = address("organisation")
        if page is not None and self.has_module_permission(request):
            return redirect(page)
        return super().changelist_view(request, extra_context)


class PersonCreationForm(AdminUserCreationForm[User]):
    class Meta:
        model = User
        fields = ("username", "full_name")


class PersonChangeForm(UserChangeForm[User]):
    class Meta:
        model = User
        fields = "__all__"


@admin.register(User)
class PersonAdmin(Kept, FoldedSearch, UserAdmin[User]):
    """People with their password and posts. Rights follow from posts: Django's permissions are not shown."""

    form = PersonChangeForm
    add_form = PersonCreationForm
    list_display = ("full_name", "username", "email", "is_active", "is_staff")
    list_filter = ("is_active", "is_staff")
    search_fields = ("folded",)
    ordering = ("sort_key", "id")
    filter_horizontal = ()
    inlines = (PostInline,)
    fieldsets = (
        (None, {"fields": ("username", "password", "full_name", "email", "phone", "language")}),
        (_("Access"), {"fields": ("is_active", "is_staff", "last_login")}),
    )
    add_fieldsets = (
        (
            None,
            {
                "classes": ("wide",),
                "fields": ("username", "full_name", "usable_password", "password1", "password2"),
            },
        ),
    )
    readonly_fields = ("last_login",)


@admin.register(Membership)
class MembershipAdmin(Kept, admin.ModelAdmin[Membership]):
    list_display = ("user", "post", "title", "department", "from_on", "until_on")
    list_filter = ("post",)
    list_select_related = ("user", "department")
    search_fields = ("user__folded", "department__folded")
    autocomplete_fields = ("user", "department")


@admin.register(Field)
class FieldAdmin(Kept, admin.ModelAdmin[Field]):
    list_display = ("name_vi", "name_en", "code", "is_active")


@admin.register(FieldLeader)
class FieldLeaderAdmin(ByStaff, admin.ModelAdmin[FieldLeader]):
    """May be deleted: it says who leads now, the past stands on the directives."""

    list_display = ("field", "leader")
    list_select_related = ("field", "leader")
    autocomplete_fields = ("leader",)


@admin.register(CalendarDay)
class CalendarDayAdmin(Shown, admin.ModelAdmin[CalendarDay]):
    """Leads to the page of the calendar, which previews what a day moves."""

    list_display = ("on", "kind", "name_vi")
    list_filter = ("kind",)
    date_hierarchy = "on"

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        page = address("calendar")
        if page is not None and self.has_module_permission(request):
            return redirect(page)
        return super().changelist_view(request, extra_context)


@admin.register(Substitute)
class SubstituteAdmin(Shown, admin.ModelAdmin[Substitute]):
    list_display = ("absent", "substitute", "from_on", "until_on", "cancelled_at")
    list_select_related = ("absent__user", "absent__department", "substitute__user", "substitute__department")


@admin.register(Assistant)
class AssistantAdmin(Shown, admin.ModelAdmin[Assistant]):
    list_display = ("assistant", "leader", "from_on", "until_on")
    list_select_related = ("assistant", "leader__user", "leader__department")
