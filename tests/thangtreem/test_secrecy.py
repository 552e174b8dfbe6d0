"""Secrets in addresses do not reach the log."""

import logging
import logging.config

import pytest

from thangtreem import settings
from thangtreem.secrecy import hidden


@pytest.mark.parametrize(
    ("address", "shown"),
    [
        ("/bao-cao/lien-ket/s3cr-et_/phan/chi-dao/", "/bao-cao/lien-ket/…/phan/chi-dao/"),
        ('"GET /lich/s3cret.ics HTTP/1.1" 404', '"GET /lich/… HTTP/1.1" 404'),
        ("/loi-moi/s3cret/?a=1", "/loi-moi/…/?a=1"),
        ("/dang-nhap/?next=/loi-moi/s3cret/", "/dang-nhap/?next=/loi-moi/…/"),
        ("/bao-cao/7/lien-ket/", "/bao-cao/7/lien-ket/"),
        ("/tai-khoan/lich/", "/tai-khoan/lich/"),
    ],
)
def test_a_secret_is_hidden_and_all_else_stays(address, shown):
    assert hidden(address) == shown


def test_what_django_says_of_a_refused_request_reaches_the_handler_without_the_secret(capsys):
    handler = settings.LOGGING["handlers"]["stderr"]
    logging.config.dictConfig(
        settings.LOGGING | {"root": {}, "loggers": {"a-test": {"handlers": ["stderr"], "level": "INFO"}}}
    )
    logger = logging.getLogger("a-test")

    logger.warning("Forbidden (%s): %s", "token missing", "/bao-cao/lien-ket/s3cret/gui/")
    logger.warning("Not Found: /lich/s3cret.ics")
    logger.warning("%s letters", 3)

    logger.handlers.clear()
    logging.config.dictConfig(settings.LOGGING)
    said = [line.split("a-test: ")[1] for line in capsys.readouterr().err.splitlines()]
    assert said == ["Forbidden (token missing): /bao-cao/lien-ket/…/gui/", "Not Found: /lich/…", "3 letters"]
    assert handler["filters"] == ["secrets"]
