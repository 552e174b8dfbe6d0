"""`manage.py demo_certificates`: key files, pictures and a trusted root to try signing with, on this machine only."""

from argparse import ArgumentParser
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from ...services.loading.demo_marks import keep_marks
from ..authority import Authority
from ..drawn_marks import seal_png, signature_png

#: Of every key file here; the keys are made on this machine, trusted by its demonstration and by nobody else.
PASSWORD = "trinh-dien-2026"

_SIGNATURE, _SEAL = "chu-ky-binh.png", "dau-01840.png"
_WARD = "Ủy ban nhân dân phường Đức Xuân"
_SINCE, _UNTIL = datetime(2025, 1, 1, tzinfo=UTC), datetime(2035, 12, 31, tzinfo=UTC)
_READ_ME = f"""Chứng thư số TRÌNH DIỄN, do máy này tự tạo; không có giá trị ở bất cứ đâu khác.

binh.p12                    chứng thư của Hoàng Văn Bình, Phó Chủ tịch (ký)
binh-het-han.p12            như trên, đã hết hạn (cổng từ chối)
binh-bi-thu-hoi.p12         như trên, đã bị thu hồi (chữ ký không được công nhận)
co-quan-01840.p12           chứng thư của {_WARD} (đóng dấu)
chu-ky-binh.png             hình chữ ký, màu xanh, nền trong suốt
dau-01840.png               hình dấu mẫu, màu đỏ, nền trong suốt
goc-tin-cay.pem, thu-hoi.crl  gốc tin cậy và danh sách thu hồi mà cổng dùng để kiểm tra

Mật khẩu của mọi tệp .p12: {PASSWORD}
"""


class Command(BaseCommand):
    """Makes what is missing; what is there stays, so that files signed before stay good.

    The two pictures are also kept as those of the demonstration's signer and ward, unless these have their own.
    """

    help = "Tạo chứng thư số, hình chữ ký và hình dấu để thử ký trong bản trình diễn. Chạy lại được."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--out", type=Path, metavar="DIR", help="thư mục khác với thư mục gốc tin cậy của cổng")

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.DEMO:
            raise CommandError(
                "Cổng này không chạy ở chế độ trình diễn nên không tạo chứng thư mẫu; "
                "đặt THANGTREEM_DEMO=True rồi chạy lại."
            )
        folder: Path = options["out"] or settings.TRUST_ROOTS
        made = _missing(folder)
        if made:
            _write(folder)
        word = "đã tạo" if made else "đã có từ trước"
        self.stdout.write(f"Chứng thư số để thử ký ({word}): {folder}, mật khẩu {PASSWORD}")
        keep_marks(signature=(folder / _SIGNATURE).read_bytes(), seal=(folder / _SEAL).read_bytes())


def _missing(folder: Path) -> bool:
    return any(not (folder / name).exists() for name in _NAMES)


def _write(folder: Path) -> None:
    """All of it at once: the root's own key is not kept, so nothing can be added later."""
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    for name, content in _contents().items():
        file = folder / name
        file.touch(mode=0o600)
        file.write_bytes(content)


def _contents() -> dict[str, bytes]:
    root = Authority.founded("Gốc chứng thư trình diễn Thangtreem", since=_SINCE, until=_UNTIL)
    leader = root.certify("Hoàng Văn Bình", _WARD, since=_SINCE, until=_UNTIL)
    expired = root.certify("Hoàng Văn Bình", _WARD, since=_SINCE, until=_SINCE + timedelta(days=365))
    revoked = root.certify("Hoàng Văn Bình", _WARD, since=_SINCE, until=_UNTIL)
    organ = root.certify(_WARD, since=_SINCE, until=_UNTIL)
    root.revoke(revoked, _SINCE + timedelta(days=30))
    return {
        "goc-tin-cay.pem": root.root_pem(),
        "thu-hoi.crl": root.revocations_pem(at=_SINCE + timedelta(days=31)),
        "binh.p12": leader.key_file(PASSWORD),
        "binh-het-han.p12": expired.key_file(PASSWORD),
        "binh-bi-thu-hoi.p12": revoked.key_file(PASSWORD),
        "co-quan-01840.p12": organ.key_file(PASSWORD),
        _SIGNATURE: signature_png(),
        _SEAL: seal_png("ỦY BAN NHÂN DÂN PHƯỜNG ĐỨC XUÂN", ("DẤU MẪU", "trình diễn")),
        "DOC-TRUOC.txt": _READ_ME.encode(),
    }


_NAMES = (
    *("goc-tin-cay.pem", "thu-hoi.crl", "binh.p12", "binh-het-han.p12", "binh-bi-thu-hoi.p12", "co-quan-01840.p12"),
    *(_SIGNATURE, _SEAL, "DOC-TRUOC.txt"),
)
