"""All routes of the portal: Vietnamese paths, English names, one block per stage."""

from django.urls import URLPattern, path

from .views import accounts, dashboard, documents, drafting, facts, items, reading, starting
from .views.approving import changes, history, remarks, routing, versions, way, way_consult, way_submit
from .views.catalogue import agencies, campaigns, front, people, units
from .views.importing import bringing, files, keeping, reviewing
from .views.issuing import afterwards, deliveries, issue, numbering, practice, public, register, verify
from .views.people import account, invitations, mandates, notices, roster
from .views.reporting import behalf as report_behalf
from .views.reporting import catalogue as report_forms_views
from .views.reporting import detail as report_detail_views
from .views.reporting import edit as report_editing
from .views.reporting import filing as report_filing
from .views.reporting import home as report_home
from .views.reporting import reminders as report_reminders
from .views.reporting import review as report_review_views
from .views.reporting.addresses import calendars, links
from .views.reporting.files import evidence as report_evidence
from .views.reporting.files import sheets as report_sheets
from .views.reporting.follow import grid as follow
from .views.reporting.follow import rounds as follow_rounds
from .views.reporting.looking import charts as look_charts
from .views.reporting.looking import national as look_national
from .views.reporting.looking import overview as look_overview
from .views.reporting.sums import drafting as sums_drafting
from .views.reporting.sums import own as sums_own
from .views.reporting.sums import screens as sums
from .views.reporting.sums import taking as sums_taking
from .views.signing import files as signing_files
from .views.signing import leading as signing_leading
from .views.signing import marks as signing_marks
from .views.signing import plugin as signing_plugin
from .views.signing import sealing as signing_sealing

# --- Vào cổng, việc của tôi ------------------------------------------------------------------------------------------

work: list[URLPattern] = [
    path("", dashboard.home, name="home"),
    path("viec-cua-toi/", dashboard.my_work, name="my-work"),
    path("dang-nhap/thu/", accounts.demo_login, name="demo-login"),
    path("doi-don-vi/", accounts.unit_switch, name="unit-switch"),
]

# --- Đọc kế hoạch, bản in --------------------------------------------------------------------------------------------

reading_plans: list[URLPattern] = [
    path("ke-hoach/", reading.plan_list, name="plan-list"),
    path("ke-hoach/<int:pk>/", reading.plan_detail, name="plan-detail"),
    path("ke-hoach/<int:pk>/tai-ve.pdf", documents.plan_pdf, name="plan-pdf"),
    path("ke-hoach/<int:pk>/tai-ve.docx", documents.plan_docx, name="plan-docx"),
    path("ke-hoach/<int:pk>/ban-in/", documents.plan_print, name="plan-print"),
    path("ke-hoach/<int:pk>/ban-in/<int:page>.png", documents.plan_page_picture, name="plan-page-picture"),
]

# --- Bắt đầu một kế hoạch --------------------------------------------------------------------------------------------

starting_plans: list[URLPattern] = [
    path("ke-hoach/soan-moi/", starting.plan_start, name="plan-start"),
    path("ke-hoach/soan-moi/tu-dau/", starting.plan_start_blank, name="plan-start-blank"),
    path(
        "ke-hoach/soan-moi/theo-van-ban/<int:pk>/", starting.plan_start_from_document, name="plan-start-from-document"
    ),
    path("ke-hoach/<int:pk>/soan-tu-day/", starting.plan_derive, name="plan-derive"),
    path("ke-hoach/<int:pk>/soan-lai/", starting.plan_roll_forward, name="plan-roll-forward"),
]

# --- Soạn thảo -------------------------------------------------------------------------------------------------------

