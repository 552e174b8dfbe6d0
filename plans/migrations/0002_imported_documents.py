"""Documents imported from files, and plans kept from them as copies of other units' plans.

Stored plans stay as they are: none of them is a copy, and their numbers stay unique as before.
"""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('plans', '0001_foundation'),
    ]

    operations = [
        migrations.CreateModel(
            name='ImportBatch',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False)),
                ('name', models.CharField(max_length=200)),
                ('archive', models.BinaryField(null=True)),
                ('found', models.PositiveIntegerField(default=0)),
                ('refusal', models.CharField(blank=True, max_length=400)),
                ('created_at', models.DateTimeField()),
                ('started_at', models.DateTimeField(null=True)),
                ('finished_at', models.DateTimeField(null=True)),
            ],
            options={
                'verbose_name': 'đợt nhập văn bản',
                'ordering': ('-created_at', '-id'),
            },
        ),
        migrations.CreateModel(
            name='ImportedDocument',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False)),
                ('position', models.PositiveIntegerField(default=0)),
                ('file_name', models.CharField(max_length=200)),
                ('content_type', models.CharField(blank=True, max_length=100)),
                ('size', models.PositiveIntegerField(default=0)),
                ('original', models.BinaryField(null=True)),
                ('sha256', models.CharField(blank=True, max_length=64)),
                ('kind', models.CharField(blank=True, max_length=5)),
                ('status', models.CharField(default='reading', max_length=12)),
                ('refusal', models.CharField(blank=True, max_length=400)),
                ('source', models.JSONField(null=True)),
                ('review', models.JSONField(null=True)),
                ('title', models.CharField(blank=True, max_length=500)),
                ('unread', models.PositiveIntegerField(default=0)),
                ('revision', models.PositiveIntegerField(default=1)),
                ('kept_as', models.CharField(blank=True, max_length=10)),
                ('created_at', models.DateTimeField()),
                ('updated_at', models.DateTimeField()),
            ],
            options={
                'verbose_name': 'văn bản nhập từ tệp',
                'ordering': ('batch', 'position', 'id'),
            },
        ),
        migrations.RemoveConstraint(
            model_name='plan',
            name='plan_number_once_a_year',
        ),
        migrations.RemoveConstraint(
            model_name='plan',
            name='plan_removed_only_as_draft',
        ),
        migrations.AddField(
            model_name='plan',
            name='recorded_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='copies', to='plans.issuingunit'),
        ),
        migrations.AddConstraint(
            model_name='plan',
            constraint=models.UniqueConstraint(condition=models.Q(('number__isnull', False), ('recorded_by', None)), fields=('issuing_unit', 'year', 'symbol', 'number'), name='plan_number_once_a_year'),
        ),
        migrations.AddConstraint(
            model_name='plan',
            constraint=models.UniqueConstraint(condition=models.Q(('number__isnull', False), ('recorded_by__isnull', False), ('removed_at', None)), fields=('recorded_by', 'issuing_unit', 'year', 'symbol', 'number'), name='plan_copy_once_per_keeper'),
        ),
        migrations.AddConstraint(
            model_name='plan',
            constraint=models.CheckConstraint(condition=models.Q(('recorded_by', None), models.Q(('status', 'issued'), models.Q(('recorded_by', models.F('issuing_unit')), _negated=True)), _connector='OR'), name='plan_copy_is_issued_by_another'),
        ),
        migrations.AddConstraint(
            model_name='plan',
            constraint=models.CheckConstraint(condition=models.Q(('removed_at', None), ('status__in', ('draft', 'sent_back')), ('recorded_by__isnull', False), _connector='OR'), name='plan_removed_only_as_draft_or_copy'),
        ),
        migrations.AddField(
            model_name='importbatch',
            name='created_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='importbatch',
            name='unit',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='import_batches', to='plans.issuingunit'),
        ),
        migrations.AddField(
            model_name='importeddocument',
            name='batch',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='documents', to='plans.importbatch'),
        ),
        migrations.AddField(
            model_name='importeddocument',
            name='created_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='importeddocument',
            name='plan',
            field=models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='imported_from', to='plans.plan'),
        ),
        migrations.AddField(
            model_name='importeddocument',
            name='unit',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='imported_documents', to='plans.issuingunit'),
        ),
        migrations.AddConstraint(
            model_name='importbatch',
            constraint=models.CheckConstraint(condition=models.Q(('name', ''), _negated=True), name='import_batch_has_name'),
        ),
        migrations.AddConstraint(
            model_name='importbatch',
            constraint=models.CheckConstraint(condition=models.Q(('finished_at', None), models.Q(('archive', None), ('started_at__isnull', False)), _connector='OR'), name='import_batch_finished_is_unpacked'),
        ),
        migrations.AddConstraint(
            model_name='importbatch',
            constraint=models.CheckConstraint(condition=models.Q(('refusal', ''), ('finished_at__isnull', False), _connector='OR'), name='import_batch_refused_is_finished'),
        ),
        migrations.AddIndex(
            model_name='importeddocument',
            index=models.Index(fields=['unit', 'status', '-created_at'], name='plans_impor_unit_id_d802ec_idx'),
        ),
        migrations.AddConstraint(
            model_name='importeddocument',
            constraint=models.CheckConstraint(condition=models.Q(('file_name', ''), _negated=True), name='import_has_file_name'),
        ),
        migrations.AddConstraint(
            model_name='importeddocument',
            constraint=models.CheckConstraint(condition=models.Q(('size__lte', 20971520)), name='import_not_too_big'),
        ),
        migrations.AddConstraint(
            model_name='importeddocument',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('status__in', ('read', 'needs_look', 'kept')), _negated=True), models.Q(('original__isnull', False), ('review__isnull', False), ('source__isnull', False), models.Q(('sha256', ''), _negated=True), models.Q(('kind', ''), _negated=True)), _connector='OR'), name='import_read_is_whole'),
        ),
        migrations.AddConstraint(
            model_name='importeddocument',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('status', 'reading'), _negated=True), ('original__isnull', False), _connector='OR'), name='import_waiting_has_original'),
        ),
        migrations.AddConstraint(
            model_name='importeddocument',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('original__isnull', True), ('source__isnull', True), ('status', 'refused'), models.Q(('refusal', ''), _negated=True)), models.Q(models.Q(('status', 'refused'), _negated=True), ('refusal', '')), _connector='OR'), name='import_refused_leaves_why_alone'),
        ),
        migrations.AddConstraint(
            model_name='importeddocument',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('plan__isnull', False), ('status', 'kept'), models.Q(('kept_as', ''), _negated=True)), models.Q(models.Q(('status', 'kept'), _negated=True), ('kept_as', ''), ('plan', None)), _connector='OR'), name='import_kept_as_a_plan'),
        ),
    ]
