"""The folder of roots and revocation lists."""

from __future__ import annotations

import os

import pytest
from cryptography.hazmat.primitives.serialization import Encoding

from plans.signing.trust import TrustRoots, load_roots
from tests.signing.papers import NOW


def der(certificate):
    return certificate.public_bytes(Encoding.DER)


@pytest.fixture
def folder(tmp_path, office):
    (tmp_path / "goc.pem").write_bytes(office.authority.root_pem())
    (tmp_path / "thu-hoi.crl").write_bytes(office.authority.revocations_pem(at=NOW))
    return tmp_path


def test_folder_becomes_roots_and_lists(folder, office):
    read = load_roots(folder)

    assert (read.roots, read.intermediates, len(read.revocations)) == (
        (der(office.authority.holder.certificate),),
        (),
        1,
    )


def test_certificate_signed_by_another_is_an_intermediate(folder, office):
    (folder / "nguoi.cer").write_bytes(der(office.leader.certificate))

    read = load_roots(folder)

    assert read.intermediates == (der(office.leader.certificate),)
    assert read.roots == (der(office.authority.holder.certificate),)


def test_several_in_one_file_are_all_read(tmp_path, office):
    together = office.authority.root_pem() + office.leader.certificate.public_bytes(Encoding.PEM)
    (tmp_path / "tat-ca.pem").write_bytes(together + office.authority.revocations_pem(at=NOW))

    read = load_roots(tmp_path)

    assert (len(read.roots), len(read.intermediates), len(read.revocations)) == (1, 1, 1)


def test_what_is_neither_is_passed_over(folder):
    before = load_roots(folder)
    (folder / "hong.pem").write_bytes(b"-----BEGIN CERTIFICATE-----\nxx\n-----END CERTIFICATE-----\n")
    (folder / "rac.cer").write_bytes(os.urandom(300))
    (folder / "ghi-chu.txt").write_text("xin chào", encoding="utf-8")

    assert load_roots(folder) == before


def test_new_file_is_seen_at_once(folder, office):
    assert load_roots(folder).intermediates == ()

    (folder / "moi.crt").write_bytes(office.organ.certificate.public_bytes(Encoding.PEM))

    assert load_roots(folder).intermediates == (der(office.organ.certificate),)


def test_missing_folder_trusts_nobody(tmp_path):
    assert load_roots(tmp_path / "khong-co") == TrustRoots()
