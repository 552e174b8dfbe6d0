"""The tables of the foundation: units, people, campaigns, agencies, plans with their items, versions, audit trail."""

import datetime
import django.contrib.auth.models
import django.contrib.auth.validators
import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('auth', '0012_alter_user_first_name_max_length'),
    ]

    operations = [
        migrations.CreateModel(
            name='Appendix',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False)),
                ('position', models.PositiveSmallIntegerField(default=0)),
                ('title', models.CharField(max_length=300)),
            ],
            options={
                'verbose_name': 'phụ lục',
                'ordering': ('position', 'id'),
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='IssuingUnit',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False)),
                ('path', models.CharField(max_length=255, unique=True)),
                ('depth', models.PositiveIntegerField()),
                ('numchild', models.PositiveIntegerField(default=0)),
                ('code', models.CharField(max_length=40)),
                ('name', models.CharField(max_length=200)),
                ('short_name', models.CharField(max_length=120)),
                ('territory', models.CharField(blank=True, max_length=120)),
                ('noun', models.CharField(blank=True, max_length=30)),
                ('place', models.CharField(blank=True, max_length=80)),
                ('place_keeps_noun', models.BooleanField(default=False)),
                ('header_break', models.CharField(blank=True, max_length=200)),
                ('shows_superior', models.BooleanField(default=False)),
                ('symbol', models.CharField(blank=True, max_length=20)),
                ('regime', models.CharField(default='collective', max_length=12)),
                ('regime_since', models.DateField(blank=True, null=True)),
                ('drafting_office', models.CharField(blank=True, max_length=120)),
                ('archive_note', models.CharField(default='VT', max_length=60)),
                ('collects_from', models.TextField(blank=True)),
                ('helps_superior', models.BooleanField(default=False)),
                ('opened_on', models.DateField(default=datetime.date(1945, 9, 2))),
                ('closed_on', models.DateField(blank=True, null=True)),
                ('closing_basis', models.CharField(blank=True, max_length=200)),
                ('revision', models.PositiveIntegerField(default=1)),
            ],
            options={
                'verbose_name': 'đơn vị',
            },
        ),
        migrations.CreateModel(
            name='UnitLevel',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False)),
                ('code', models.SlugField(max_length=30, unique=True)),
                ('name', models.CharField(max_length=100)),
                ('rank', models.PositiveSmallIntegerField()),
                ('is_territory', models.BooleanField(default=False)),
                ('valid_from', models.DateField(blank=True, null=True)),
                ('valid_until', models.DateField(blank=True, null=True)),
            ],
            options={
                'verbose_name': 'cấp',
                'ordering': ('rank', 'code'),
            },
        ),
        migrations.CreateModel(
            name='User',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False)),
                ('password', models.CharField(max_length=128)),
                ('last_login', models.DateTimeField(blank=True, null=True)),
                ('is_superuser', models.BooleanField(default=False)),
                ('username', models.CharField(max_length=150, unique=True, validators=[django.contrib.auth.validators.UnicodeUsernameValidator()])),
                ('email', models.EmailField(blank=True, max_length=254)),
                ('is_staff', models.BooleanField(default=False)),
                ('is_active', models.BooleanField(default=True)),
                ('date_joined', models.DateTimeField(default=django.utils.timezone.now)),
                ('full_name', models.CharField(max_length=100)),
                ('groups', models.ManyToManyField(blank=True, related_name='user_set', related_query_name='user', to='auth.group')),
                ('user_permissions', models.ManyToManyField(blank=True, related_name='user_set', related_query_name='user', to='auth.permission')),
            ],
            options={
                'verbose_name': 'người dùng',
            },
            managers=[
                ('objects', django.contrib.auth.models.UserManager()),
            ],
        ),
        migrations.CreateModel(
            name='Agency',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False)),
                ('valid_from', models.DateField(blank=True, null=True)),
                ('valid_until', models.DateField(blank=True, null=True)),
                ('code', models.SlugField(max_length=60)),
                ('name', models.CharField(max_length=200)),
                ('aliases', models.TextField(blank=True)),
                ('wording', models.CharField(default='order', max_length=8)),
                ('is_collective', models.BooleanField(default=False)),
                ('position', models.PositiveSmallIntegerField(default=0)),
                ('replaced_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='replaces', to='plans.agency')),
            ],
            options={
                'verbose_name': 'cơ quan, tổ chức',
                'verbose_name_plural': 'cơ quan, tổ chức',
                'ordering': ('level__rank', 'position', 'id'),
            },
        ),
        migrations.CreateModel(
            name='AgencyCounterpart',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False)),
                ('position', models.PositiveSmallIntegerField(default=0)),
                ('lower', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='upper_links', to='plans.agency')),
                ('upper', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='lower_links', to='plans.agency')),
            ],
            options={
                'verbose_name': 'cơ quan tương ứng',
                'ordering': ('position', 'id'),
            },
        ),
        migrations.AddField(
            model_name='agency',
            name='counterparts',
            field=models.ManyToManyField(related_name='upper_counterparts', through='plans.AgencyCounterpart', to='plans.agency'),
        ),
        migrations.CreateModel(
            name='Campaign',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False)),
                ('year', models.PositiveSmallIntegerField(unique=True)),
                ('starts_on', models.DateField(blank=True, null=True)),
                ('ends_on', models.DateField(blank=True, null=True)),
                ('launch_from', models.DateField(blank=True, null=True)),
                ('launch_until', models.DateField(blank=True, null=True)),
                ('commune_report_due_on', models.DateField(blank=True, null=True)),
                ('note', models.TextField(blank=True)),
            ],
            options={
                'verbose_name': 'Tháng hành động vì trẻ em',
                'ordering': ('-year',),
                'constraints': [models.CheckConstraint(condition=models.Q(('year__gte', 1994), ('year__lte', 2100)), name='campaign_year_is_sensible'), models.CheckConstraint(condition=models.Q(('ends_on', None), ('starts_on', None), ('ends_on__gte', models.F('starts_on')), _connector='OR'), name='campaign_ends_after_start'), models.CheckConstraint(condition=models.Q(('launch_until', None), ('launch_from', None), ('launch_until__gte', models.F('launch_from')), _connector='OR'), name='campaign_launch_in_order')],
            },
        ),
        migrations.CreateModel(
            name='GuidingDocument',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False)),
                ('kind', models.CharField(default='letter', max_length=12)),
                ('document_number', models.CharField(blank=True, max_length=60)),
                ('issued_on', models.DateField(blank=True, null=True)),
                ('issuer', models.CharField(max_length=200)),
                ('abstract', models.CharField(blank=True, max_length=500)),
                ('note', models.CharField(blank=True, max_length=300)),
                ('campaign', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='guiding_documents', to='plans.campaign')),
            ],
            options={
                'verbose_name': 'văn bản hướng dẫn',
                'ordering': ('-campaign__year', 'issued_on', 'id'),
            },
        ),
        migrations.AddField(
            model_name='agency',
            name='owner',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='agencies', to='plans.issuingunit'),
        ),
        migrations.CreateModel(
            name='Item',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False)),
                ('key', models.CharField(max_length=24)),
                ('position', models.PositiveIntegerField(default=0)),
                ('marker', models.CharField(default='none', max_length=8)),
                ('is_heading', models.BooleanField(default=False)),
                ('text', models.TextField(blank=True)),
                ('part', models.CharField(blank=True, max_length=16)),
                ('block', models.CharField(blank=True, max_length=12)),
                ('origin_key', models.CharField(blank=True, max_length=24)),
                ('dropped_reason', models.CharField(blank=True, max_length=300)),
                ('removed_at', models.DateTimeField(blank=True, null=True)),
                ('revision', models.PositiveIntegerField(default=1)),
                ('updated_at', models.DateTimeField(null=True)),
                ('appendix', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='items', to='plans.appendix')),
                ('parent', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='children', to='plans.item')),
                ('updated_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'đoạn',
                'ordering': ('position', 'id'),
            },
        ),
        migrations.CreateModel(
            name='Activity',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False)),
                ('starts_on', models.DateField(blank=True, null=True)),
                ('ends_on', models.DateField(blank=True, null=True)),
                ('venue', models.CharField(blank=True, max_length=200)),
                ('budget', models.PositiveBigIntegerField(blank=True, null=True)),
                ('funding_source', models.CharField(blank=True, max_length=200)),
                ('target', models.CharField(blank=True, max_length=300)),
                ('item', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='activity', to='plans.item')),
            ],
            options={
                'verbose_name': 'hoạt động',
            },
        ),
        migrations.CreateModel(
            name='LegalDocument',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False)),
                ('valid_from', models.DateField(blank=True, null=True)),
                ('valid_until', models.DateField(blank=True, null=True)),
                ('kind', models.CharField(max_length=12)),
                ('document_number', models.CharField(blank=True, max_length=60)),
                ('issued_on', models.DateField(blank=True, null=True)),
                ('issuer', models.CharField(blank=True, max_length=200)),
                ('citation', models.CharField(max_length=600)),
                ('is_usual', models.BooleanField(default=False)),
                ('position', models.PositiveSmallIntegerField(default=0)),
                ('replaced_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='replaces', to='plans.legaldocument')),
            ],
            options={
                'verbose_name': 'căn cứ pháp lý',
                'ordering': ('position', 'issued_on', 'id'),
            },
        ),
        migrations.CreateModel(
            name='Membership',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False)),
                ('valid_from', models.DateField(blank=True, null=True)),
                ('valid_until', models.DateField(blank=True, null=True)),
                ('role', models.CharField(max_length=16)),
                ('post_name', models.CharField(blank=True, max_length=120)),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='memberships', to='plans.issuingunit')),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='memberships', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'vai trò trong đơn vị',
            },
        ),
        migrations.CreateModel(
            name='Plan',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False)),
                ('year', models.PositiveSmallIntegerField()),
                ('short_name', models.SlugField(blank=True, max_length=60, null=True, unique=True)),
                ('status', models.CharField(default='draft', max_length=12)),
                ('document_type', models.CharField(default='KẾ HOẠCH', max_length=40)),
                ('abstract', models.CharField(max_length=500)),
                ('abstract_note', models.CharField(blank=True, max_length=200)),
                ('number', models.PositiveIntegerField(blank=True, null=True)),
                ('symbol', models.CharField(default='KH-UBND', max_length=40)),
                ('issued_on', models.DateField(blank=True, null=True)),
                ('opening', models.TextField(blank=True)),
                ('closing', models.TextField(blank=True)),
                ('ending', models.CharField(blank=True, default='./.', max_length=5)),
                ('theme_text', models.CharField(blank=True, max_length=300)),
                ('starts_on', models.DateField(blank=True, null=True)),
                ('ends_on', models.DateField(blank=True, null=True)),
                ('launch_from', models.DateField(blank=True, null=True)),
                ('launch_until', models.DateField(blank=True, null=True)),
                ('slogans_place', models.CharField(default='appendix', max_length=10)),
                ('capacity', models.CharField(default='head', max_length=12)),
                ('signature_lines', models.TextField(blank=True)),
                ('signature_name', models.CharField(blank=True, max_length=100)),
                ('archive_note', models.CharField(default='VT', max_length=60)),
                ('is_archive_copy', models.BooleanField(default=False)),
                ('revision', models.PositiveIntegerField(default=1)),
                ('created_at', models.DateTimeField()),
                ('updated_at', models.DateTimeField()),
                ('removed_at', models.DateTimeField(blank=True, null=True)),
                ('campaign', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='plans', to='plans.campaign')),
                ('created_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('issuing_unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='plans', to='plans.issuingunit')),
                ('previous_plan', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='next_plans', to='plans.plan')),
                ('updated_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'kế hoạch',
                'ordering': ('-updated_at', '-id'),
            },
        ),
        migrations.CreateModel(
            name='LegalBasis',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False)),
                ('position', models.PositiveSmallIntegerField(default=0)),
                ('text', models.CharField(max_length=600)),
                ('document', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='uses', to='plans.legaldocument')),
                ('plan', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='legal_bases', to='plans.plan')),
            ],
            options={
                'verbose_name': 'căn cứ',
                'ordering': ('position', 'id'),
                'abstract': False,
            },
        ),
        migrations.AddField(
            model_name='item',
            name='plan',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='items', to='plans.plan'),
        ),
        migrations.CreateModel(
            name='DraftNote',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False)),
                ('item_key', models.CharField(blank=True, max_length=24)),
                ('kind', models.CharField(max_length=30)),
                ('message', models.CharField(max_length=500)),
                ('needs_look', models.BooleanField(default=True)),
                ('is_done', models.BooleanField(default=False)),
                ('position', models.PositiveIntegerField(default=0)),
                ('plan', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='notes', to='plans.plan')),
            ],
            options={
                'verbose_name': 'ghi chú của dự thảo',
                'ordering': ('position', 'id'),
            },
        ),
        migrations.CreateModel(
            name='AuditEntry',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False)),
                ('event', models.CharField(max_length=40)),
                ('at', models.DateTimeField()),
                ('actor_name', models.CharField(max_length=120)),
                ('subject', models.CharField(blank=True, max_length=120)),
                ('before', models.JSONField(null=True)),
                ('after', models.JSONField(null=True)),
                ('actor', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('unit', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='plans.issuingunit')),
                ('plan', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='audit_entries', to='plans.plan')),
            ],
            options={
                'verbose_name': 'nhật ký',
                'ordering': ('-at', '-id'),
            },
        ),
        migrations.AddField(
            model_name='appendix',
            name='plan',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='appendices', to='plans.plan'),
        ),
        migrations.CreateModel(
            name='PlanSlogan',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False)),
                ('position', models.PositiveSmallIntegerField(default=0)),
                ('text', models.CharField(max_length=300)),
                ('is_own', models.BooleanField(default=False)),
                ('plan', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='slogans', to='plans.plan')),
            ],
            options={
                'verbose_name': 'khẩu hiệu của kế hoạch',
                'ordering': ('position', 'id'),
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='PlanVersion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False)),
                ('number', models.PositiveIntegerField()),
                ('content', models.JSONField()),
                ('pdf', models.BinaryField(null=True)),
                ('sha256', models.CharField(blank=True, max_length=64)),
                ('is_issued', models.BooleanField(default=False)),
                ('reason', models.CharField(blank=True, max_length=200)),
                ('created_at', models.DateTimeField()),
                ('created_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('plan', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='versions', to='plans.plan')),
            ],
            options={
                'verbose_name': 'phiên bản',
                'ordering': ('plan', 'number'),
            },
        ),
        migrations.CreateModel(
            name='ParentDocument',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False)),
                ('position', models.PositiveSmallIntegerField(default=0)),
                ('kind', models.CharField(default='plan', max_length=12)),
                ('document_number', models.CharField(blank=True, max_length=60)),
                ('issued_on', models.DateField(blank=True, null=True)),
                ('issuer', models.CharField(max_length=200)),
                ('abstract', models.CharField(blank=True, max_length=500)),
                ('parent_plan', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='child_links', to='plans.plan')),
                ('plan', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='parent_documents', to='plans.plan')),
                ('parent_version', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='child_links', to='plans.planversion')),
            ],
            options={
                'verbose_name': 'văn bản cấp trên',
                'ordering': ('position', 'id'),
                'abstract': False,
            },
        ),
        migrations.AddField(
            model_name='item',
            name='origin_version',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='derived_items', to='plans.planversion'),
        ),
        migrations.CreateModel(
            name='Post',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False)),
                ('title', models.CharField(max_length=100)),
                ('is_head', models.BooleanField(default=False)),
                ('position', models.PositiveSmallIntegerField(default=0)),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='posts', to='plans.issuingunit')),
            ],
            options={
                'verbose_name': 'chức vụ',
                'ordering': ('unit', '-is_head', 'position', 'id'),
            },
        ),
        migrations.CreateModel(
            name='PostHolding',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False)),
                ('valid_from', models.DateField(blank=True, null=True)),
                ('valid_until', models.DateField(blank=True, null=True)),
                ('person_name', models.CharField(max_length=100)),
                ('post', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='holdings', to='plans.post')),
                ('user', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='holdings', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'người giữ chức vụ',
                'ordering': ('post', '-valid_from', 'id'),
            },
        ),
        migrations.AddField(
            model_name='plan',
            name='signatory',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='plans', to='plans.postholding'),
        ),
        migrations.CreateModel(
            name='Recipient',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False)),
                ('position', models.PositiveSmallIntegerField(default=0)),
                ('text', models.CharField(max_length=200)),
                ('plan', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='recipients', to='plans.plan')),
                ('unit', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='plans.issuingunit')),
            ],
            options={
                'verbose_name': 'nơi nhận',
                'ordering': ('position', 'id'),
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='RecipientPreset',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False)),
                ('position', models.PositiveSmallIntegerField(default=0)),
                ('text', models.CharField(max_length=200)),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='recipient_presets', to='plans.issuingunit')),
            ],
            options={
                'verbose_name': 'nơi nhận mẫu',
                'ordering': ('position', 'id'),
            },
        ),
        migrations.CreateModel(
            name='ReportDeadline',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False)),
                ('position', models.PositiveSmallIntegerField(default=0)),
                ('purpose', models.CharField(default='report', max_length=12)),
                ('kind', models.CharField(default='before', max_length=8)),
                ('due_on', models.DateField(blank=True, null=True)),
                ('label', models.CharField(blank=True, max_length=60)),
                ('owed_by', models.CharField(blank=True, max_length=300)),
                ('receiver', models.CharField(blank=True, max_length=200)),
                ('via', models.CharField(blank=True, max_length=200)),
                ('plan', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='deadlines', to='plans.plan')),
            ],
            options={
                'verbose_name': 'hạn',
                'ordering': ('position', 'id'),
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Responsibility',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False)),
                ('agency_name', models.CharField(max_length=200)),
                ('covers_level', models.CharField(blank=True, max_length=30)),
                ('role', models.CharField(max_length=10)),
                ('position', models.PositiveSmallIntegerField(default=0)),
                ('agency', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='responsibilities', to='plans.agency')),
                ('item', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='responsibilities', to='plans.item')),
            ],
            options={
                'verbose_name': 'phân công',
                'ordering': ('position', 'id'),
            },
        ),
        migrations.CreateModel(
            name='Slogan',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False)),
                ('position', models.PositiveSmallIntegerField(default=0)),
                ('text', models.CharField(max_length=300)),
                ('source', models.CharField(blank=True, max_length=300)),
                ('campaign', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='slogans', to='plans.campaign')),
            ],
            options={
                'verbose_name': 'khẩu hiệu',
                'ordering': ('campaign', 'position', 'id'),
            },
        ),
        migrations.CreateModel(
            name='Theme',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False)),
                ('text', models.CharField(max_length=300)),
                ('is_official', models.BooleanField(default=True)),
                ('source', models.CharField(blank=True, max_length=300)),
                ('campaign', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='themes', to='plans.campaign')),
            ],
            options={
                'verbose_name': 'chủ đề',
                'ordering': ('-campaign__year', '-is_official', 'id'),
            },
        ),
        migrations.AddField(
            model_name='plan',
            name='theme',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='plans', to='plans.theme'),
        ),
        migrations.AddField(
            model_name='issuingunit',
            name='level',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='units', to='plans.unitlevel'),
        ),
        migrations.AddField(
            model_name='agency',
            name='covers_level',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='collective_names', to='plans.unitlevel'),
        ),
        migrations.AddField(
            model_name='agency',
            name='level',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='agencies', to='plans.unitlevel'),
        ),
        migrations.CreateModel(
            name='UnitSuccession',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False)),
                ('effective_on', models.DateField(blank=True, null=True)),
                ('basis', models.CharField(blank=True, max_length=200)),
                ('closed_unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='successions', to='plans.issuingunit')),
                ('successor', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='predecessions', to='plans.issuingunit')),
            ],
            options={
                'verbose_name': 'đơn vị kế thừa',
            },
        ),
        migrations.AddConstraint(
            model_name='agencycounterpart',
            constraint=models.UniqueConstraint(fields=('upper', 'lower'), name='counterpart_once'),
        ),
        migrations.AddConstraint(
            model_name='agencycounterpart',
            constraint=models.CheckConstraint(condition=models.Q(('upper', models.F('lower')), _negated=True), name='counterpart_not_itself'),
        ),
        migrations.AddConstraint(
            model_name='activity',
            constraint=models.CheckConstraint(condition=models.Q(('ends_on', None), ('starts_on', None), ('ends_on__gte', models.F('starts_on')), _connector='OR'), name='activity_ends_after_start'),
        ),
        migrations.AddConstraint(
            model_name='legaldocument',
            constraint=models.UniqueConstraint(fields=('citation',), name='legal_document_once'),
        ),
        migrations.AddConstraint(
            model_name='legaldocument',
            constraint=models.CheckConstraint(condition=models.Q(('citation', ''), _negated=True), name='legal_document_has_citation'),
        ),
        migrations.AddConstraint(
            model_name='membership',
            constraint=models.UniqueConstraint(fields=('user', 'unit', 'role'), name='membership_role_once'),
        ),
        migrations.AddConstraint(
            model_name='membership',
            constraint=models.CheckConstraint(condition=models.Q(('valid_until', None), ('valid_from', None), ('valid_until__gte', models.F('valid_from')), _connector='OR'), name='membership_ends_after_start'),
        ),
        migrations.AddConstraint(
            model_name='legalbasis',
            constraint=models.CheckConstraint(condition=models.Q(('text', ''), _negated=True), name='legal_basis_has_text'),
        ),
        migrations.AddIndex(
            model_name='auditentry',
            index=models.Index(fields=['plan', '-at'], name='plans_audit_plan_id_e5ecde_idx'),
        ),
        migrations.AddConstraint(
            model_name='appendix',
            constraint=models.CheckConstraint(condition=models.Q(('title', ''), _negated=True), name='appendix_has_title'),
        ),
        migrations.AddConstraint(
            model_name='planslogan',
            constraint=models.UniqueConstraint(fields=('plan', 'text'), name='plan_slogan_once'),
        ),
        migrations.AddConstraint(
            model_name='planslogan',
            constraint=models.CheckConstraint(condition=models.Q(('text', ''), _negated=True), name='plan_slogan_has_text'),
        ),
        migrations.AddConstraint(
            model_name='planversion',
            constraint=models.UniqueConstraint(fields=('plan', 'number'), name='version_number_once'),
        ),
        migrations.AddConstraint(
            model_name='planversion',
            constraint=models.UniqueConstraint(condition=models.Q(('is_issued', True)), fields=('plan',), name='version_issued_once'),
        ),
        migrations.AddConstraint(
            model_name='planversion',
            constraint=models.CheckConstraint(condition=models.Q(('is_issued', False), models.Q(('pdf__isnull', False), models.Q(('sha256', ''), _negated=True)), _connector='OR'), name='version_issued_has_pdf'),
        ),
        migrations.AddConstraint(
            model_name='parentdocument',
            constraint=models.UniqueConstraint(fields=('plan', 'parent_plan'), name='parent_plan_once'),
        ),
        migrations.AddConstraint(
            model_name='parentdocument',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('parent_plan', None), ('parent_version', None)), models.Q(('parent_plan__isnull', False), ('parent_version__isnull', False)), _connector='OR'), name='parent_plan_with_its_version'),
        ),
        migrations.AddConstraint(
            model_name='parentdocument',
            constraint=models.CheckConstraint(condition=models.Q(('parent_plan', None), models.Q(('plan', models.F('parent_plan')), _negated=True), _connector='OR'), name='parent_plan_not_itself'),
        ),
        migrations.AddIndex(
            model_name='item',
            index=models.Index(fields=['plan', 'parent', 'position'], name='plans_item_plan_id_c5bf5d_idx'),
        ),
        migrations.AddConstraint(
            model_name='item',
            constraint=models.UniqueConstraint(fields=('plan', 'key'), name='item_key_once_per_plan'),
        ),
        migrations.AddConstraint(
            model_name='item',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('origin_key', ''), ('origin_version', None)), models.Q(('origin_version__isnull', False), models.Q(('origin_key', ''), _negated=True)), _connector='OR'), name='item_origin_whole'),
        ),
        migrations.AddConstraint(
            model_name='item',
            constraint=models.CheckConstraint(condition=models.Q(('parent', None), models.Q(('parent', models.F('id')), _negated=True), _connector='OR'), name='item_not_its_own_parent'),
        ),
        migrations.AddConstraint(
            model_name='post',
            constraint=models.UniqueConstraint(condition=models.Q(('is_head', True)), fields=('unit',), name='post_one_head_per_unit'),
        ),
        migrations.AddConstraint(
            model_name='post',
            constraint=models.CheckConstraint(condition=models.Q(('title', ''), _negated=True), name='post_has_title'),
        ),
        migrations.AddConstraint(
            model_name='postholding',
            constraint=models.CheckConstraint(condition=models.Q(('person_name', ''), _negated=True), name='holding_has_name'),
        ),
        migrations.AddConstraint(
            model_name='postholding',
            constraint=models.CheckConstraint(condition=models.Q(('valid_until', None), ('valid_from', None), ('valid_until__gte', models.F('valid_from')), _connector='OR'), name='holding_ends_after_start'),
        ),
        migrations.AddConstraint(
            model_name='recipient',
            constraint=models.CheckConstraint(condition=models.Q(('text', ''), _negated=True), name='recipient_has_text'),
        ),
        migrations.AddConstraint(
            model_name='reportdeadline',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('due_on', None), ('kind', 'undated')), models.Q(models.Q(('kind', 'undated'), _negated=True), ('due_on__isnull', False)), _connector='OR'), name='deadline_dated_unless_undated'),
        ),
        migrations.AddConstraint(
            model_name='responsibility',
            constraint=models.UniqueConstraint(condition=models.Q(('role', 'lead')), fields=('item',), name='responsibility_one_lead'),
        ),
        migrations.AddConstraint(
            model_name='responsibility',
            constraint=models.UniqueConstraint(fields=('item', 'role', 'agency_name'), name='responsibility_once'),
        ),
        migrations.AddConstraint(
            model_name='responsibility',
            constraint=models.CheckConstraint(condition=models.Q(('agency_name', ''), _negated=True), name='responsibility_has_agency'),
        ),
        migrations.AddConstraint(
            model_name='slogan',
            constraint=models.UniqueConstraint(fields=('campaign', 'text'), name='slogan_once_a_year'),
        ),
        migrations.AddConstraint(
            model_name='slogan',
            constraint=models.CheckConstraint(condition=models.Q(('text', ''), _negated=True), name='slogan_has_text'),
        ),
        migrations.AddConstraint(
            model_name='theme',
            constraint=models.UniqueConstraint(condition=models.Q(('is_official', True)), fields=('campaign',), name='theme_one_official_per_year'),
        ),
        migrations.AddConstraint(
            model_name='theme',
            constraint=models.CheckConstraint(condition=models.Q(('text', ''), _negated=True), name='theme_has_text'),
        ),
        migrations.AddIndex(
            model_name='plan',
            index=models.Index(fields=['issuing_unit', 'status', 'year'], name='plans_plan_issuing_4038fb_idx'),
        ),
        migrations.AddConstraint(
            model_name='plan',
            constraint=models.CheckConstraint(condition=models.Q(('status__in', ('draft', 'submitted', 'sent_back', 'approved')), ('is_archive_copy', True), models.Q(('number__isnull', False), ('issued_on__isnull', False)), _connector='OR'), name='plan_issued_has_number_and_date'),
        ),
        migrations.AddConstraint(
            model_name='plan',
            constraint=models.UniqueConstraint(condition=models.Q(('number__isnull', False)), fields=('issuing_unit', 'year', 'symbol', 'number'), name='plan_number_once_a_year'),
        ),
        migrations.AddConstraint(
            model_name='plan',
            constraint=models.CheckConstraint(condition=models.Q(('number', None), ('number__gte', 1), _connector='OR'), name='plan_number_from_one'),
        ),
        migrations.AddConstraint(
            model_name='plan',
            constraint=models.CheckConstraint(condition=models.Q(('ends_on', None), ('starts_on', None), ('ends_on__gte', models.F('starts_on')), _connector='OR'), name='plan_period_in_order'),
        ),
        migrations.AddConstraint(
            model_name='plan',
            constraint=models.CheckConstraint(condition=models.Q(('launch_until', None), ('launch_from', None), ('launch_until__gte', models.F('launch_from')), _connector='OR'), name='plan_launch_in_order'),
        ),
        migrations.AddConstraint(
            model_name='plan',
            constraint=models.CheckConstraint(condition=models.Q(('abstract', ''), _negated=True), name='plan_has_abstract'),
        ),
        migrations.AddConstraint(
            model_name='plan',
            constraint=models.CheckConstraint(condition=models.Q(('removed_at', None), ('status__in', ('draft', 'sent_back')), _connector='OR'), name='plan_removed_only_as_draft'),
        ),
        migrations.AddIndex(
            model_name='issuingunit',
            index=models.Index(fields=['level', 'closed_on'], name='plans_issui_level_i_7db896_idx'),
        ),
        migrations.AddConstraint(
            model_name='issuingunit',
            constraint=models.UniqueConstraint(fields=('code', 'opened_on'), name='unit_code_once_a_day'),
        ),
        migrations.AddConstraint(
            model_name='issuingunit',
            constraint=models.UniqueConstraint(condition=models.Q(('closed_on', None)), fields=('code',), name='unit_one_open_per_code'),
        ),
        migrations.AddConstraint(
            model_name='issuingunit',
            constraint=models.CheckConstraint(condition=models.Q(('closed_on', None), ('closed_on__gte', models.F('opened_on')), _connector='OR'), name='unit_closes_after_opening'),
        ),
        migrations.AddConstraint(
            model_name='issuingunit',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('name', ''), _negated=True), models.Q(('code', ''), _negated=True)), name='unit_has_name_and_code'),
        ),
        migrations.AddConstraint(
            model_name='agency',
            constraint=models.UniqueConstraint(fields=('code', 'owner'), name='agency_code_once_per_owner'),
        ),
        migrations.AddConstraint(
            model_name='agency',
            constraint=models.UniqueConstraint(condition=models.Q(('owner', None)), fields=('code',), name='agency_code_once_general'),
        ),
        migrations.AddConstraint(
            model_name='agency',
            constraint=models.CheckConstraint(condition=models.Q(('name', ''), _negated=True), name='agency_has_name'),
        ),
        migrations.AddConstraint(
            model_name='agency',
            constraint=models.CheckConstraint(condition=models.Q(('valid_until', None), ('valid_from', None), ('valid_until__gte', models.F('valid_from')), _connector='OR'), name='agency_ends_after_start'),
        ),
        migrations.AddConstraint(
            model_name='unitsuccession',
            constraint=models.UniqueConstraint(fields=('closed_unit', 'successor'), name='succession_once'),
        ),
        migrations.AddConstraint(
            model_name='unitsuccession',
            constraint=models.CheckConstraint(condition=models.Q(('closed_unit', models.F('successor')), _negated=True), name='succession_not_itself'),
        ),
    ]
