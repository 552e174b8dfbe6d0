"""Keys for one act: a certificate file with its password, a device with its PIN."""

from __future__ import annotations

import logging
import shutil
import subprocess
from datetime import timedelta
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    NoEncryption,
    PrivateFormat,
    pkcs12,
)

from plans.exceptions import Invalid
from plans.signing.keys import LARGEST_KEY_FILE, open_key_file, open_token
from plans.signing.verifying import read_signatures
from tests.signing.papers import LATER, LEADER, NOW, PASSWORD, SINCE, UNTIL, WARD, sign_as_leader

SOFT_TOKEN = Path("/usr/lib/softhsm/libsofthsm2.so")
PIN = "12345678"


def refusal(data, password):
    with pytest.raises(Invalid) as refused:
        open_key_file(data, password)
    return refused.value


def test_key_file_tells_whose_it_is(office):
    key = open_key_file(office.leader.key_file(PASSWORD), PASSWORD)

    facts = key.facts
    assert (facts.subject, facts.organisation, facts.issuer) == (LEADER, WARD, "Gốc chứng thư thử")
    assert facts.serial == f"{office.leader.certificate.serial_number:X}"
    assert (facts.valid_from, facts.valid_until) == (SINCE, UNTIL)


def test_wrong_password_is_said_without_repeating_it(office, caplog):
    with caplog.at_level(logging.DEBUG):
        error = refusal(office.leader.key_file(PASSWORD), "mật khẩu 124")

    assert error.message == "Mật khẩu của tệp chứng thư không đúng; nhập lại mật khẩu đi kèm tệp."
    assert "124" not in f"{error!r}{error.__cause__!r}{caplog.text}"
    assert error.__suppress_context__


def test_key_does_not_show_itself(office):
    key = open_key_file(office.leader.key_file(PASSWORD), PASSWORD)

    assert repr(key) == str(key) == f"SigningKey({LEADER})"


@pytest.mark.parametrize(
    "content",
    [b"", b"hello", b"%PDF-1.7", b"-----BEGIN CERTIFICATE-----", b"\x30\x82" + bytes(500)],
    ids=["nothing", "words", "a PDF", "a certificate", "half of one"],
)
def test_other_files_are_refused(content):
    assert refusal(content, PASSWORD).message.startswith("Tệp không phải là tệp chứng thư số")


def test_huge_file_is_refused_unread():
    assert refusal(bytes(LARGEST_KEY_FILE + 1), PASSWORD).message.startswith("Tệp không phải là tệp chứng thư số")


def test_file_with_a_certificate_only_is_refused(office):
    only = pkcs12.serialize_key_and_certificates(
        None, None, office.leader.certificate, None, BestAvailableEncryption(PASSWORD.encode())
    )

    assert refusal(only, PASSWORD).message.startswith("Tệp chứng thư không có khóa bí mật")


def test_file_with_a_key_only_is_refused(office):
    only = pkcs12.serialize_key_and_certificates(
        None, office.leader.key, None, None, BestAvailableEncryption(PASSWORD.encode())
    )

    assert refusal(only, PASSWORD).message.startswith("Tệp không có chứng thư số của người ký")


def test_certificate_that_fits_is_found_among_the_others(office):
    """Some programs write the certificate without naming it as the key's own."""
    loose = pkcs12.serialize_key_and_certificates(
        None,
        office.leader.key,
        None,
        [office.organ.certificate, office.leader.certificate],
        BestAvailableEncryption(PASSWORD.encode()),
    )

    assert open_key_file(loose, PASSWORD).facts.subject == LEADER


def test_file_without_a_password_opens_with_none_given(office):
    open_file = pkcs12.serialize_key_and_certificates(
        None, office.leader.key, office.leader.certificate, None, NoEncryption()
    )

    assert open_key_file(open_file, "").facts.subject == LEADER


