"""Settings: every fault at once, with the key's path, the value met, what was expected and how to mend it."""

from collections.abc import Callable
from datetime import time, timedelta
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from pydantic import BaseModel, ValidationError

from bot.faults import Fault
from bot.settings import Environment, Settings, SettingsFaulty, database_url, parsed, read
from models.enums import Role
from services.settings.clocks import Rank
from services.settings.durations import ClockTime, Duration, parse_duration
from services.settings.township import Township
from texts.bundle import load

CONFIG = Path(__file__).parents[2] / "config.yaml"
LINES = (
    "traffic", "fire", "industry", "construction", "environment", "city", "special-equipment", "electricity",
    "education-health", "flood", "geology", "forest-fire", "earthquake", "weather",
)  # fmt: skip

Written = Callable[[str, str], None]


@pytest.fixture(autouse=True)
def clean(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Run in an empty folder without any setting of the machine's."""
    import os

    for name in [name for name in os.environ if name.startswith("BIHUAN_")]:
        monkeypatch.delenv(name)
    monkeypatch.chdir(tmp_path)


@pytest.fixture
def config(tmp_path: Path) -> Written:
    """Write config.yaml with one passage replaced, which must be there."""

    def write(old: str = "", new: str = "") -> None:
        file = tmp_path / "config.yaml"
        text = (file if file.exists() else CONFIG).read_text(encoding="utf-8")
        assert old in text
        file.write_text(text.replace(old, new, 1), encoding="utf-8")

    return write  # type: ignore[return-value]


def faults() -> list[Fault]:
    with pytest.raises(SettingsFaulty) as faulty:
        read()
    return faulty.value.faults


def fault() -> Fault:
    found = faults()
    assert len(found) == 1, found
    return found[0]


def test_the_demo_townships_rules_hold_domain_figures(config: Written) -> None:
    config("", "")
    town = read().township
    assert tuple(town.lines) == LINES
    assert len(town.lines_of("production-safety")) == 9
    assert len(town.lines_of("disaster-relief")) == 5
    assert all(line.keywords for line in town.lines.values())
    assert town.duplicate_radius("flood") == 1000
    assert town.duplicate_radius("geology") == 200
    assert [step.to for step in town.ladders.confirm] == [
        Rank.DUTY_OFFICER,
        Rank.STATION_DEPUTY_CHIEF,
        Rank.STATION_CHIEF,
        Rank.DIRECTOR,
    ]
    assert [step.wait for step in town.ladders.confirm[:3]] == [timedelta(minutes=m) for m in (3, 5, 10)]
    assert town.ladders.confirm[-1].call
    assert town.county_reports.follow_up_prompt == time(7, 30)


def test_the_file_says_what_the_defaults_say(config: Written) -> None:
    """An operator who deletes a section gets the figures that stand in it."""
    written = Township.parse(yaml.safe_load(CONFIG.read_text(encoding="utf-8")))
    bare = yaml.safe_load(CONFIG.read_text(encoding="utf-8"))
    kept = ("name", "county", "boundary", "committees", "lines", "severities", "login", "files")
    default = Township.parse({key: bare[key] for key in kept})
    ready = written.broadcasts.model_copy(update={"templates": ()})  # words for this township, no figures
    own = {"to": written.county_reports.to, "phones": written.county_reports.phones}  # the county's own office
    assert own["phones"]
    county = default.county_reports.model_copy(update=own)
    drills = written.drills.model_copy(update={"templates": ()})
    figures = written.model_copy(update={"broadcasts": ready, "drills": drills})
    assert figures == default.model_copy(update={"county_reports": county})


def test_every_rank_has_a_role() -> None:
    assert {rank.role for rank in Rank} <= set(Role)


def test_everything_wrong_is_said_at_once(config: Written, monkeypatch: pytest.MonkeyPatch) -> None:
    config("lead: water-station", "leed: water-station")
    config("committee: disaster-relief", "committee: disaster")
    config("claim: 5 min", "claim: 5")
    config("timezone: Asia/Shanghai", "timezone: Asia/Peking")
    config("to: director, call", "to: boss, call")
    config("fallback: {}", "fallback: {sms: 'json://${NO_SUCH_SECRET}/'}")
    monkeypatch.setenv("BIHUAN_TOKEN", "nonsense")
    monkeypatch.setenv("BIHUAN_WEBHOOK_PORT", "0")
    found = {each.where: each for each in faults()}
    assert set(found) == {
        "BIHUAN_TOKEN",
        "BIHUAN_WEBHOOK_PORT",
        "fallback.sms",
        "timezone",
        "lines.flood.lead",
        "lines.flood.leed",
        "lines.flood.committee",
        "clocks.claim",
        "ladders.confirm[4].to",
    }
    assert found["lines.flood.leed"].met == "water-station"
    assert "lead" in found["lines.flood.leed"].mend
    assert found["clocks.claim"].met == "5"
    assert "5 min" in found["clocks.claim"].mend
    assert "production-safety" in found["lines.flood.committee"].expected


@pytest.mark.parametrize(
    ("old", "new", "where"),
    [
        ("radius_m: 200", "radius_m: -1", "duplicates.radius_m"),
        ("per_second: 30", "per_second: 31", "send.per_second"),
        ("at: [0.5, 0.8, 1]", "at: [0.8, 0.5]", "reminders.at"),
        ('start: "22:00"', "start: 25", "quiet_hours.start"),
        ("lets_through: [life, order", "lets_through: [order", "quiet_hours.lets_through"),
        ("{photo: 20 MB", "{photo: 21 MB", "files.max_bytes.photo"),
        ("{photo: 20 MB", "{painting: 20 MB", "files.max_bytes.painting"),
        ("  ordinary: ", "  huge: ", "severities"),
        ("co: [road-station,", "co: [traffic-police,", "lines.traffic.co[1]"),
        ('end: "12:00"', 'end: "08:00"', "working_time.hours[1]"),
        ('start: "14:00"', 'start: "11:00"', "working_time"),
        ("ring: []", "ring: [[108, 30], [108, 31]]", "boundary.ring"),
        ("latitude: 30.1860", "latitude: 108.05", "boundary.centre.latitude"),
        ("languages: [zh_CN, en]", "languages: [en]", "language"),
        ("lead: fire-brigade", "lead: 消防站", "lines.fire.lead"),
        ("drill: false", "drill: maybe", "drill"),
        ("drill: false", "drill: false\nshelters: {line: flod}", "shelters.line"),
        ("to: unit_head, wait: 15 min", "to: substitute, wait: 15 min", "ladders.incident"),
        ("to: substitute", "to: handler", "ladders.sign_on"),
        ("hand_over_times: 6", "hand_over_times: 1", "duty"),
        ("login:", "logon:", "log"),
    ],
)
def test_one_fault_is_found_where_it_is(config: Written, old: str, new: str, where: str) -> None:
    config(old, new)
    found = faults()
    assert all(each.where.startswith(where) for each in found), found
    for each in found:
        assert each.met
        assert each.expected
        assert each.mend


@pytest.mark.parametrize(
    ("content", "met"),
    [
        (b"name: [", ""),
        (b"a: 1\na: 2\n", "a stands twice"),
        ("name: 青溪镇".encode("gbk"), ""),
        (b"", "NoneType"),
        (b"- 1", "list"),
        (b"!!python/object/apply:os.system ['true']", "python"),
    ],
)
def test_a_file_that_cannot_be_read(tmp_path: Path, content: bytes, met: str) -> None:
    (tmp_path / "config.yaml").write_bytes(content)
    assert met in fault().met


def test_no_file_at_all() -> None:
    assert fault().where == "config.yaml"


def test_a_file_saved_by_windows_is_read(tmp_path: Path) -> None:
    text = CONFIG.read_text(encoding="utf-8").replace("\n", "\r\n")
    (tmp_path / "config.yaml").write_bytes(b"\xef\xbb\xbf" + text.encode())
    assert read().township.name.zh_CN == "青溪镇"


def test_faults_come_in_the_operators_language(config: Written, monkeypatch: pytest.MonkeyPatch) -> None:
    config("claim: 5 min", "claim: 5")
    assert "时长" in fault().expected
    monkeypatch.setenv("BIHUAN_LANGUAGE", "en")
    assert "duration" in fault().expected
    monkeypatch.delenv("BIHUAN_LANGUAGE")
    config("language: zh_CN", "language: en")
    assert "duration" in fault().expected


def test_without_a_file_the_locale_decides(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LC_ALL", "en_US.UTF-8")
    assert fault().expected == "a configuration file"
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    assert "配置文件" in fault().expected


@pytest.mark.parametrize(
    ("base", "token", "fits"),
    [
        ("http://127.0.0.1:8081", "1:try", True),
        ("http://localhost:8081/", "42:x", True),
        ("http://127.0.0.1:8081", "try", False),
        ("https://api.telegram.org/", "1:try", False),
        ("", "1:try", False),
        ("", "123456:a-real-one", True),
    ],
)
def test_only_telegram_s_own_server_wants_a_token_of_botfather(
    config: Written, monkeypatch: pytest.MonkeyPatch, base: str, token: str, fits: bool
) -> None:
    config("", "")
    monkeypatch.setenv("BIHUAN_API_BASE", base)
    monkeypatch.setenv("BIHUAN_TOKEN", token)
    if fits:
        assert read().token == token
    else:
        assert fault().where == "BIHUAN_TOKEN"


def test_every_kind_of_fault_has_words_in_both_languages() -> None:
    chinese, english = load()["zh_CN"], load()["en"]
    for name in ("duration", "missing", "extra-forbidden", "token", "database-url", "severity-missing"):
        assert chinese.has(f"fault-{name}")
        assert english.has(f"mend-{name}")


SECRETS = {
    "BIHUAN_TOKEN": "123456:verysecrettoken",
    "BIHUAN_DATABASE_URL": "postgresql://bihuan:verysecretpassword@db/bihuan",
    "BIHUAN_PROXY": "socks5://user:verysecretproxy@proxy:1080",
    "SMS_SECRET": "verysecretsms",
}


def test_secrets_are_used_and_never_shown(config: Written, monkeypatch: pytest.MonkeyPatch) -> None:
    config("fallback: {}", "fallback: {sms: 'json://${SMS_SECRET}@sms/'}")
    for name, value in SECRETS.items():
        monkeypatch.setenv(name, value)
    settings = read()
    assert settings.token == SECRETS["BIHUAN_TOKEN"]
    assert settings.database_url == "postgresql+asyncpg://bihuan:verysecretpassword@db/bihuan"
    assert settings.township.fallback == {"sms": "json://verysecretsms@sms/"}
    assert "verysecret" not in repr(settings)
    assert "verysecret" not in str(settings)
    config("claim: 5 min", "claim: 5")
    monkeypatch.setenv("BIHUAN_TOKEN", "verysecret but wrong")
    monkeypatch.setenv("BIHUAN_DATABASE_URL", "mysql://root:verysecretpassword@db/bihuan")
    with pytest.raises(SettingsFaulty) as faulty:
        read()
    assert len(faulty.value.faults) == 3
    assert "verysecret" not in repr(faulty.value.faults) + str(faulty.value)


def test_secrets_come_from_a_file_too_but_the_environment_wins(
    config: Written, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    config("fallback: {}", "fallback: {sms: 'json://${SMS_SECRET}/'}")
    (tmp_path / ".env").write_text("BIHUAN_TOKEN=123456:from-the-file\nSMS_SECRET=s\nUNRELATED=1\n")
    assert read().token == "123456:from-the-file"
    monkeypatch.setenv("BIHUAN_TOKEN", "123456:from-the-environment")
    assert read().token == "123456:from-the-environment"
    monkeypatch.setenv("BIHUAN_TOKEN", "")
    assert read().token == "123456:from-the-file", "an empty variable is none"


@pytest.mark.parametrize(
    ("written", "used"),
    [
        ("sqlite:///var/x.sqlite3", "sqlite+aiosqlite:///var/x.sqlite3"),
        ("sqlite:////abs/x.db", "sqlite+aiosqlite:////abs/x.db"),
        ("sqlite+aiosqlite:///x", "sqlite+aiosqlite:///x"),
        ("postgresql://u:p%40ss@h:5433/d", "postgresql+asyncpg://u:p%40ss@h:5433/d"),
        ("postgres://h/d", "postgresql+asyncpg://h/d"),
        ("postgresql+psycopg://h/d", "postgresql+asyncpg://h/d"),
    ],
)
def test_plain_urls_get_the_async_driver(written: str, used: str) -> None:
    assert database_url(written) == used


@pytest.mark.parametrize("written", ["mysql://h/d", "sqlite://", "sqlite:///:memory:", "nonsense", ""])
def test_other_databases_are_refused(written: str) -> None:
    with pytest.raises(ValueError, match=r"URL|neither"):
        database_url(written)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("BIHUAN_API_BASE", "ftp://x"),
        ("BIHUAN_API_BASE", "https://api.telegram.org/bot"),
        ("BIHUAN_CLOCK", "sundial"),
        ("BIHUAN_WEBHOOK_URL", "bot.example.cn"),
        ("BIHUAN_WEBHOOK_PORT", "many"),
        ("BIHUAN_LANGUAGE", "fr"),
    ],
)
def test_faults_of_the_environment(config: Written, monkeypatch: pytest.MonkeyPatch, name: str, value: str) -> None:
    config("", "")
    monkeypatch.setenv(name, value)
    assert (fault().where, fault().met) == (name, value)


def test_defaults_need_no_environment() -> None:
    environment = Environment()
    assert environment.database_url.get_secret_value() == "sqlite+aiosqlite:///var/bihuan.sqlite3"
    assert environment.api_base == "https://api.telegram.org"
    assert environment.token is None
    assert Settings.__dataclass_params__.frozen  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("written", "seconds"),
    [
        ("5 min", 300),
        ("5min", 300),
        ("6 h", 21_600),
        ("3 d", 259_200),
        ("1 h 30 min", 5_400),
        ("100 ms", 0.1),
        ("PT5M", 300),
        ("P1DT2H", 93_600),
        ("5 分钟", 300),
        ("1 小时 30 分钟", 5_400),
        ("0.5 h", 1_800),
    ],
)
def test_durations(written: str, seconds: float) -> None:
    assert parse_duration(written).total_seconds() == seconds