drafting_plans: list[URLPattern] = [
    path("ke-hoach/<int:pk>/soan/", drafting.plan_edit, name="plan-edit"),
    path("ke-hoach/<int:pk>/ra-soat/", drafting.plan_review, name="plan-review"),
    path("ke-hoach/<int:pk>/ra-soat/sua/", drafting.finding_mend, name="finding-mend"),
    path("ke-hoach/<int:pk>/ghi-chu/<int:note>/da-xem/", drafting.note_done, name="note-done"),
    path("ke-hoach/<int:pk>/cac-trang/", drafting.plan_pages, name="plan-pages"),
    path("ke-hoach/<int:pk>/xoa/", drafting.plan_remove, name="plan-remove"),
    path("ke-hoach/<int:pk>/xoa/hoi/", drafting.plan_remove_ask, name="plan-remove-ask"),
    path("ke-hoach/<int:pk>/thong-tin/<slug:group>/", facts.plan_facts, name="plan-facts"),
    path("ke-hoach/<int:pk>/doan/them/", items.item_add, name="item-add"),
    path("ke-hoach/<int:pk>/doan/<slug:key>/", items.item_save, name="item-save"),
    path("ke-hoach/<int:pk>/doan/<slug:key>/ben-canh/", drafting.item_side, name="item-side"),
    path("ke-hoach/<int:pk>/doan/<slug:key>/noi/", items.item_join, name="item-join"),
    path("ke-hoach/<int:pk>/doan/<slug:key>/chuyen/<slug:how>/", items.item_move, name="item-move"),
    path("ke-hoach/<int:pk>/doan/<slug:key>/dat/", items.item_place, name="item-place"),
    path("ke-hoach/<int:pk>/doan/<slug:key>/kieu/", items.item_restyle, name="item-restyle"),
    path("ke-hoach/<int:pk>/doan/<slug:key>/bo/", items.item_drop, name="item-drop"),
    path("ke-hoach/<int:pk>/doan/<slug:key>/dung-lai/", items.item_reuse, name="item-reuse"),
    path("ke-hoach/<int:pk>/doan/<slug:key>/xoa/", items.item_remove, name="item-remove"),
    path("ke-hoach/<int:pk>/doan/<slug:key>/lay-lai/", items.item_restore, name="item-restore"),
    path("ke-hoach/<int:pk>/doan/<slug:key>/phan-cong/", items.item_activity, name="item-activity"),
]

# --- Đường đi của kế hoạch -------------------------------------------------------------------------------------------

ways: list[URLPattern] = [
    path("ke-hoach/<int:pk>/duong-di/", way.plan_way, name="plan-way"),
    path("ke-hoach/<int:pk>/trinh-duyet/", way_submit.plan_submit, name="plan-submit"),
    path("ke-hoach/<int:pk>/rut-lai/", way_submit.plan_pull_back, name="plan-pull-back"),
    path("ke-hoach/<int:pk>/dong-y/", way.plan_pass, name="plan-pass"),
    path("ke-hoach/<int:pk>/tra-lai/", way.plan_send_back, name="plan-send-back"),
    path("ke-hoach/<int:pk>/nhac/", way.plan_remind, name="plan-remind"),
    path("ke-hoach/<int:pk>/xin-y-kien/", way_consult.plan_ask, name="plan-ask"),
    path("ke-hoach/<int:pk>/xin-y-kien/xong/", way_consult.plan_consulted, name="plan-consulted"),
    path("ke-hoach/<int:pk>/y-kien/<int:opinion_id>/", way_consult.opinion_give, name="opinion-give"),
    path("ke-hoach/<int:pk>/y-kien/<int:opinion_id>/ghi-lai/", way_consult.opinion_record, name="opinion-record"),
    path("ke-hoach/<int:pk>/y-kien/<int:opinion_id>/xu-ly/", way_consult.opinion_settle, name="opinion-settle"),
    path("danh-muc/don-vi/<int:unit_id>/duong-di/", routing.unit_route, name="unit-route"),
]

# --- Thay đổi, góp ý, các bản, nhật ký -------------------------------------------------------------------------------

