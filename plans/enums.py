"""Stored states and kinds with their Vietnamese labels."""

from django.db.models import TextChoices

from .content import plan as content
from .content import report, signature


class PlanStatus(TextChoices):
    """Trạng thái of a plan; the way from one to the next stands in `rules.plans`."""

    DRAFT = "draft", "Đang soạn"
    SUBMITTED = "submitted", "Đã trình"
    SENT_BACK = "sent_back", "Bị trả lại, cần sửa"
    APPROVED = "approved", "Đã duyệt"
    ISSUED = "issued", "Đã ban hành"
    WITHDRAWN = "withdrawn", "Đã thu hồi"
    SUPERSEDED = "superseded", "Đã được thay thế"


class MemberRole(TextChoices):
    """What a person does in a unit (vai trò)."""

    DRAFTER = "drafter", "Soạn thảo"
    CHECKER = "checker", "Kiểm tra"
    APPROVER = "approver", "Lãnh đạo"
    CLERK = "clerk", "Văn thư"
    SUPERVISOR = "supervisor", "Theo dõi"
    ADMINISTRATOR = "administrator", "Quản trị"


class Marker(TextChoices):
    """What stands before an item (content.Marker)."""

    ROMAN = content.Marker.ROMAN.value, "I. (phần)"
    ARABIC = content.Marker.ARABIC.value, "1. (mục)"
    DECIMAL = content.Marker.DECIMAL.value, "1.1. (tiểu mục)"
    LETTER = content.Marker.LETTER.value, "a) (điểm)"
    DASH = content.Marker.DASH.value, "- (gạch đầu dòng)"
    PLUS = content.Marker.PLUS.value, "+ (dấu cộng)"
    NONE = content.Marker.NONE.value, "không đánh số"


class Part(TextChoices):
    """What a section is for (content.Part)."""

    PURPOSE = content.Part.PURPOSE.value, "Mục đích, yêu cầu"
    SCOPE = content.Part.SCOPE.value, "Chủ đề, thời gian, phạm vi"
    ACTIVITIES = content.Part.ACTIVITIES.value, "Nội dung hoạt động"
    FUNDING = content.Part.FUNDING.value, "Kinh phí"
    IMPLEMENTATION = content.Part.IMPLEMENTATION.value, "Tổ chức thực hiện"
    REPORTING = content.Part.REPORTING.value, "Chế độ báo cáo"
    OTHER = content.Part.OTHER.value, "Phần khác"


class Block(TextChoices):
    """A list printed under an item (content.Block)."""

    SLOGANS = content.Block.SLOGANS.value, "Danh sách khẩu hiệu"


class Role(TextChoices):
    """What an agency does for an activity (content.Role)."""

    LEAD = content.Role.LEAD.value, "Chủ trì"
    SUPPORT = content.Role.SUPPORT.value, "Phối hợp"
    IMPLEMENT = content.Role.IMPLEMENT.value, "Thực hiện"


class DeadlineKind(TextChoices):
    """The wording of a deadline (content.DeadlineKind)."""

    BEFORE = content.DeadlineKind.BEFORE.value, "trước ngày"
    BY = content.DeadlineKind.BY.value, "chậm nhất ngày"
    UNDATED = content.DeadlineKind.UNDATED.value, "theo quy định"


class DeadlinePurpose(TextChoices):
    """What is due (content.DeadlinePurpose)."""

    REPORT = content.DeadlinePurpose.REPORT.value, "Nhận báo cáo"
    CHILD_PLAN = content.DeadlinePurpose.CHILD_PLAN.value, "Đơn vị cấp dưới ban hành kế hoạch"


class SlogansPlace(TextChoices):
    """Where the slogans are printed (content.SlogansPlace)."""

    APPENDIX = content.SlogansPlace.APPENDIX.value, "in thành Phụ lục"
    BODY = content.SlogansPlace.BODY.value, "in trong phần chủ đề"
    NOWHERE = content.SlogansPlace.NOWHERE.value, "không in"


class SigningCapacity(TextChoices):
    """By what right a person signs (content.signature.Capacity)."""

    HEAD = signature.Capacity.HEAD.value, "Người đứng đầu ký"
    FOR_SUPERIOR = signature.Capacity.FOR_SUPERIOR.value, "KT. (ký thay)"
    BY_ORDER = signature.Capacity.BY_ORDER.value, "TL. (thừa lệnh)"
    BY_MANDATE = signature.Capacity.BY_MANDATE.value, "TUQ. (thừa ủy quyền)"
    ACTING = signature.Capacity.ACTING.value, "Q. (quyền)"


