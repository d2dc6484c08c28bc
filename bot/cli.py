"""The command line (DESIGN §6): names, exit codes and JSON are a contract. 0 done, 1 faults found, 2 wrong usage.

Everything heavy is imported by the command that needs it: ``bihuan --help`` answers at once.
"""

import asyncio
from collections.abc import Callable, Coroutine, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, NoReturn, TypeVar

import typer

if TYPE_CHECKING:
    from bot.backup import Contents
    from bot.faults import Fault
    from bot.runtime import Launch
    from bot.settings import Settings
    from services.roster import rows
    from services.town import Town
    from texts import Words

T = TypeVar("T")

app = typer.Typer(
    add_completion=False,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    help="闭环 Bihuan：乡镇应急管理站闭环处置机器人 / a township's emergency station closes the loop",
)
roster_app = typer.Typer(no_args_is_help=True, rich_markup_mode=None, help="花名册 / the roster (Excel)")
export_app = typer.Typer(no_args_is_help=True, rich_markup_mode=None, help="导出台账 / ledgers as Excel")
app.add_typer(roster_app, name="roster")
app.add_typer(export_app, name="export")

FOUND = 1
"""Exit code when something is to be mended."""


def main() -> None:
    """Run the command line."""
    app()


@app.command()
def run(
    roles: Annotated[str, typer.Option(help="intake,scheduler,delivery,console")] = "intake,scheduler,delivery",
) -> None:
    """启动机器人 / Run the bot until SIGTERM."""
    settings = _settings()
    if settings.token is None:
        _faulty([_missing_token(settings)], settings.words)
    from bot import logs, runtime

    logs.configure()
    raise typer.Exit(runtime.run(_launch(settings, roles)))


@app.command()
def sandbox(
    host: Annotated[str, typer.Option()] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=1, max=65535)] = 8081,
    limits: Annotated[str, typer.Option(help="off | strict")] = "off",
) -> None:
    """启动本地 Telegram 替身 / Run the local stand-in for Telegram."""
    if limits not in ("off", "strict"):
        raise typer.BadParameter("off | strict", param_hint="--limits")
    from sandbox import server

    server.run(host, port, limits)  # type: ignore[arg-type]


@app.command()
def demo(
    port: Annotated[int, typer.Option(min=1, max=65535)] = 8080,
    folder: Annotated[Path, typer.Option(help="数据目录 / where its data is kept")] = Path("var/demo"),
) -> None:
    """演示：无需令牌和网络 / The demo township; no token, no internet."""
    from bot import demo as play

    raise typer.Exit(play.run(port, folder))


@app.command()
def migrate() -> None:
    """建库或升级数据库 / Create the database or bring it to the newest revision."""
    settings = _settings()
    import migrations

    with _database_errors(settings.words):
        migrations.upgrade(settings.database_url)
    typer.echo(settings.words.plain("cli-migrated", revision=migrations.head()))


@app.command()
def check(as_json: Annotated[bool, typer.Option("--json", help="JSON")] = False) -> None:
    """检查配置、数据库、花名册等 / Check everything: every fault at once."""
    from bot.checks import Report, examine
    from bot.settings import SettingsFaulty, read
    from services.clock import SystemClock

    try:
        settings = read()
    except SettingsFaulty as error:
        report, words = Report(error.faults), error.words
    else:
        report, words = asyncio.run(examine(settings, SystemClock().now())), settings.words
    if as_json:
        import orjson

        typer.echo(orjson.dumps(report.as_json(), option=orjson.OPT_INDENT_2).decode())
    else:
        for note in report.notes:
            typer.echo(f"· {note}")
        _show(report.faults, words)
        if not report.faults:
            typer.echo(words.plain("cli-all-well"))
    raise typer.Exit(FOUND if report.faults else 0)


@roster_app.command("template")
def roster_template(
    file: Annotated[Path, typer.Argument(help=".xlsx")],
    force: Annotated[bool, typer.Option("--force", help="覆盖已有文件 / overwrite")] = False,
) -> None:
    """生成空花名册 / Write an empty roster workbook."""
    settings = _settings()
    _writable(file, force, settings.words)
    from services.roster.template import write_template

    write_template(file, settings.township, settings.words)
    typer.echo(settings.words.plain("cli-written", file=str(file)))