reviewing_plans: list[URLPattern] = [
    path("ke-hoach/<int:pk>/thay-doi/", changes.plan_changes, name="plan-changes"),
    path("ke-hoach/<int:pk>/gop-y/", remarks.remark_add, name="remark-add"),
    path("ke-hoach/<int:pk>/gop-y/<int:remark>/xu-ly/", remarks.remark_close, name="remark-close"),
    path("ke-hoach/<int:pk>/gop-y/<int:remark>/dung-loi/", remarks.remark_accept, name="remark-accept"),
    path("ke-hoach/<int:pk>/cac-ban/", versions.version_list, name="version-list"),
    path("ke-hoach/<int:pk>/cac-ban/so-sanh/", versions.version_compare, name="version-compare"),
    path("ke-hoach/<int:pk>/cac-ban/<int:number>/", versions.version_detail, name="version-detail"),
    path("ke-hoach/<int:pk>/cac-ban/<int:number>/tep.pdf", versions.version_file, name="version-file"),
    path("ke-hoach/<int:pk>/cac-ban/<int:number>/lay-lai/", versions.version_restore, name="version-restore"),
    path("ke-hoach/<int:pk>/nhat-ky/", history.plan_history, name="plan-history"),
]

# --- Cấp số, sổ văn bản đi -------------------------------------------------------------------------------------------

numbers: list[URLPattern] = [
    path("ke-hoach/<int:pk>/cap-so/", numbering.plan_number, name="plan-number"),
    path("so-van-ban-di/", register.register, name="register"),
    path("so-van-ban-di/in.pdf", register.register_as_pdf, name="register-pdf"),
    path("so-van-ban-di/tai-ve.xlsx", register.register_as_xlsx, name="register-xlsx"),
    path("so-van-ban-di/them/", register.register_other, name="register-other"),
    path("so-van-ban-di/mo-so/", register.register_open, name="register-open"),
    path("so-van-ban-di/<int:pk>/", register.register_entry, name="register-entry"),
    path("so-van-ban-di/<int:pk>/bo-so/", register.register_void, name="register-void"),
    path("danh-muc/don-vi/<int:unit_id>/van-thu/", practice.unit_practice, name="unit-practice"),
]

# --- Nhập văn bản ----------------------------------------------------------------------------------------------------

imports: list[URLPattern] = [
    path("nhap-van-ban/", bringing.import_start, name="import-start"),
    path("nhap-van-ban/nhieu/<int:pk>/", bringing.import_batch, name="import-batch"),
    path("nhap-van-ban/nhieu/<int:pk>/tien-do/", bringing.import_batch_progress, name="import-batch-progress"),
    path("nhap-van-ban/nhieu/<int:pk>/doc-tiep/", bringing.import_batch_resume, name="import-batch-resume"),
    path("nhap-van-ban/<int:pk>/", reviewing.import_review, name="import-review"),
    path("nhap-van-ban/<int:pk>/sua/<slug:act>/", reviewing.import_correct, name="import-correct"),
    path("nhap-van-ban/<int:pk>/thong-tin/", reviewing.import_facts, name="import-facts"),
    path("nhap-van-ban/<int:pk>/doc-lai/", reviewing.import_reread, name="import-reread"),
    path("nhap-van-ban/<int:pk>/giu/", keeping.import_keep, name="import-keep"),
    path("nhap-van-ban/<int:pk>/bo/", bringing.import_remove, name="import-remove"),
    path("nhap-van-ban/<int:pk>/tep-goc/", files.import_original, name="import-original"),
    path("nhap-van-ban/<int:pk>/trang/<int:page>.png", files.import_page_picture, name="import-page-picture"),
    path("ke-hoach/<int:pk>/tep-goc/", files.plan_original, name="plan-original"),
    path("ke-hoach/<int:pk>/bo-ban-nhap/", keeping.copy_remove, name="copy-remove"),
]

# --- Con người: thông báo, tài khoản, lời mời, bàn giao, ủy quyền -----------------------------------------------------

persons: list[URLPattern] = [
    path("thong-bao/", notices.notice_list, name="notices"),
    path("thong-bao/<int:pk>/", notices.notice_open, name="notice-open"),
    path("tai-khoan/", account.my_account, name="my-account"),
    path("loi-moi/<str:secret>/", invitations.invitation_accept, name="invitation-accept"),
    path("danh-muc/don-vi/<int:unit_id>/nguoi/", roster.unit_people, name="unit-people"),
    path("danh-muc/don-vi/<int:unit_id>/nguoi/moi/", invitations.invitation_create, name="invitation-create"),
    path("danh-muc/don-vi/<int:unit_id>/nguoi/<int:user_id>/ban-giao/", roster.person_hand_over, name="hand-over"),
    path("danh-muc/loi-moi/<int:pk>/rut/", invitations.invitation_withdraw, name="invitation-withdraw"),
    path("danh-muc/vai-tro/<int:membership_id>/", roster.role_edit, name="role-edit"),
    path("danh-muc/don-vi/<int:unit_id>/uy-quyen/", mandates.mandate_list, name="mandates"),
    path("danh-muc/don-vi/<int:unit_id>/uy-quyen/them/", mandates.mandate_create, name="mandate-create"),
    path("danh-muc/uy-quyen/<int:pk>/", mandates.mandate_edit, name="mandate-edit"),
]