class SigningRegime(TextChoices):
    """How a unit is led (content.signature.Regime)."""

    COLLECTIVE = signature.Regime.COLLECTIVE.value, "Tập thể (TM.)"
    HEAD = signature.Regime.HEAD.value, "Thủ trưởng"


class Wording(TextChoices):
    """How a body is addressed: a committee may order its own bodies, and only ask the others (domain.md A2)."""

    ORDER = "order", "giao việc"
    REQUEST = "request", "“Đề nghị …”"


class DocumentKind(TextChoices):
    """The type of a document that is cited (tên loại)."""

    PLAN = "plan", "Kế hoạch"
    LETTER = "letter", "Công văn"
    DECISION = "decision", "Quyết định"
    DIRECTIVE = "directive", "Chỉ thị"
    LAW = "law", "Luật"
    DECREE = "decree", "Nghị định"
    CIRCULAR = "circular", "Thông tư"
    RESOLUTION = "resolution", "Nghị quyết"
    PROGRAMME = "programme", "Chương trình"


class ImportStatus(TextChoices):
    """How far an imported document has come; the way from one to the next stands in `rules.imports`."""

    READING = "reading", "Đang chờ đọc"
    READ = "read", "Đã đọc hết"
    NEEDS_LOOK = "needs_look", "Cần xem"
    KEPT = "kept", "Đã giữ"
    REFUSED = "refused", "Từ chối"


class ImportKind(TextChoices):
    """What an imported document was read from (importing.lines.SourceDocument.kind)."""

    WORD = "docx", "Word"
    PDF = "pdf", "PDF"
    TEXT = "text", "văn bản thuần"


class KeepAs(TextChoices):
    """What an imported document becomes (giữ văn bản này làm)."""

    ANOTHERS = "anothers", "kế hoạch đã ban hành của cơ quan khác"
    OWN_PAST = "own_past", "kế hoạch đã ban hành của đơn vị mình, năm trước"
    DRAFT = "draft", "dự thảo của đơn vị mình"


class StepKind(TextChoices):
    """A step on the way of a plan, in the order all units keep (Nghị định 30/2020/NĐ-CP, Điều 10–18)."""

    CONTENT_CHECK = "content_check", "Kiểm tra nội dung"
    FORM_CHECK = "form_check", "Kiểm tra thể thức"
    CONSULT = "consult", "Xin ý kiến"
    SIGN = "sign", "Ký"
    NUMBER = "number", "Cấp số và ngày"
    SEAL = "seal", "Ký số của cơ quan, đóng dấu"
    ISSUE = "issue", "Ban hành"


class StepState(TextChoices):
    """How far a step of a plan is."""

    WAITING = "waiting", "chưa tới"
    CURRENT = "current", "đang giữ"
    DONE = "done", "đã xong"
    RETURNED = "returned", "đã trả lại"
    LEFT = "left", "không làm nữa"


class OpinionStance(TextChoices):
    """What somebody who was asked for an opinion said."""

    PENDING = "pending", "chưa trả lời"
    AGREES = "agrees", "đồng ý"
    COMMENTS = "comments", "có ý kiến"


class RemarkState(TextChoices):
    """What became of a remark (góp ý)."""

    OPEN = "open", "chưa xử lý"
    ACCEPTED = "accepted", "đã tiếp thu"
    RESOLVED = "resolved", "đã xử lý"
    DECLINED = "declined", "không tiếp thu, có giải trình"


class FileStage(TextChoices):
    """How far the file that is being signed is: one after the other, each kept."""

    RESERVED = "reserved", "đã ghi số trước khi ký"
    SIGNED = "signed", "lãnh đạo đã ký"
    NUMBERED = "numbered", "đã ghi số và ngày"
    SEALED = "sealed", "cơ quan đã ký số, đóng dấu"
    SCAN = "scan", "bản quét của văn bản giấy"


class SigningMeans(TextChoices):
    """With what a file was signed."""

    KEY_FILE = "key_file", "tệp chứng thư của người ký"
    TOKEN = "token", "thiết bị ký trên máy chủ"
    UPLOAD = "upload", "phần mềm ký bên ngoài, tải lên lại"
    PLUGIN = "plugin", "tiện ích ký VGCA"
    PAPER = "paper", "ký tay trên giấy"