@roster_app.command("import")
def roster_import(
    file: Annotated[Path, typer.Argument(help=".xlsx")],
    dry_run: Annotated[bool, typer.Option("--dry-run", help="只检查，不写入 / check only")] = False,
) -> None:
    """导入花名册：全部无误才写入 / Import the roster, all or nothing."""
    settings = _settings()
    from bot.operations import bring_in
    from services.roster.reader import read_workbook
    from services.roster.rows import RosterRefused

    words = settings.words
    found = read_workbook(file, settings.township)
    if isinstance(found, list):
        _faulty([_roster_fault(fault, words) for fault in found], words)
    try:
        summary = _in_town(settings, lambda town: bring_in(town, found, dry_run=dry_run))
    except RosterRefused as refused:
        _faulty([_roster_fault(fault, words) for fault in refused.faults], words)
    for sheet, counts in summary.counts.items():
        name = words.plain(f"roster-sheet-{sheet.replace('_', '-')}")
        numbers = {key: str(getattr(counts, key)) for key in ("created", "updated", "unchanged", "deactivated")}
        typer.echo(words.plain("cli-roster-sheet", sheet=name, **numbers))
    typer.echo(words.plain("cli-roster-tried" if dry_run else "cli-roster-imported"))


@app.command()
def audit(case: Annotated[str | None, typer.Argument(help="YH20261123-0007")] = None) -> None:
    """核对日志链 / Verify the journal's chain, of one case or of all."""
    settings = _settings()
    from bot import operations

    words = settings.words
    found = _in_town(settings, lambda town: operations.audit(town, case))
    if found is None:
        _complain(words.plain("cli-no-case", number=str(case)))
    entries, broken = found
    for fault in broken:
        typer.echo(words.plain(f"cli-audit-{fault.what}", subject=fault.subject, seq=str(fault.seq)), err=True)
    if broken:
        raise typer.Exit(FOUND)
    typer.echo(words.plain("cli-audit-holds", count=entries))


@app.command()
def backup(
    file: Annotated[Path, typer.Argument(help=".zip")],
    force: Annotated[bool, typer.Option("--force", help="覆盖已有文件 / overwrite")] = False,
) -> None:
    """备份全部数据和附件 / Back the whole state up into one file."""
    settings = _settings()
    _writable(file, force, settings.words)
    from bot import backup as archive
    from services.clock import SystemClock

    saving = archive.backup(settings.database_url, settings.township.files.store, file, now=SystemClock().now())
    contents = _archiving(settings, saving)
    typer.echo(settings.words.plain("cli-backed-up", file=str(file), rows=contents.rows, files=contents.files))


@app.command()
def restore(file: Annotated[Path, typer.Argument(help=".zip")]) -> None:
    """把备份恢复到空库 / Restore a backup into an empty database, checked."""
    settings = _settings()
    from bot import backup as archive

    contents = _archiving(settings, archive.restore(settings.database_url, settings.township.files.store, file))
    typer.echo(settings.words.plain("cli-restored", rows=contents.rows, files=contents.files))


@export_app.command("cases")
def export_cases(
    file: Annotated[Path, typer.Argument(help=".xlsx")],
    force: Annotated[bool, typer.Option("--force", help="覆盖已有文件 / overwrite")] = False,
) -> None:
    """事项台账 / The ledger of cases with their assignments."""
    settings = _settings()
    _writable(file, force, settings.words)
    from bot import operations

    count = _in_town(settings, lambda town: operations.export(town, file, settings.words))
    typer.echo(settings.words.plain("cli-exported", file=str(file), count=count))


@app.command()
def code(phone: Annotated[str, typer.Argument(help="138 0000 0001")]) -> None:
    """为花名册中的人发放一次性登录码 / Issue a one-time login code to a person of the roster."""
    settings = _settings()
    from bot import operations
    from services.errors import Refused
    from services.roster.cells import phone as e164

    words = settings.words
    number = e164(phone)
    if number is None:
        _complain(words.plain("cli-no-phone", phone=phone))
    if settings.token is None:
        _faulty([_missing_token(settings)], words)  # the code is bound to the token
    try:
        issued = _in_town(settings, lambda town: operations.issue(town, number))
    except Refused as refused:
        _complain(refused.in_words(words).unescape())
    if issued is None:
        _complain(words.plain("cli-nobody", phone=number))
    name, digits, ends = issued
    until = words.time(ends, settings.township.zone)
    typer.echo(words.plain("cli-code", name=name, code=digits, until=until))