# --- Sau khi ban hành ------------------------------------------------------------------------------------------------

after_issuing: list[URLPattern] = [
    path("ke-hoach/<int:pk>/sau-ban-hanh/", afterwards.plan_after, name="plan-after"),
    path("ke-hoach/<int:pk>/sua-doi/<slug:how>/", afterwards.plan_amend, name="plan-amend"),
    path("ke-hoach/<int:pk>/cho-khac/", afterwards.plan_differences, name="plan-differences"),
    path("ke-hoach/<int:pk>/thu-hoi/", afterwards.plan_withdraw, name="plan-withdraw"),
    path("ke-hoach/<int:pk>/sao/", afterwards.plan_copy, name="plan-copy"),
    path("ban-sao/<int:copy_id>/tai-ve.pdf", afterwards.copy_pdf, name="copy-pdf"),
]

# --- Ký số, đóng dấu -------------------------------------------------------------------------------------------------

signing_plans: list[URLPattern] = [
    path("ke-hoach/<int:pk>/ky/", signing_leading.plan_sign, name="plan-sign"),
    path("ke-hoach/<int:pk>/ky/vgca/", signing_plugin.vgca_session, name="vgca-session"),
    path("ke-hoach/<int:pk>/dong-dau/", signing_sealing.plan_seal, name="plan-seal"),
    path("ke-hoach/<int:pk>/tep-ky/<slug:stage>/", signing_files.signing_file_download, name="signing-file"),
    path("hinh-chu-ky/", signing_marks.my_marks, name="my-marks"),
    path("danh-muc/don-vi/<int:unit_id>/hinh-dau/", signing_marks.unit_seal, name="unit-seal"),
    path("ky-so/vgca/<str:token>/van-ban.pdf", signing_plugin.vgca_file, name="vgca-file"),
    path("ky-so/vgca/<str:token>/nhan/", signing_plugin.vgca_upload, name="vgca-upload"),
]

# --- Ban hành, nơi nhận, trang công khai, xác minh --------------------------------------------------------------------

issuing_plans: list[URLPattern] = [
    path("ke-hoach/<int:pk>/ban-hanh/", issue.plan_issue, name="plan-issue"),
    path("ke-hoach/<int:pk>/noi-nhan/", deliveries.plan_deliveries, name="plan-deliveries"),
    path("ke-hoach/<int:pk>/noi-nhan/<int:delivery>/gui-lai/", deliveries.delivery_again, name="delivery-again"),
    path("ke-hoach/<int:pk>/cong-khai/", deliveries.plan_publish, name="plan-publish"),
    path("cong-khai/<str:code>/", public.public_plan, name="public-plan"),
    path("cong-khai/<str:code>/tai-ve.pdf", public.public_plan_pdf, name="public-plan-pdf"),
    path("xac-minh/", verify.verify, name="verify"),
]

# --- Biểu mẫu báo cáo, chỉ tiêu số liệu -------------------------------------------------------------------------------

report_forms: list[URLPattern] = [
    path("danh-muc/bieu-mau/", report_forms_views.report_catalogue, name="report-catalogue"),
    path("danh-muc/bieu-mau/them/", report_forms_views.form_create, name="report-form-create"),
    path("danh-muc/bieu-mau/<int:pk>/", report_forms_views.form_edit, name="report-form-edit"),
    path("danh-muc/bieu-mau/chi-tieu/them/", report_forms_views.indicator_create, name="indicator-create"),
    path("danh-muc/bieu-mau/chi-tieu/<int:pk>/", report_forms_views.indicator_edit, name="indicator-edit"),
]

