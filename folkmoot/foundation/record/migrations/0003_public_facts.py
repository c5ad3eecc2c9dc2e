from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0001_initial"),
        ("record", "0002_immutable"),
    ]

    operations = [
        migrations.AddIndex(
            model_name="fact",
            index=models.Index(
                condition=models.Q(("public", True)), fields=["brand", "number"], name="fact_public"
            ),
        ),
    ]