@pytest.mark.parametrize(
    "written", [5, 5.0, True, None, "", "5", "5 parsecs", "min", "P", "PT", "-5 min", "5 min or so"]
)
def test_what_is_no_duration(written: object) -> None:
    class Holder(BaseModel):
        wait: Duration

    with pytest.raises(ValidationError):
        Holder.model_validate({"wait": written})


@given(st.integers(1, 10**8))
def test_a_duration_is_read_as_it_was_written(seconds: int) -> None:
    minutes, rest = divmod(seconds, 60)
    written = f"{minutes // 1440} d {minutes // 60 % 24} h {minutes % 60} min {rest} s"
    assert parse_duration(written) == timedelta(seconds=seconds)


@pytest.mark.parametrize("written", ["08:30", "8:30", "08\uff1a30", 510, time(8, 30)])
def test_times_of_day_even_as_yaml_reads_them(written: Any) -> None:
    class Holder(BaseModel):
        at: ClockTime

    assert Holder.model_validate({"at": written}).at == time(8, 30)
    for wrong in (8, 24 * 60, "24:00", "8", None, True):
        with pytest.raises(ValidationError):
            Holder.model_validate({"at": wrong})


def test_the_holidays_that_the_config_file_gives_as_an_example_are_read() -> None:
    """Uncommented as it stands; YAML 1.1 reads its key ``off`` as false."""
    lines = CONFIG.read_text(encoding="utf-8").replace("  # years:", "  years:").replace("  #   2027:", "    2027:")
    lines = lines.replace("  #     off:", "      off:").replace("  #     work:", "      work:")
    table = Township.parse(parsed(lines)).working_time.years[2027]
    assert (len(table.off), len(table.work)) == (2, 1)


