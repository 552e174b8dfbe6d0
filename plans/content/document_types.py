"""The types of documents with the abbreviations their numbers carry (Nghị định 30/2020/NĐ-CP, Phụ lục III)."""

from .vietnamese import capitalised, clean_line, fold

#: Tên loại: chữ viết tắt. A công văn carries none in its number; CV only names its series.
TYPE_ABBREVIATIONS = {
    "Nghị quyết": "NQ",
    "Quyết định": "QĐ",
    "Chỉ thị": "CT",
    "Quy chế": "QC",
    "Quy định": "QyĐ",
    "Thông cáo": "TC",
    "Thông báo": "TB",
    "Hướng dẫn": "HD",
    "Chương trình": "CTr",
    "Kế hoạch": "KH",
    "Phương án": "PA",
    "Đề án": "ĐA",
    "Dự án": "DA",
    "Báo cáo": "BC",
    "Biên bản": "BB",
    "Tờ trình": "TTr",
    "Hợp đồng": "HĐ",
    "Công văn": "CV",
    "Công điện": "CĐ",
    "Bản ghi nhớ": "BGN",
    "Bản thỏa thuận": "BTT",
    "Giấy ủy quyền": "GUQ",
    "Giấy mời": "GM",
    "Giấy giới thiệu": "GGT",
    "Giấy nghỉ phép": "GNP",
    "Phiếu gửi": "PG",
    "Phiếu chuyển": "PC",
    "Phiếu báo": "PB",
}
LETTER = "Công văn"
#: The type a result report prints.
REPORT = "BÁO CÁO"
#: Certified copies of every kind share one series of their own (Phụ lục I: "đánh chung cho các loại bản sao").
COPIES = "SAO"

_BY_FOLDED_NAME = {fold(name): code for name, code in TYPE_ABBREVIATIONS.items()}
_MAX_CODE = 10


def is_report(document_type: str) -> bool:
    """Whether a document of this printed type is a báo cáo."""
    return fold(clean_line(document_type)) == fold(REPORT)


def type_code(document_type: str, symbol: str = "") -> str:
    """The abbreviation that names a type's series: KẾ HOẠCH → KH, Công văn → CV.

    A document without a printed type is a công văn; one the decree does not list goes by the first letters of its
    symbol ("NV-UBND" → NV).
    """
    name = clean_line(document_type) or LETTER
    return _BY_FOLDED_NAME.get(fold(name)) or clean_line(symbol).split("-")[0][:_MAX_CODE] or name[:_MAX_CODE]


def type_name(document_type: str) -> str:
    """The type as running text and the register write it: "Kế hoạch"; "Công văn" where the document prints none."""
    return capitalised(clean_line(document_type).lower()) or LETTER


def symbol_of(document_type: str, organ: str) -> str:
    """Ký hiệu as the type and the organ make it: "TB-UBND"; of a công văn the organ alone, before its field."""
    code = _BY_FOLDED_NAME.get(fold(clean_line(document_type)))
    if code is None or code == TYPE_ABBREVIATIONS[LETTER]:
        return organ
    return f"{code}-{organ}" if organ else code
