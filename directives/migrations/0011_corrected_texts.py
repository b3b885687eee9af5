import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("departments", "0003_absences"),
        ("directives", "0010_urgings_that_wait"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="ConclusionRevision",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("ordinal", models.PositiveSmallIntegerField(verbose_name="number")),
                (
                    "document_number",
                    models.CharField(blank=True, max_length=80, verbose_name="document number"),
                ),
                ("document_date", models.DateField(blank=True, null=True, verbose_name="document date")),
                ("reason", models.TextField(verbose_name="reason")),
                ("text", models.TextField(verbose_name="text")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("open", "Being worked through"),
                            ("finished", "Every change decided"),
                            ("withdrawn", "Withdrawn"),
                        ],
                        default="open",
                        max_length=16,
                    ),
                ),
                ("at", models.DateTimeField()),
                ("finished_at", models.DateTimeField(blank=True, null=True)),
                (
                    "base",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="later",
                        to="directives.conclusionrevision",
                    ),
                ),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "conclusion",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="revisions",
                        to="directives.conclusion",
                    ),
                ),
                (
                    "source_file",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="revisions",
                        to="directives.storedfile",
                    ),
                ),
            ],
            options={
                "verbose_name": "corrected text",
                "verbose_name_plural": "corrected texts",
                "ordering": ["ordinal"],
            },
        ),
        migrations.CreateModel(
            name="RevisionPoint",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("position", models.PositiveSmallIntegerField()),
                (
                    "relation",
                    models.CharField(
                        choices=[
                            ("same", "Unchanged"),
                            ("moved", "Moved"),
                            ("reworded", "Reworded"),
                            ("split", "Split"),
                            ("merged", "Merged"),
                            ("new", "New point"),
                            ("gone", "Point left out"),
                        ],
                        max_length=16,
                    ),
                ),
                ("carried", models.BooleanField(default=True)),
                ("start", models.PositiveIntegerField(blank=True, null=True)),
                ("end", models.PositiveIntegerField(blank=True, null=True)),
                ("old_start", models.PositiveIntegerField(blank=True, null=True)),
                ("old_end", models.PositiveIntegerField(blank=True, null=True)),
                ("proposal", models.JSONField(blank=True, default=dict)),
                (
                    "directive",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="revision_points",
                        to="directives.directive",
                    ),
                ),
                (
                    "revision",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="points",
                        to="directives.conclusionrevision",
                    ),
                ),
            ],
            options={
                "verbose_name": "point of a corrected text",
                "verbose_name_plural": "points of corrected texts",
                "ordering": ["position"],
            },
        ),
        migrations.CreateModel(
            name="RevisionChange",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("position", models.PositiveSmallIntegerField()),
                (
                    "aspect",
                    models.CharField(
                        choices=[
                            ("wording", "Wording"),
                            ("lead", "Lead agency"),
                            ("added", "Department added"),
                            ("removed", "Department left out"),
                            ("deadline", "Deadline"),
                            ("new", "New directive"),
                            ("gone", "Directive left out"),
                        ],
                        max_length=16,
                    ),
                ),
                (
                    "role",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("lead", "Lead"),
                            ("coordinating", "Coordinating"),
                            ("each", "Each for itself"),
                            ("informed", "For information"),
                        ],
                        max_length=16,
                    ),
                ),
                ("due_on", models.DateField(blank=True, null=True, verbose_name="deadline")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("open", "Not decided yet"),
                            ("applied", "Changed"),
                            ("skipped", "Left as it is"),
                        ],
                        default="open",
                        max_length=16,
                    ),
                ),
                ("verb", models.CharField(blank=True, max_length=40)),
                ("reason", models.TextField(blank=True, verbose_name="reason")),
                ("decided_at", models.DateTimeField(blank=True, null=True)),
                (
                    "amendment",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="revision_change",
                        to="directives.amendment",
                    ),
                ),
                (
                    "decided_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "department",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="departments.department",
                    ),
                ),
                (
                    "directive",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="revision_changes",
                        to="directives.directive",
                    ),
                ),
                (
                    "entry",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="directives.journalentry",
                    ),
                ),
                (
                    "issued",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="issued_by_revisions",
                        to="directives.directive",
                    ),
                ),
                (
                    "revision",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="changes",
                        to="directives.conclusionrevision",
                    ),
                ),
                (
                    "point",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="changes",
                        to="directives.revisionpoint",
                    ),
                ),
            ],
            options={
                "verbose_name": "change a corrected text asks for",
                "verbose_name_plural": "changes corrected texts ask for",
                "ordering": ["position"],
            },
        ),
        migrations.AddConstraint(
            model_name="conclusionrevision",
            constraint=models.UniqueConstraint(
                fields=("conclusion", "ordinal"), name="revisions_are_numbered"
            ),
        ),
        migrations.AddConstraint(
            model_name="conclusionrevision",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state", "open")),
                fields=("conclusion",),
                name="one_open_revision_per_conclusion",
            ),
        ),
        migrations.AddConstraint(
            model_name="conclusionrevision",
            constraint=models.CheckConstraint(
                condition=models.Q(("text", ""), _negated=True), name="revision_has_a_text"
            ),
        ),
        migrations.AddConstraint(
            model_name="conclusionrevision",
            constraint=models.CheckConstraint(
                condition=models.Q(("base", models.F("id")), _negated=True),
                name="revision_is_not_its_own_base",
            ),
        ),
        migrations.AddConstraint(
            model_name="revisionpoint",
            constraint=models.UniqueConstraint(
                fields=("revision", "position"), name="revision_points_are_in_order"
            ),
        ),
        migrations.AddConstraint(
            model_name="revisionpoint",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("end", None), ("start", None)), ("end__gt", models.F("start")), _connector="OR"
                ),
                name="revision_point_has_length",
            ),
        ),
        migrations.AddConstraint(
            model_name="revisionpoint",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("old_end", None), ("old_start", None)),
                    ("old_end__gt", models.F("old_start")),
                    _connector="OR",
                ),
                name="revision_point_had_length",
            ),
        ),
        migrations.AddConstraint(
            model_name="revisionpoint",
            constraint=models.CheckConstraint(
                condition=models.Q(("start__isnull", False), ("old_start__isnull", False), _connector="OR"),
                name="revision_point_stands_somewhere",
            ),
        ),
        migrations.AddConstraint(
            model_name="revisionchange",
            constraint=models.UniqueConstraint(
                fields=("revision", "position"), name="revision_changes_are_in_order"
            ),
        ),
        migrations.AddConstraint(
            model_name="revisionchange",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("decided_at", None), ("decided_by", None), ("state", "open")),
                    models.Q(
                        models.Q(("state", "open"), _negated=True),
                        ("decided_at__isnull", False),
                        ("decided_by__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="revision_change_decided_by_somebody",
            ),
        ),
        migrations.AddConstraint(
            model_name="revisionchange",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "skipped"), _negated=True),
                    models.Q(("reason", ""), _negated=True),
                    _connector="OR",
                ),
                name="revision_change_left_with_a_reason",
            ),
        ),
        migrations.AddConstraint(
            model_name="revisionchange",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "applied"), _negated=True),
                    models.Q(
                        models.Q(("verb", ""), _negated=True),
                        models.Q(("entry__isnull", False), ("issued__isnull", False), _connector="OR"),
                    ),
                    _connector="OR",
                ),
                name="revision_change_done_by_a_verb",
            ),
        ),
    ]