# --- Báo cáo: phải làm, soạn, nộp, bổ sung ----------------------------------------------------------------------------

filing_reports: list[URLPattern] = [
    path("bao-cao/", report_home.report_home, name="report-home"),
    path("bao-cao/ky/<int:round_id>/don-vi/<int:unit_id>/", report_home.report_begin, name="report-begin"),
    path("bao-cao/<int:pk>/", report_editing.report_edit, name="report-edit"),
    path("bao-cao/<int:pk>/phan/<slug:key>/", report_editing.report_section, name="report-section"),
    path("bao-cao/<int:pk>/gui/", report_filing.report_file, name="report-file"),
    path("bao-cao/<int:pk>/khong-phat-sinh/", report_filing.report_nothing, name="report-nothing"),
    path("bao-cao/<int:pk>/bo-sung/", report_filing.report_supplement, name="report-supplement"),
]

# --- Đọc, xem xét báo cáo ---------------------------------------------------------------------------------------------

reviewing_reports: list[URLPattern] = [
    path("bao-cao/<int:pk>/doc/", report_detail_views.report_detail, name="report-detail"),
    path("bao-cao/<int:pk>/cac-ban/<int:number>/", report_detail_views.report_version, name="report-version"),
    path("bao-cao/<int:pk>/tiep-nhan/", report_review_views.report_accept, name="report-accept"),
    path("bao-cao/<int:pk>/yeu-cau-bo-sung/", report_review_views.report_return, name="report-return"),
    path("bao-cao/tiep-nhan/", report_review_views.reports_accept, name="reports-accept"),
    path("theo-doi/<int:round_id>/xem-xet/", report_review_views.round_review, name="round-review"),
]

# --- Nhắc báo cáo, lịch hạn, liên kết một lần, nhập thay --------------------------------------------------------------

reminding_reports: list[URLPattern] = [
    path("danh-muc/don-vi/<int:unit_id>/nhac-bao-cao/", report_reminders.reminder_practice, name="reminder-practice"),
    path("tai-khoan/lich/", calendars.calendar_subscribe, name="calendar-subscribe"),
    path("lich/<str:secret>.ics", calendars.calendar_feed, name="calendar-feed"),
    path("bao-cao/<int:pk>/nhap-thay/", report_behalf.report_type_in, name="report-type-in"),
    path("bao-cao/<int:pk>/lien-ket/", links.report_link, name="report-link"),
    path("bao-cao/<int:pk>/lien-ket/<int:link_id>/thu-hoi/", links.report_link_revoke, name="link-revoke"),
    path("bao-cao/lien-ket/<str:secret>/", links.report_by_link, name="report-by-link"),
    path("bao-cao/lien-ket/<str:secret>/lam/", links.report_by_link_start, name="report-by-link-start"),
    path("bao-cao/lien-ket/<str:secret>/phan/<slug:key>/", links.report_by_link_section, name="report-by-link-section"),
    path("bao-cao/lien-ket/<str:secret>/gui/", links.report_by_link_file, name="report-by-link-file"),
    path("bao-cao/lien-ket/<str:secret>/khong-phat-sinh/", links.report_by_link_nothing, name="report-by-link-nothing"),
]

# --- Theo dõi --------------------------------------------------------------------------------------------------------

following: list[URLPattern] = [
    path("theo-doi/", follow.follow_up, name="follow-up"),
    path("theo-doi/cap/<int:unit_id>/<int:year>/", follow.follow_level, name="follow-level"),
    path("theo-doi/cap/<int:unit_id>/<int:year>/tai-ve.xlsx", follow.follow_level_table, name="follow-level-table"),
    path("theo-doi/<int:pk>/", follow.round_detail, name="round-detail"),
    path("theo-doi/<int:pk>/theo-ngay.svg", follow.round_chart, name="round-chart"),
    path("theo-doi/<int:pk>/tai-ve.<slug:kind>", follow.round_table, name="round-table"),
    path("theo-doi/<int:pk>/don-doc/", follow.round_remind, name="round-remind"),
    path("theo-doi/<int:pk>/sua/", follow_rounds.round_save, name="round-save"),
    path("theo-doi/<int:pk>/don-vi/<int:unit_id>/", follow_rounds.round_except, name="round-except"),
]

