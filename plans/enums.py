"""Stored states and kinds with their Vietnamese labels."""

from django.db.models import TextChoices

from .content import plan as content
from .content import signature


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
