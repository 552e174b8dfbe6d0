"""`manage.py demo_certificates`: what one signs with in the demonstration."""

from io import StringIO

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from plans.management.commands.demo_certificates import PASSWORD
from plans.models import VisibleMark
from plans.signing.fields import LEADER_FIELD
from plans.signing.keys import open_key_file
from plans.signing.sealing import sign
from plans.signing.trust import load_roots
from plans.signing.verifying import CertificateState, read_signatures
from tests.factories import make_unit, make_user
from tests.signing.papers import NOW, papers

pytestmark = pytest.mark.django_db

FILES = [
    *("DOC-TRUOC.txt", "binh-bi-thu-hoi.p12", "binh-het-han.p12", "binh.p12", "chu-ky-binh.png"),
    *("co-quan-01840.p12", "dau-01840.png", "goc-tin-cay.pem", "thu-hoi.crl"),
]


def made(folder):
    said = StringIO()
    call_command("demo_certificates", out=folder, stdout=said)
    return said.getvalue()


@pytest.fixture
def folder(tmp_path, settings):
    settings.DEMO = True
    return tmp_path / "chung-thu"


def test_everything_to_sign_with_is_made_once(folder):
    first = made(folder)
    before = {file.name: file.read_bytes() for file in folder.iterdir()}
    second = made(folder)

    assert sorted(before) == FILES
    assert {file.name: file.read_bytes() for file in folder.iterdir()} == before
    assert first == f"Chứng thư số để thử ký (đã tạo): {folder}, mật khẩu {PASSWORD}\n"
    assert second == f"Chứng thư số để thử ký (đã có từ trước): {folder}, mật khẩu {PASSWORD}\n"
    assert {oct(file.stat().st_mode & 0o777) for file in folder.iterdir()} == {"0o600"}


@pytest.mark.parametrize(
    ("name", "state"), [("binh.p12", CertificateState.GOOD), ("binh-bi-thu-hoi.p12", CertificateState.REVOKED)]
)
def test_files_do_what_their_names_say(folder, name, state):
    made(folder)

    key = open_key_file((folder / name).read_bytes(), PASSWORD)
    signed = sign(papers().blank, key, field=LEADER_FIELD, certify=True, appearance=None, reason="", at=NOW)

    (facts,) = read_signatures(signed, roots=load_roots(folder), moment=NOW)
    assert (facts.who, facts.certificate, facts.is_good) == (
        "Hoàng Văn Bình",
        state,
        state is CertificateState.GOOD,
    )


def test_the_pictures_are_those_of_the_signer_and_the_ward(folder):
    binh, ward = make_user("Hoàng Văn Bình", username="binh"), make_unit("phường Đức Xuân", code="01840")

    made(folder)

    assert [(one.user, one.unit) for one in VisibleMark.objects.order_by("unit_id", "id")] in (
        [(binh, None), (None, ward)],
        [(None, ward), (binh, None)],
    )
    assert all(bytes(one.png).startswith(b"\x89PNG") for one in VisibleMark.objects.all())


def test_ones_own_picture_stays(folder):
    binh = make_user("Hoàng Văn Bình", username="binh")
    VisibleMark.objects.create(user=binh, png=b"own", width=100, height=50, updated_at=NOW)

    made(folder)
    made(folder)

    assert [bytes(one.png) for one in VisibleMark.objects.all()] == [b"own"]


def test_nothing_is_made_outside_a_demonstration(tmp_path, settings):
    settings.DEMO = False

    with pytest.raises(CommandError, match="không chạy ở chế độ trình diễn"):
        made(tmp_path / "chung-thu")

    assert list(tmp_path.iterdir()) == []