@pytest.mark.parametrize(
    ("at", "said"),
    [
        (
            UNTIL + timedelta(days=1),
            f"Chứng thư số của {LEADER} đã hết hạn ngày 17/6/2027; dùng chứng thư còn hiệu lực.",
        ),
        (SINCE - timedelta(days=1), f"Chứng thư số của {LEADER} chưa có hiệu lực, phải từ ngày 08/4/2025 mới ký được."),
    ],
    ids=["expired", "not yet valid"],
)
def test_certificate_out_of_its_time_does_not_sign(office, papers, at, said):
    with pytest.raises(Invalid) as refused:
        sign_as_leader(papers.blank, office.leader_key, at=at)

    assert refused.value.message == said


# --- a device: SoftHSM stands for it ----------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def token(office, tmp_path_factory):
    """A token named "lanh-dao" with the leader's key and certificate; the driver reads its place once per process."""
    if not SOFT_TOKEN.exists() or shutil.which("softhsm2-util") is None:
        pytest.skip("SoftHSM is not installed (apt-get install softhsm2): the signing device cannot be tried")
    import pkcs11
    from pkcs11.util.ec import decode_ec_private_key
    from pkcs11.util.x509 import decode_x509_certificate

    folder = tmp_path_factory.mktemp("softhsm")
    (folder / "tokens").mkdir()
    settings = folder / "softhsm2.conf"
    settings.write_text(f"directories.tokendir = {folder / 'tokens'}\nlog.level = ERROR\n")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SOFTHSM2_CONF", str(settings))
        made = ["softhsm2-util", "--init-token", "--free", "--label", "lanh-dao", "--pin", PIN, "--so-pin", "87654321"]
        subprocess.run(made, check=True, capture_output=True)
        library = pkcs11.lib(str(SOFT_TOKEN))
        library.reinitialize()
        key = office.leader.key.private_bytes(Encoding.DER, PrivateFormat.TraditionalOpenSSL, NoEncryption())
        with library.get_token(token_label="lanh-dao").open(rw=True, user_pin=PIN) as session:
            marked = {pkcs11.Attribute.ID: b"\x01", pkcs11.Attribute.LABEL: "lanh-dao", pkcs11.Attribute.TOKEN: True}
            session.create_object(decode_ec_private_key(key) | marked | {pkcs11.Attribute.SIGN: True})
            der = office.leader.certificate.public_bytes(Encoding.DER)
            session.create_object(decode_x509_certificate(der) | marked)
        yield str(SOFT_TOKEN)


def test_device_signs_like_a_file(token, office, papers):
    with open_token(token, pin=PIN, label="lanh-dao") as key:
        signed = sign_as_leader(papers.blank, key)

    (facts,) = read_signatures(signed, roots=office.roots, moment=LATER)
    assert (facts.who, facts.is_good, key.facts.subject) == (LEADER, True, LEADER)


def test_wrong_pin_is_said(token):
    with pytest.raises(Invalid) as refused, open_token(token, pin="11111111", label="lanh-dao"):
        pass

    assert refused.value.message.startswith("Mã PIN không đúng")
    assert "11111111" not in repr(refused.value)


@pytest.mark.parametrize("pin", ["", "1"])
def test_pin_of_the_wrong_length_is_a_wrong_pin(token, pin):
    with pytest.raises(Invalid) as refused, open_token(token, pin=pin, label="lanh-dao"):
        pass

    assert refused.value.message.startswith("Mã PIN không đúng")


def test_device_that_is_not_there_is_said(token):
    with pytest.raises(Invalid) as refused, open_token(token, pin=PIN, label="van-thu"):
        pass

    assert refused.value.message.startswith("Chưa thấy thiết bị ký")


def test_driver_that_is_not_installed_is_said():
    with pytest.raises(Invalid) as refused, open_token("/nowhere/driver.so", pin=PIN):
        pass

    assert refused.value.message.startswith("Máy chủ chưa cài phần mềm điều khiển thiết bị ký")
    assert NOW < LATER
