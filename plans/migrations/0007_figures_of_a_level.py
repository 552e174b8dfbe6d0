
from django.db import migrations, models


def children_are_counted_by_communes(apps, schema_editor):
    """Trẻ em trên địa bàn: of communes only, a school's children live in one (domain.md section 6)."""
    apps.get_model("plans", "Indicator").objects.filter(owner=None, code="A1").update(adds_from=["commune"])


class Migration(migrations.Migration):

    dependencies = [
        ('plans', '0006_stored_files'),
    ]

    operations = [
        migrations.AddField(
            model_name='indicator',
            name='adds_from',
            field=models.JSONField(blank=True, default=list),
        ),
        migrations.RunPython(children_are_counted_by_communes, migrations.RunPython.noop),
    ]