class DeliveryState(TextChoices):
    """What became of a plan that was sent (the words of the national axis, domain.md §2.4)."""

    WAITING = "waiting", "chờ gửi"
    SENDING = "sending", "đang gửi"
    SENT = "sent", "đã đến"
    OPENED = "opened", "đã mở xem"
    FAILED = "failed", "gửi không được"


class LinkKind(TextChoices):
    """How a newer document stands to an older one of the same unit."""

    REPLACES = "replaces", "thay thế"
    AMENDS = "amends", "sửa đổi, bổ sung"
    CORRECTS = "corrects", "đính chính"


class CopyKind(TextChoices):
    """Hình thức bản sao, with its abbreviation in the number (Nghị định 30/2020/NĐ-CP, Điều 25)."""

    FULL = "SY", "SAO Y"
    RELAYED = "SL", "SAO LỤC"
    EXTRACT = "TrS", "TRÍCH SAO"


class MailState(TextChoices):
    """Whether a notice goes out by e-mail, and did."""

    NONE = "none", "không gửi thư"
    WAITING = "waiting", "chờ gửi"
    SENT = "sent", "đã gửi"
    FAILED = "failed", "gửi không được"


class AddingUp(TextChoices):
    """How figures of several units become one (content.report.AddingUp)."""

    SUM = report.AddingUp.SUM.value, "Σ cộng"
    DISTINCT = report.AddingUp.DISTINCT.value, "D đếm không trùng"
    RATIO = report.AddingUp.RATIO.value, "R tính lại tỷ lệ"
    NONE = report.AddingUp.NONE.value, "∅ không cộng"


class ReportStatus(TextChoices):
    """Trạng thái of a report; late and on time are computed, never stored."""

    DRAFTING = "drafting", "Đang soạn"
    FILED = "filed", "Đã gửi"
    RETURNED = "returned", "Yêu cầu bổ sung"
    ACCEPTED = "accepted", "Đã tiếp nhận"


class FilingKind(TextChoices):
    """Why a version of a report was filed."""

    FILED = "filed", "báo cáo"
    SUPPLEMENT = "supplement", "số liệu bổ sung"