ITEM = "{measure: %s, applies: [unit], points: %s, only: {%s}, name: {zh_CN: 会议, en: Meetings}}"


@pytest.mark.parametrize(
    ("item", "where", "expected"),
    [
        (("meetings", 99, ""), "assessment", "单位适用的各项分值相加应为 100，现为 99"),
        (("clicks", 100, ""), "assessment.items.mine.measure", "应为其中之一"),
        (("meetings", 100, "late: 0.5"), "assessment.items.mine", "取数规则 meetings 可用的参数：-"),
        (("feedback", 100, "committee: party"), "assessment.items.mine.only.committee", "committees 下已有的委员会"),
        (("feedback", 100, "lines: [sea]"), "assessment.items.mine.only.lines", "lines 下已有的条线"),
    ],
)
def test_a_table_of_the_assessment_that_cannot_be_right_is_refused(
    config: Written, item: tuple[str, int, str], where: str, expected: str
) -> None:
    config("assessment:\n", f"assessment:\n  items: {{mine: {ITEM % item}}}\n")
    found = fault()
    assert found.where == where
    assert expected in found.expected


RULE = {
    "name": {"zh_CN": "巡查", "en": "Patrol"},
    "owes": "village",
    "each": "month",
    "fulfilled_by": "patrol",
}


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        ("{fulfilled_by: petrol}", "应为下列之一：inspection, patrol, meeting"),
        ("{fulfilled_by: town_drill}", "town_drill 只能算作这些责任主体完成：town"),
        ("{every: 2}", "应写 since"),
        ("{by: 9, each: week}", "1 至 7"),
        ("{roles: [director]}", "owes: post"),
        ("{levels: [major]}", "risk_point"),
        ("{lines: [flood]}", "risk_point 或 line"),
        ("{seasons: [{each: week, season: {begins: 02-30, ends: 03-10}}]}", "月-日"),
        ("{warnings: [{each: week, every: 2, colour: red}]}", "不写 every"),
        ("{name: null}", "应写 name：mine"),
    ],
)
def test_a_rule_of_duties_that_cannot_be_kept_is_refused_with_the_way_to_mend_it(
    config: Written, more: str, expected: str
) -> None:
    rules = {"duties": {"mine": RULE | yaml.safe_load(more)}}
    config("duties: {}\n", yaml.safe_dump(rules, allow_unicode=True))
    found = fault()
    assert found.where.startswith("duties")
    assert expected in found.expected
    assert "对照 config.yaml" not in found.mend