# --- Minh chứng, biểu mẫu Excel của báo cáo ---------------------------------------------------------------------------

files_of_reports: list[URLPattern] = [
    path("bao-cao/<int:pk>/bieu-mau.xlsx", report_sheets.report_sheet, name="report-sheet"),
    path("bao-cao/<int:pk>/tai-len/", report_sheets.report_sheet_upload, name="report-sheet-upload"),
    path("bao-cao/<int:pk>/minh-chung/them/", report_evidence.evidence_add, name="evidence-add"),
    path("bao-cao/<int:pk>/minh-chung/<int:evidence>/", report_evidence.evidence_file, name="evidence-file"),
    path(
        "bao-cao/<int:pk>/minh-chung/<int:evidence>/thu-nho.jpg",
        report_evidence.evidence_thumbnail,
        name="evidence-thumbnail",
    ),
    path(
        "bao-cao/<int:pk>/minh-chung/<int:evidence>/chu-thich/",
        report_evidence.evidence_describe,
        name="evidence-describe",
    ),
    path("bao-cao/<int:pk>/minh-chung/<int:evidence>/bo/", report_evidence.evidence_remove, name="evidence-remove"),
]

# --- Tổng hợp --------------------------------------------------------------------------------------------------------

summing: list[URLPattern] = [
    path("tong-hop/", sums.adding_up, name="adding-up"),
    path("bao-cao/<int:pk>/lay-so-cong/", sums_own.report_own_sums, name="report-own-sums"),
    path("tong-hop/cap/<int:unit_id>/<int:year>/", sums.rolled_up, name="roll-up"),
    path("tong-hop/cap/<int:unit_id>/<int:year>/tai-ve.<slug:kind>", sums_taking.rolled_up_table, name="roll-up-table"),
    path("tong-hop/<int:pk>/", sums.round_sums, name="round-sums"),
    path("tong-hop/<int:pk>/tai-ve.<slug:kind>", sums_taking.round_sums_table, name="round-sums-table"),
    path("tong-hop/<int:pk>/phu-luc.pdf", sums_taking.round_annex, name="round-annex"),
    path("tong-hop/<int:pk>/chi-tieu/<str:code>/", sums.round_indicator, name="round-indicator"),
    path(
        "tong-hop/<int:pk>/chi-tieu/<str:code>/tai-ve.xlsx",
        sums_taking.round_indicator_table,
        name="round-indicator-table",
    ),
    path("tong-hop/<int:pk>/du-thao/", sums_drafting.round_draft, name="consolidate"),
]

# --- Xem số liệu, bảng từng xã ----------------------------------------------------------------------------------------

looking: list[URLPattern] = [
    path("bieu-do/<str:token>.svg", look_charts.chart, name="chart"),
    path("bao-cao/don-vi/<int:unit_id>/", look_overview.unit_overview, name="unit-overview"),
    path("tong-hop/nam/<int:year>/", look_overview.year_overview, name="year-overview"),
    path("tong-hop/nam/<int:year>/don-vi/<int:unit_id>/", look_overview.year_overview, name="year-overview-unit"),
    path("tong-hop/quoc-gia/<int:year>/", look_national.national, name="national-table"),
    path("tong-hop/quoc-gia/<int:year>/tai-ve.<slug:kind>", look_national.national_file, name="national-table-file"),
    path("tong-hop/quoc-gia/<int:year>/in/", look_national.national_print, name="national-print"),
    path("tong-hop/quoc-gia/<int:year>/in/<uuid:job>/", look_national.national_print_job, name="national-print-job"),
    path(
        "tong-hop/quoc-gia/<int:year>/in/<uuid:job>/tien-do/",
        look_national.national_print_progress,
        name="national-print-progress",
    ),
    path(
        "tong-hop/quoc-gia/<int:year>/in/<uuid:job>/tai-ve.pdf",
        look_national.national_print_file,
        name="national-print-file",
    ),
]

# --- Danh mục --------------------------------------------------------------------------------------------------------

