"""Sections of a form hold figures and stand in groups; words say which items of the plan they answer to."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('plans', '0004_reporting'),
    ]

    operations = [
        migrations.AddField(
            model_name='formfield',
            name='section',
            field=models.SlugField(blank=True, max_length=30),
        ),
        migrations.AddField(
            model_name='formsection',
            name='group',
            field=models.CharField(blank=True, max_length=100),
        ),
        migrations.AddField(
            model_name='formsection',
            name='words',
            field=models.CharField(blank=True, max_length=300),
        ),
    ]
