"""Settings of one installation: ``config.yaml`` for the township's rules, the environment or ``.env`` for the rest.

Every fault is reported at once, in the operator's language. Secrets are never shown, neither in faults nor in reprs.
"""

import os
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any, Literal

import sqlalchemy as sa
import yaml
from dotenv import dotenv_values
from pydantic import AfterValidator, Field, SecretStr, ValidationError, ValidationInfo
from pydantic_core import PydanticCustomError
from pydantic_settings import BaseSettings, SettingsConfigDict

from bot.faults import Fault
from bot.setting_faults import faults_of
from services.settings.township import Township
from texts import Words
from texts.bundle import DEFAULT, load

PREFIX = "BIHUAN_"
API_BASE = "https://api.telegram.org"
ENV_FILE = Path(".env")
_DRIVERS = {"sqlite": "sqlite+aiosqlite", "postgresql": "postgresql+asyncpg", "postgres": "postgresql+asyncpg"}
_TOKEN = re.compile(r"\d{3,}:[A-Za-z0-9_-]{8,}")
_TOKEN_ELSEWHERE = re.compile(r"\d+:[A-Za-z0-9_-]+")
"""A token at another server than Telegram's, such as the sandbox, which takes any."""
_ORIGIN = re.compile(r"https?://[^/\s?#]+/?")
_PUBLIC = re.compile(r"https?://[^/\s?#]+(/[^\s?#]*)?")
_LISTEN = re.compile(r"[^\s:/]+:\d{1,5}|\[[0-9A-Fa-f:]+\]:\d{1,5}")
_REFERENCE = re.compile(r"\$\{([A-Za-z_][A-Za-z0-9_]*)\}")


class SettingsFaulty(Exception):
    """The settings cannot be used; ``faults`` lists every fault in them."""

    def __init__(self, faults: list[Fault], words: Words) -> None:
        super().__init__("; ".join(f"{fault.where}: {fault.expected}" for fault in faults))
        self.faults = faults
        self.words = words


def _token(value: SecretStr | None, info: ValidationInfo) -> SecretStr | None:
    at_telegram = info.data.get("api_base", API_BASE).rstrip("/") == API_BASE
    form = _TOKEN if at_telegram else _TOKEN_ELSEWHERE
    if value is not None and not form.fullmatch(value.get_secret_value()):
        raise PydanticCustomError("token", "123456:ABC…")
    return value


def database_url(written: str) -> str:
    """Return the URL with the async driver we use; ``ValueError`` for what is no SQLite file or PostgreSQL server."""
    try:
        url = sa.make_url(written.strip())
    except sa.exc.ArgumentError:
        raise ValueError("not a URL") from None
    backend = url.get_backend_name()
    if backend not in _DRIVERS or (backend == "sqlite" and url.database in (None, "", ":memory:")):
        raise ValueError("neither a SQLite file nor a PostgreSQL server")
    return url.set(drivername=_DRIVERS[backend]).render_as_string(hide_password=False)


def _database(value: SecretStr) -> SecretStr:
    try:
        return SecretStr(database_url(value.get_secret_value()))
    except ValueError:
        raise PydanticCustomError("database_url", "sqlite:///… or postgresql://…") from None


def _matching(pattern: re.Pattern[str], kind: str) -> AfterValidator:
    def check(value: str) -> str:
        if not pattern.fullmatch(value):
            raise PydanticCustomError(kind, "http(s)://host")
        return value

    return AfterValidator(check)


def _heartbeat(value: SecretStr) -> SecretStr:
    if not _PUBLIC.fullmatch(value.get_secret_value()):
        raise PydanticCustomError("public_url", "http(s)://host")
    return value


class Environment(BaseSettings):
    """Settings that are secret or differ between installations: ``BIHUAN_…`` in the environment or in ``.env``."""

    model_config = SettingsConfigDict(
        env_prefix=PREFIX, env_file_encoding="utf-8", env_ignore_empty=True, extra="ignore", frozen=True
    )

    config: Path = Path("config.yaml")
    api_base: Annotated[str, _matching(_ORIGIN, "origin")] = API_BASE
    token: Annotated[SecretStr | None, AfterValidator(_token)] = None  # after ``api_base``, on which its form depends
    database_url: Annotated[SecretStr, AfterValidator(_database)] = SecretStr("sqlite+aiosqlite:///var/bihuan.sqlite3")
    clock: Literal["system", "sandbox"] = "system"
    webhook_url: Annotated[str, _matching(_PUBLIC, "public_url")] | None = None
    webhook_host: str = "127.0.0.1"
    webhook_port: int = Field(default=8443, ge=1, le=65535)
    proxy: SecretStr | None = None
    health: Annotated[str, _matching(_LISTEN, "host_port")] | None = None
    """Where ``/healthz`` is answered: ``127.0.0.1:8090``."""
    heartbeat_url: Annotated[SecretStr, AfterValidator(_heartbeat)] | None = None
    """The address fetched each minute while nothing is late; a secret, because its use says that all is well."""
    feed_token: Annotated[SecretStr, Field(min_length=16)] | None = None
    """The secret that opens ``/orders.atom`` beside ``/healthz``: our own orders as CAP. None: nobody gets them."""
    language: Literal["zh_CN", "en"] | None = None
    """The operator's language in the terminal; the township's when not given."""


@dataclass(frozen=True)
class Settings:
    """All settings of an installation."""

    environment: Environment
    township: Township

    @property
    def database_url(self) -> str:
        """The database's URL with its async driver; may hold a password."""
        return self.environment.database_url.get_secret_value()

    @property
    def token(self) -> str | None:
        """The bot's token; None when there is none."""
        return self.environment.token.get_secret_value() if self.environment.token else None

    @property
    def words(self) -> Words:
        """The words for the operator."""
        return load()[self.environment.language or self.township.language]