catalogues: list[URLPattern] = [
    path("danh-muc/", front.catalogue, name="catalogue"),
    path("danh-muc/don-vi/", units.unit_list, name="unit-list"),
    path("danh-muc/don-vi/them/", units.unit_create, name="unit-create"),
    path("danh-muc/don-vi/<int:unit_id>/", units.unit_detail, name="unit-detail"),
    path("danh-muc/don-vi/<int:unit_id>/sua/", units.unit_edit, name="unit-edit"),
    path("danh-muc/don-vi/<int:unit_id>/dong/", units.unit_close, name="unit-close"),
    path("danh-muc/don-vi/<int:unit_id>/mo-lai/", units.unit_reopen, name="unit-reopen"),
    path("danh-muc/don-vi/<int:unit_id>/noi-nhan/", units.unit_recipients, name="unit-recipients"),
    path("danh-muc/don-vi/<int:unit_id>/chuc-vu/them/", people.post_create, name="post-create"),
    path("danh-muc/don-vi/<int:unit_id>/vai-tro/them/", people.membership_create, name="membership-create"),
    path("danh-muc/chuc-vu/<int:post_id>/", people.post_edit, name="post-edit"),
    path("danh-muc/chuc-vu/<int:post_id>/nguoi-giu/them/", people.holding_create, name="holding-create"),
    path("danh-muc/nguoi-giu-chuc-vu/<int:holding_id>/", people.holding_edit, name="holding-edit"),
    path("danh-muc/vai-tro/<int:membership_id>/ket-thuc/", people.membership_end, name="membership-end"),
    path("danh-muc/co-quan/", agencies.agency_list, name="agency-list"),
    path("danh-muc/co-quan/them/", agencies.agency_create, name="agency-create"),
    path("danh-muc/co-quan/<int:agency_id>/", agencies.agency_edit, name="agency-edit"),
    path("danh-muc/can-cu/", agencies.legal_document_list, name="legal-document-list"),
    path("danh-muc/can-cu/them/", agencies.legal_document_create, name="legal-document-create"),
    path("danh-muc/can-cu/<int:document_id>/", agencies.legal_document_edit, name="legal-document-edit"),
    path("danh-muc/nam/", campaigns.campaign_list, name="campaign-list"),
    path("danh-muc/nam/them/", campaigns.campaign_create, name="campaign-create"),
    path("danh-muc/nam/<int:year>/", campaigns.campaign_detail, name="campaign-detail"),
    path("danh-muc/nam/<int:year>/thoi-gian/", campaigns.campaign_edit, name="campaign-edit"),
    path("danh-muc/nam/<int:year>/chu-de/", campaigns.theme_edit, name="theme-edit"),
    path("danh-muc/nam/<int:year>/khau-hieu/", campaigns.slogan_list, name="slogan-list"),
    path("danh-muc/nam/<int:year>/van-ban/them/", campaigns.guiding_document_create, name="guiding-document-create"),
    path("danh-muc/chu-de/<int:theme_id>/xoa/", campaigns.theme_remove, name="theme-remove"),
    path("danh-muc/khau-hieu/<int:slogan_id>/", campaigns.slogan_edit, name="slogan-edit"),
    path("danh-muc/khau-hieu/<int:slogan_id>/chuyen/", campaigns.slogan_move, name="slogan-move"),
    path("danh-muc/khau-hieu/<int:slogan_id>/xoa/", campaigns.slogan_remove, name="slogan-remove"),
    path("danh-muc/van-ban/<int:document_id>/", campaigns.guiding_document_edit, name="guiding-document-edit"),
    path("danh-muc/van-ban/<int:document_id>/xoa/", campaigns.guiding_document_remove, name="guiding-document-remove"),
]

urlpatterns: list[URLPattern] = [
    *following,
    *summing,
    *looking,
    *after_issuing,
    *persons,
    *catalogues,
    *report_forms,
    *files_of_reports,
    *reviewing_reports,
    *filing_reports,
    *reminding_reports,
    *signing_plans,
    *issuing_plans,
    *drafting_plans,
    *reviewing_plans,
    *numbers,
    *imports,
    *work,
    *reading_plans,
    *starting_plans,
    *ways,
]