class Event(TextChoices):
    """What the audit trail records; one verb of `services`, one event."""

    PLAN_STARTED = "plan.started", "Bắt đầu dự thảo"
    PLAN_DERIVED = "plan.derived", "Soạn từ văn bản cấp trên"
    PLAN_FACTS_CHANGED = "plan.facts_changed", "Sửa thông tin chung"
    PLAN_RECORDED = "plan.recorded", "Ghi nhận văn bản đã ban hành"
    PLAN_REMOVED = "plan.removed", "Xóa dự thảo"
    ITEM_SAVED = "item.saved", "Sửa đoạn"
    ITEM_ADDED = "item.added", "Thêm đoạn"
    ITEM_MOVED = "item.moved", "Chuyển chỗ đoạn"
    ITEM_DROPPED = "item.dropped", "Bỏ đoạn, có lý do"
    ITEM_REUSED = "item.reused", "Dùng lại đoạn đã bỏ"
    ITEM_REMOVED = "item.removed", "Xóa đoạn"
    ITEM_RESTORED = "item.restored", "Lấy lại đoạn đã xóa"
    ACTIVITY_SAVED = "activity.saved", "Sửa phân công, thời gian, kinh phí"
    NOTE_DONE = "note.done", "Đánh dấu ghi chú đã xem"
    PLAN_SUBMITTED = "plan.submitted", "Trình duyệt"
    PLAN_PULLED_BACK = "plan.pulled_back", "Rút lại để sửa"
    PLAN_PASSED = "plan.passed", "Kiểm tra, đồng ý"
    PLAN_SENT_BACK = "plan.sent_back", "Trả lại"
    PLAN_ASKED = "plan.asked", "Xin ý kiến"
    PLAN_ANSWERED = "plan.answered", "Cho ý kiến"
    PLAN_OPINION_SETTLED = "plan.opinion_settled", "Tiếp thu, giải trình ý kiến"
    PLAN_CONSULTED = "plan.consulted", "Kết thúc xin ý kiến"
    PLAN_REMINDED = "plan.reminded", "Nhắc người đang giữ"
    PLAN_SIGNED = "plan.signed", "Ký"
    PLAN_NUMBERED = "plan.numbered", "Cấp số và ngày"
    PLAN_SEALED = "plan.sealed", "Ký số của cơ quan, đóng dấu"
    PLAN_SCANNED = "plan.scanned", "Lưu bản quét của văn bản giấy"
    PLAN_ISSUED = "plan.issued", "Ban hành"
    PLAN_DELIVERED = "plan.delivered", "Gửi văn bản"
    PLAN_OPENED = "plan.opened", "Nơi nhận mở xem"
    PLAN_PUBLISHED = "plan.published", "Đổi trang công khai"
    PLAN_WITHDRAWN = "plan.withdrawn", "Thu hồi"
    PLAN_SUPERSEDED = "plan.superseded", "Được thay thế"
    PLAN_AMENDING = "plan.amending", "Soạn văn bản sửa đổi, thay thế, đính chính"
    PLAN_COPIED = "plan.copied", "Sao văn bản"
    PLAN_RESTORED = "plan.restored", "Lấy lại bản trước"
    VERSION_KEPT = "version.kept", "Lưu một bản"
    REMARK_MADE = "remark.made", "Góp ý"
    REMARK_CLOSED = "remark.closed", "Xử lý góp ý"
    REMARK_ACCEPTED = "remark.accepted", "Tiếp thu câu đề nghị"
    NUMBER_TAKEN = "number.taken", "Cấp số cho văn bản khác"
    NUMBER_VOIDED = "number.voided", "Bỏ số"
    REGISTER_SAVED = "register.saved", "Ghi sổ văn bản đi"
    PRACTICE_SAVED = "practice.saved", "Sửa nề nếp văn thư"
    ROUTE_SAVED = "route.saved", "Sửa đường đi của kế hoạch"
    MARK_SAVED = "mark.saved", "Sửa hình chữ ký, hình dấu"
    PERSON_INVITED = "person.invited", "Mời vào đơn vị"
    PERSON_JOINED = "person.joined", "Nhận lời mời"
    PERSON_HANDED_OVER = "person.handed_over", "Bàn giao công việc"
    MANDATE_SAVED = "mandate.saved", "Sửa văn bản ủy quyền"
    ROUND_OPENED = "round.opened", "Mở kỳ báo cáo"
    ROUND_SAVED = "round.saved", "Sửa kỳ báo cáo"
    ROUND_EXCEPTED = "round.excepted", "Gia hạn, thêm, bớt đơn vị báo cáo"
    REPORT_SAVED = "report.saved", "Ghi báo cáo đang soạn"
    REPORT_FILED = "report.filed", "Gửi báo cáo"
    REPORT_SUPPLEMENTED = "report.supplemented", "Bổ sung số liệu"
    REPORT_ACCEPTED = "report.accepted", "Tiếp nhận báo cáo"
    REPORT_RETURNED = "report.returned", "Yêu cầu bổ sung báo cáo"
    REPORT_LINKED = "report.linked", "Giao liên kết báo cáo một lần"
    EVIDENCE_ADDED = "evidence.added", "Thêm minh chứng"
    EVIDENCE_REMOVED = "evidence.removed", "Bỏ minh chứng"
    REPORTS_REMINDED = "reports.reminded", "Đôn đốc báo cáo"
    CONSOLIDATED = "reports.consolidated", "Tổng hợp báo cáo"
    FORM_SAVED = "form.saved", "Sửa biểu mẫu báo cáo"
    IMPORT_READ = "import.read", "Nhập văn bản"
    IMPORT_MANY = "import.many", "Nhập nhiều văn bản"
    IMPORT_RESUMED = "import.resumed", "Đọc tiếp các văn bản còn chờ"
    IMPORT_CORRECTED = "import.corrected", "Sửa văn bản vừa nhập"
    IMPORT_REREAD = "import.reread", "Đọc lại văn bản từ đầu"
    IMPORT_KEPT = "import.kept", "Giữ văn bản đã nhập"
    IMPORT_REMOVED = "import.removed", "Bỏ văn bản đã nhập"
    COPY_REMOVED = "copy.removed", "Bỏ bản nhập từ tệp của cơ quan khác"
    UNIT_SAVED = "unit.saved", "Sửa đơn vị"
    CATALOGUE_SAVED = "catalogue.saved", "Sửa danh mục"
    CATALOGUE_REMOVED = "catalogue.removed", "Xóa mục trong danh mục"
