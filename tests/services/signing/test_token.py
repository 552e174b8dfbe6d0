"""Signing and sealing with a device that is plugged into the server; SoftHSM stands for it."""

import shutil
import subprocess
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, pkcs12

from plans.enums import FileStage, PlanStatus, SigningMeans, StepKind
from plans.exceptions import Invalid
from plans.models import AuditEntry, Plan, SigningFile
from plans.services.signing import leader, organ
from tests.services.signing.papers import PASSWORD, key_file, plan_at, real_pdf, version_of
from tests.services.signing.test_organ import UNIT, ready

DRIVER = Path("/usr/lib/softhsm/libsofthsm2.so")
PIN = "73194682"

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("day_of_the_story")]


def put(library, label, p12):
    from pkcs11 import Attribute
    from pkcs11.util.ec import decode_ec_private_key
    from pkcs11.util.x509 import decode_x509_certificate

    made = ["softhsm2-util", "--init-token", "--free", "--label", label, "--pin", PIN, "--so-pin", "87654321"]
    subprocess.run(made, check=True, capture_output=True)
    library.reinitialize()
    private, certificate, _ = pkcs12.load_key_and_certificates(p12, PASSWORD.encode())
    key = private.private_bytes(Encoding.DER, PrivateFormat.TraditionalOpenSSL, NoEncryption())
    with library.get_token(token_label=label).open(rw=True, user_pin=PIN) as session:
        marked = {Attribute.ID: b"\x01", Attribute.LABEL: label, Attribute.TOKEN: True}
        session.create_object(decode_ec_private_key(key) | marked | {Attribute.SIGN: True})
        session.create_object(decode_x509_certificate(certificate.public_bytes(Encoding.DER)) | marked)


@pytest.fixture
def device(settings, tmp_path, monkeypatch):
    """A server with two devices: the leader's and the organ's."""
    if not DRIVER.exists() or shutil.which("softhsm2-util") is None:
        pytest.skip("SoftHSM is not installed (apt-get install softhsm2): the signing device cannot be tried")
    import pkcs11

    (tmp_path / "tokens").mkdir()
    config = tmp_path / "softhsm2.conf"
    config.write_text(f"directories.tokendir = {tmp_path / 'tokens'}\nlog.level = ERROR\n")
    monkeypatch.setenv("SOFTHSM2_CONF", str(config))
    library = pkcs11.lib(str(DRIVER))
    put(library, "lanh-dao", key_file())
    put(library, "co-quan", key_file(UNIT))
    settings.PKCS11_MODULE = str(DRIVER)


def test_leader_signs_with_the_device(device, ward, binh):
    plan = plan_at(ward, pdf=real_pdf())

    kept = leader.sign_with_token(plan, actor=binh, version_id=version_of(plan).pk, pin=PIN, label="lanh-dao")

    assert (kept.means, [one["who"] for one in kept.signers]) == (SigningMeans.TOKEN, ["Hoàng Văn Bình"])
    assert Plan.objects.get(pk=plan.pk).status == PlanStatus.APPROVED
    assert PIN not in str(list(AuditEntry.objects.values()))


def test_organ_seals_with_the_device(device, ward, mai):
    plan = ready(ward)

    kept = organ.seal_with_token(plan, actor=mai, version_id=version_of(plan).pk, pin=PIN, label="co-quan")

    assert (kept.stage, kept.means, kept.signers[-1]["who"]) == (FileStage.SEALED, SigningMeans.TOKEN, UNIT)


def test_wrong_pin_changes_nothing_and_is_not_repeated(device, ward, binh):
    plan = plan_at(ward, pdf=real_pdf())

    with pytest.raises(Invalid, match="Mã PIN không đúng") as refused:
        leader.sign_with_token(plan, actor=binh, version_id=version_of(plan).pk, pin="11112222", label="lanh-dao")

    assert "11112222" not in repr(refused.value)
    assert Plan.objects.get(pk=plan.pk).step_kind == StepKind.SIGN
    assert SigningFile.objects.count() == 0
