"""Environment variables become settings, and nonsense becomes a sentence."""

from datetime import date

import pytest
from django.core.exceptions import ImproperlyConfigured

from thangtreem.env import env_bool, env_database, env_date, env_int, env_list, env_secret, env_str

NAME = "THANGTREEM_SAMPLE"


@pytest.fixture
def given(monkeypatch):
    """Sets the sample variable."""

    def set_variable(value, name=NAME):
        monkeypatch.setenv(name, value)

    monkeypatch.delenv(NAME, raising=False)
    return set_variable


def test_str_strips_blanks_and_takes_empty_for_unset(given):
    given("  hộp thư ")
    assert env_str(NAME) == "hộp thư"
    given("  ")
    assert env_str(NAME, "khác") == "khác"


@pytest.mark.parametrize(("written", "expected"), [("True", True), ("False", False), ("", True)])
def test_bool_reads_true_false_and_nothing(given, written, expected):
    given(written)

    assert env_bool(NAME, default=True) is expected


@pytest.mark.parametrize("written", ["true", "1", "yes", "on", "Đúng"])
def test_bool_refuses_other_words(given, written):
    given(written)

    with pytest.raises(ImproperlyConfigured, match=f"{NAME} must be True, False or empty, not '{written}'"):
        env_bool(NAME)


def test_int_reads_digits_or_the_default(given):
    assert env_int(NAME, 7) == 7
    given("0")
    assert env_int(NAME, 7) == 0


@pytest.mark.parametrize("written", ["-1", "1.5", "ba", "1_000", "٣", "0x10"])
def test_int_refuses_what_is_not_a_whole_number(given, written):
    given(written)

    with pytest.raises(ImproperlyConfigured, match=f"{NAME} must be a whole number of at least 0"):
        env_int(NAME, 7)


def test_int_refuses_less_than_the_least(given):
    given("0")

    with pytest.raises(ImproperlyConfigured, match="at least 1"):
        env_int(NAME, 7, least=1)


def test_list_reads_names_between_commas(given):
    assert env_list(NAME, ("a",)) == ["a"]
    given("kehoach.tinh.vn, www.tinh.vn")
    assert env_list(NAME) == ["kehoach.tinh.vn", "www.tinh.vn"]


@pytest.mark.parametrize("written", ["a,,b", "a,", ",a"])
def test_list_refuses_empty_parts(given, written):
    given(written)

    with pytest.raises(ImproperlyConfigured, match="separated by single commas"):
        env_list(NAME)


def test_date_reads_one_calendar_day(given):
    assert env_date(NAME) is None
    given("2026-05-13")
    assert env_date(NAME) == date(2026, 5, 13)


@pytest.mark.parametrize("written", ["13/05/2026", "2026-02-30", "hôm nay"])
def test_date_refuses_other_ways_to_write_it(given, written):
    given(written)

    with pytest.raises(ImproperlyConfigured, match="a date written like 2026-05-13"):
        env_date(NAME)


def test_secret_comes_from_the_variable_or_from_a_file(given, tmp_path, monkeypatch):
    given("bí-mật")
    assert env_secret(NAME) == "bí-mật"
    monkeypatch.delenv(NAME)
    file = tmp_path / "secret"
    file.write_text("từ-tệp\n", encoding="utf-8")
    given(str(file), f"{NAME}_FILE")
    assert env_secret(NAME) == "từ-tệp"


def test_secret_refuses_two_sources(given, tmp_path):
    given("bí-mật")
    given(str(tmp_path / "secret"), f"{NAME}_FILE")

    with pytest.raises(ImproperlyConfigured, match="not both"):
        env_secret(NAME)


def test_secret_refuses_a_file_that_cannot_be_read_or_is_empty(given, tmp_path):
    given(str(tmp_path / "missing"), f"{NAME}_FILE")
    with pytest.raises(ImproperlyConfigured, match="cannot be read: FileNotFoundError"):
        env_secret(NAME)

    empty = tmp_path / "empty"
    empty.touch()
    given(str(empty), f"{NAME}_FILE")
    with pytest.raises(ImproperlyConfigured, match="empty file"):
        env_secret(NAME)


def test_database_without_an_address_is_the_sqlite_file_with_a_write_ahead_log(given, tmp_path):
    database = env_database(NAME, sqlite=tmp_path / "new folder" / "100%.sqlite3")

    assert database["NAME"] == str(tmp_path / "new folder" / "100%.sqlite3")
    assert (tmp_path / "new folder").is_dir()
    assert database["OPTIONS"]["transaction_mode"] == "IMMEDIATE"
    assert "journal_mode=WAL" in database["OPTIONS"]["init_command"]


def test_database_reads_a_postgresql_address(given, tmp_path):
    given("postgresql://an:m%40t@db.noi-bo:5433/kehoach?sslmode=require")

    database = env_database(NAME, sqlite=tmp_path / "unused.sqlite3")

    assert {key: database[key] for key in ("ENGINE", "HOST", "PORT", "NAME", "USER", "PASSWORD", "OPTIONS")} == {
        "ENGINE": "django.db.backends.postgresql",
        "HOST": "db.noi-bo",
        "PORT": 5433,
        "NAME": "kehoach",
        "USER": "an",
        "PASSWORD": "m@t",
        "OPTIONS": {"sslmode": "require"},
    }
    assert database["CONN_HEALTH_CHECKS"] is True


@pytest.mark.parametrize("written", ["kehoach.sqlite3", "postgres//db/kehoach", "postgresql://db:cổng/kehoach"])
def test_database_refuses_what_is_not_an_address_without_repeating_it(given, tmp_path, written):
    given(written)

    with pytest.raises(ImproperlyConfigured, match="is not a database address") as refusal:
        env_database(NAME, sqlite=tmp_path / "unused.sqlite3")
    assert written not in str(refusal.value)


def test_database_refuses_other_engines(given, tmp_path):
    given("mysql://an@db/kehoach")

    with pytest.raises(ImproperlyConfigured, match="SQLite or a PostgreSQL"):
        env_database(NAME, sqlite=tmp_path / "unused.sqlite3")
