"""The sentences a person reads when a file is not taken: what is wrong with it and what to do."""

from plans.exceptions import Unreadable

MAX_BYTES = 20 * 1024 * 1024
MAX_PAGES = 300
#: Letters of a document; the longest plan seen has 60,000, and 300 full pages have about 900,000.
MAX_LETTERS = 2_000_000
#: Letters without a space between them; the longest web address seen in a plan has about 300.
MAX_WORD = 2_000

EMPTY = "Tệp trống, không có nội dung nào; kiểm tra lại tệp rồi chọn lại."
TOO_BIG = "Tệp lớn hơn 20 MB; giảm dung lượng ảnh trong tệp hoặc tách thành nhiều tệp rồi nhập lại."
TOO_MANY_PAGES = "Tệp có hơn 300 trang; tách riêng phần kế hoạch rồi nhập lại."
TOO_LONG = "Văn bản dài quá mức của một kế hoạch (hơn 2 triệu chữ cái); tách riêng phần kế hoạch rồi nhập lại."
NOT_SENTENCES = "Nội dung tệp là một dãy ký tự liền nhau, không phải câu chữ; kiểm tra lại tệp rồi chọn lại."
NO_TEXT = "Không tìm thấy chữ nào trong tệp; kiểm tra lại tệp rồi chọn lại."

UNKNOWN_KIND = "Không nhận ra loại tệp này; chỉ nhập được Word (.docx), PDF (.pdf) và văn bản thuần (.txt)."
OLD_WORD = "Tệp Word kiểu cũ (.doc) chưa đọc được; mở bằng Word, lưu lại dạng .docx rồi nhập lại."
RTF = "Tệp RTF chưa đọc được; mở bằng Word, lưu lại dạng .docx rồi nhập lại."
OPEN_DOCUMENT = "Tệp OpenDocument (.odt) chưa đọc được; mở bằng Word hoặc LibreOffice, lưu lại dạng .docx rồi nhập lại."
STRICT_WORD = "Tệp Word lưu ở dạng Strict Open XML chưa đọc được; mở bằng Word, lưu lại dạng .docx thường rồi nhập lại."
SPREADSHEET = "Đây là bảng tính hoặc bản trình chiếu, không phải văn bản; chọn tệp Word, PDF hoặc văn bản thuần."
PICTURE = "Đây là tệp ảnh; quét hoặc lưu các trang thành một tệp PDF rồi nhập lại."
ARCHIVE = "Đây là tệp nén; giải nén rồi chọn từng văn bản, hoặc dùng chức năng nhập nhiều văn bản."
WEB_PAGE = "Đây là trang web; mở trang, sao chép nội dung văn bản rồi dán vào ô nhập văn bản."
MACRO = "Tệp Word có chứa macro nên không được nhận; mở bằng Word, lưu lại dạng .docx (không có macro) rồi nhập lại."
ENCRYPTED_WORD = "Tệp Word đặt mật khẩu; mở bằng Word, bỏ mật khẩu, lưu lại rồi nhập lại."
ENCRYPTED_PDF = "Tệp PDF đặt mật khẩu; mở tệp, in hoặc lưu thành bản PDF không mật khẩu rồi nhập lại."
DAMAGED_WORD = "Tệp Word bị hỏng; mở bằng Word để sửa, lưu lại dạng .docx rồi nhập lại."
DAMAGED_PDF = "Tệp PDF bị hỏng; mở bằng trình đọc PDF, in hoặc lưu thành tệp mới rồi nhập lại."
BOMB = "Tệp nén quá mức bình thường, có thể gây hại, nên không được mở; xin lại tệp gốc từ nơi gửi."
DOCTYPE = "Tệp Word chứa khai báo XML (DOCTYPE) có thể gây hại nên không được mở; mở bằng Word, lưu lại rồi nhập lại."
UNKNOWN_LETTERS = "Không đọc được chữ trong tệp: bảng mã lạ; mở tệp, lưu lại dạng văn bản Unicode (UTF-8) rồi nhập lại."
NO_LETTERS_IN_PDF = "Chữ trong tệp PDF không đổi được sang Unicode; nhập tệp Word gốc, hoặc in ra, quét lại rồi nhập."
NO_OCR = "Tệp PDF là bản quét; quản trị cần cài gói tesseract-ocr và tesseract-ocr-vie để đọc, hoặc nhập tệp Word gốc."
OCR_FAILED = "Phần mềm nhận dạng chữ không đọc được bản quét này; quét lại rõ hơn (300 dpi) hoặc nhập tệp Word gốc."

TOO_SLOW = "Đọc tệp quá {seconds} giây nên đã dừng; tách tệp thành phần ngắn hơn rồi nhập từng phần."
TOO_MUCH_MEMORY = "Đọc tệp cần nhiều bộ nhớ hơn mức cho phép nên đã dừng; giảm ảnh hoặc tách tệp rồi nhập lại."
CRASHED = "Tệp làm chương trình đọc dừng đột ngột, có thể đã hỏng; mở tệp, lưu thành tệp mới rồi nhập lại."

_KIND_NAMES = {"docx": "Word", "pdf": "PDF", "text": "văn bản thuần"}
_KIND_ENDINGS = {"docx": ".docx", "pdf": ".pdf", "text": ".txt"}


def wrong_ending(ending: str, kind: str) -> Unreadable:
    """The file is named as one kind and is another."""
    return Unreadable(
        f"Tệp mang đuôi {ending} nhưng nội dung là {_KIND_NAMES[kind]}; "
        f"kiểm tra có đúng tệp cần nhập không, đổi đuôi thành {_KIND_ENDINGS[kind]} rồi nhập lại."
    )
