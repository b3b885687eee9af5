from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("directives", "0009_correspondence"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddIndex(
            model_name="urging",
            index=models.Index(
                condition=models.Q(("explained_at", None), ("explanation_due_on__isnull", False)),
                fields=["part"],
                name="urging_unexplained",
            ),
        ),
        migrations.AddIndex(
            model_name="urging",
            index=models.Index(fields=["on", "part"], name="urging_newest"),
        ),
    ]