def read(env_file: Path | None = ENV_FILE) -> Settings:
    """Return the settings of this process; raises ``SettingsFaulty`` with every fault of both sources."""
    variables = variables_of(env_file)
    rules = Path(variables.get(f"{PREFIX}CONFIG") or "config.yaml")
    return put_together(lambda: Environment(_env_file=env_file), rules, variables)


def variables_of(env_file: Path | None = ENV_FILE) -> dict[str, str | None]:
    """Return the variables of this process, and those of the file that it does not have."""
    return {**(dotenv_values(env_file) if env_file and env_file.is_file() else {}), **os.environ}


def put_together(make: Callable[[], Environment], path: Path, variables: Mapping[str, str | None]) -> Settings:
    """Return the settings with the rules of a file; raises ``SettingsFaulty`` with every fault of both."""
    faults: list[Fault] = []
    environment: Environment | None = None
    unset: ValidationError | None = None
    try:
        environment = make()
    except ValidationError as error:
        unset = error
    data, broken = _yaml(path)
    words = operator_words(variables, data)
    if unset is not None:
        faults += faults_of(unset, Environment, words, prefix=PREFIX)
    if broken is not None:
        faults.append(_broken(path, broken, words))
        raise SettingsFaulty(faults, words)
    faults += _expand(data, variables, words)
    try:
        township = Township.parse(data)
    except ValidationError as error:
        faults += faults_of(error, Township, words)
    if faults or environment is None:
        raise SettingsFaulty(faults, words)
    return Settings(environment, township)


def read_environment(env_file: Path | None = ENV_FILE) -> Environment:
    """Return the settings of a process that has no rules of its own; raises ``SettingsFaulty``."""
    try:
        return Environment(_env_file=env_file)
    except ValidationError as error:
        words = operator_words(variables_of(env_file))
        raise SettingsFaulty(faults_of(error, Environment, words, prefix=PREFIX), words) from None


def operator_words(variables: Mapping[str, str | None], data: object = None) -> Words:
    """Return the words for the terminal: ``BIHUAN_LANGUAGE``, else the township's language, else the locale's."""
    chosen = variables.get(f"{PREFIX}LANGUAGE")
    if chosen not in load().languages:
        chosen = data.get("language") if isinstance(data, dict) else None
    if chosen not in load().languages and not isinstance(data, dict):
        locale = variables.get("LC_ALL") or variables.get("LC_MESSAGES") or variables.get("LANG") or ""
        chosen = "en" if locale.startswith("en") else DEFAULT
    return load()[chosen if isinstance(chosen, str) else None]


class _Strict(yaml.CSafeLoader):
    """YAML that refuses a repeated key instead of taking the second, and keeps keys as they are written.

    YAML 1.1 would read the key ``off`` of a year's holidays as false.
    """


def _mapping(loader: _Strict, node: yaml.MappingNode) -> dict[Any, Any]:
    found: dict[Any, Any] = {}
    for key_node, value_node in node.value:
        key = loader.construct_object(key_node, deep=True)
        if isinstance(key, bool):
            key = key_node.value
        elif not isinstance(key, str | int | float):
            key = str(key)
        if key in found:
            raise yaml.constructor.ConstructorError(None, None, f"{key} stands twice", key_node.start_mark)
        found[key] = loader.construct_object(value_node, deep=True)
    return found


_Strict.add_constructor(yaml.resolver.BaseResolver.DEFAULT_MAPPING_TAG, _mapping)


def parsed(text: str) -> Any:
    """Return the content of a YAML text. Raises ``YAMLError``."""
    return yaml.load(text, Loader=_Strict)


def _yaml(path: Path) -> tuple[Any, tuple[str, str] | None]:
    """Return the file's content, or why there is none: the kind of fault and the value met."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        return None, ("encoding", path.name)
    except FileNotFoundError:
        return None, ("no-file", path.name)
    except OSError as error:
        return None, ("unreadable", error.strerror or type(error).__name__)
    try:
        data = parsed(text)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark
        line = f"{mark.line + 1}:{mark.column + 1} " if mark else ""
        return None, ("yaml", f"{line}{error.problem}")
    except yaml.YAMLError as error:
        return None, ("yaml", type(error).__name__)
    return (data, None) if isinstance(data, dict) else (None, ("yaml", type(data).__name__))


def _broken(path: Path, broken: tuple[str, str], words: Words) -> Fault:
    kind, met = broken
    return Fault(str(path), met, words.plain(f"fault-config-{kind}"), words.plain(f"mend-config-{kind}"))


def _expand(data: Any, variables: Mapping[str, str | None], words: Words) -> list[Fault]:
    """Put the environment's values for ``${NAME}`` into the fallback channels, where secrets are needed."""
    channels = data.get("fallback") if isinstance(data, dict) else None
    if not isinstance(channels, dict):
        return []
    faults: list[Fault] = []
    for name, url in channels.items():
        for variable in _REFERENCE.findall(url) if isinstance(url, str) else ():
            if not variables.get(variable):
                said = words.plain("fault-variable", name=variable), words.plain("mend-variable", name=variable)
                faults.append(Fault(f"fallback.{name}", f"${{{variable}}}", *said))
        if isinstance(url, str):
            channels[name] = _REFERENCE.sub(lambda found: variables.get(found[1]) or "", url)
    return faults