# What the commands share.


def _settings() -> "Settings":
    from bot.settings import SettingsFaulty, read

    try:
        return read()
    except SettingsFaulty as error:
        _faulty(error.faults, error.words)


def _launch(settings: "Settings", roles: str = "") -> "Launch":
    from bot.intake.address import WebhookSettings
    from bot.runtime import Launch, Role

    environment = settings.environment
    names = [name.strip() for name in roles.split(",") if name.strip()]
    unknown = [name for name in names if name not in list(Role)]
    if unknown or (roles and not names):
        raise typer.BadParameter(", ".join(Role), param_hint="--roles")
    webhook = None
    if environment.webhook_url:
        webhook = WebhookSettings(environment.webhook_url, environment.webhook_host, environment.webhook_port)
    return Launch(
        township=settings.township,
        database_url=settings.database_url,
        token=settings.token or "",
        roles=frozenset(map(Role, names)),
        api_base=environment.api_base,
        sandbox_clock=environment.clock == "sandbox",
        webhook=webhook,
        proxy=environment.proxy.get_secret_value() if environment.proxy else None,
    )


def _in_town(settings: "Settings", work: "Callable[[Town], Coroutine[Any, Any, T]]") -> T:
    """Run one piece of work on the township's database, which must be at the newest revision."""
    from bot.runtime import NotReady, check_schema, opened

    async def working() -> T:
        async with opened(_launch(settings), asyncio.Event()) as town:
            await check_schema(town)
            return await work(town)

    try:
        with _database_errors(settings.words):
            return asyncio.run(working())
    except NotReady:
        _complain(settings.words.plain("cli-not-migrated"))


@contextmanager
def _database_errors(words: "Words") -> Iterator[None]:
    """Say in a line that the database cannot be used, instead of a page of traceback."""
    import sqlalchemy as sa

    try:
        yield
    except (sa.exc.DBAPIError, OSError) as error:
        origin = getattr(error, "orig", None) or error
        _complain(words.plain("cli-no-database", reason=type(origin).__name__))


def _archiving(settings: "Settings", work: "Coroutine[Any, Any, Contents]") -> "Contents":
    """Run a backup or restore; what keeps it from being done is said in words."""
    from bot.backup import BackupRefused

    try:
        with _database_errors(settings.words):
            return asyncio.run(work)
    except BackupRefused as refused:
        _complain(settings.words.plain(refused.key, **refused.arguments))


def _writable(file: Path, force: bool, words: "Words") -> None:
    """Refuse to write over something that is there, unless told to."""
    if file.exists() and not force:
        _complain(words.plain("cli-exists", file=str(file)))
    if not file.absolute().parent.is_dir():
        _complain(words.plain("cli-no-folder", file=str(file)))


def _missing_token(settings: "Settings") -> "Fault":
    from bot.faults import Fault

    words = settings.words
    return Fault("BIHUAN_TOKEN", words.plain("fault-nothing"), words.plain("fault-token"), words.plain("mend-token"))


def _roster_fault(fault: "rows.Fault", words: "Words") -> "Fault":
    from bot.faults import Fault, shown

    met = shown(fault.value) if fault.value else words.plain("fault-nothing")
    return Fault(fault.where(words), met, fault.expected(words), fault.mend(words))


def _show(faults: "list[Fault]", words: "Words") -> None:
    for fault in faults:
        typer.echo(words.plain("cli-fault", **fault.as_json()), err=True)
    if faults:
        typer.echo(words.plain("cli-faults", count=len(faults)), err=True)


def _faulty(faults: "list[Fault]", words: "Words") -> NoReturn:
    _show(faults, words)
    raise typer.Exit(FOUND)


def _complain(sentence: str) -> NoReturn:
    typer.echo(sentence, err=True)
    raise typer.Exit(FOUND)


if __name__ == "__main__":
    main()
