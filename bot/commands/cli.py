"""The command line (DESIGN §6): names, exit codes and JSON are a contract. 0 done, 1 faults found, 2 wrong usage.

Each command imports what it needs inside itself, so that ``bihuan --help`` answers in a tenth of a second.
"""

import asyncio
import atexit
import gc
import os
import sys
from pathlib import Path
from typing import Annotated

import typer

from bot.commands import documents as documents_commands
from bot.commands import duties as duties_commands
from bot.commands import registers, terminal
from bot.commands import roster as roster_commands
from bot.commands import towns as towns_commands

app = typer.Typer(
    add_completion=False,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    help="闭环 Bihuan：乡镇应急管理站闭环处置机器人 / a township's emergency station closes the loop",
)
export_app = typer.Typer(no_args_is_help=True, rich_markup_mode=None, help="导出台账 / ledgers as Excel")
app.add_typer(roster_commands.app, name="roster")
app.add_typer(duties_commands.app, name="duties")
app.add_typer(documents_commands.app, name="documents")
for name, register in registers.APPS.items():
    app.add_typer(register, name=name)
app.add_typer(export_app, name="export")


TownsFolder = Annotated[Path | None, typer.Option(help="多个乡镇：每镇一个子文件夹 / a sub-folder for each town")]


@app.callback()
def choose(
    town: Annotated[Path | None, typer.Option(help="在这个乡镇的文件夹里办 / work in the folder of this town")] = None,
) -> None:
    """闭环 Bihuan：乡镇应急管理站闭环处置机器人 / a township's emergency station closes the loop."""
    if town is not None:
        os.environ["BIHUAN_TOWN"] = str(town)


def main() -> None:
    """Run the command line. The files that it writes hold personal data: other accounts may not read them."""
    os.umask(0o077)
    gc.set_threshold(50_000)  # imports make no garbage; looking for it costs a quarter of a short command
    atexit.register(gc.freeze)  # and a sixth at its end
    for name in ("rich", "httpx._main"):  # structlog and httpx would import them with a hundred modules for nothing
        sys.modules[name] = None  # type: ignore[assignment]
    app()


@app.command()
def run(
    roles: Annotated[str, typer.Option(help="intake,scheduler,delivery,console")] = "intake,scheduler,delivery",
    towns: TownsFolder = None,
) -> None:
    """启动机器人 / Run the bot until SIGTERM."""
    if towns is not None:
        raise typer.Exit(towns_commands.run(towns, terminal.roles_of(roles)))
    settings = terminal.settings()
    if settings.token is None:
        terminal.faulty([terminal.missing_token(settings)], settings.words)
    from bot import logs, runtime
    from bot.launch import Launch

    logs.configure(words=settings.words)
    launch = Launch.of(settings, terminal.roles_of(roles))
    with terminal.start_errors(settings.words):
        raise typer.Exit(runtime.run(launch))


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
    host: Annotated[str, typer.Option(help="0.0.0.0：别的手机也能打开 / lets other devices in")] = "127.0.0.1",
) -> None:
    """演示：无需令牌和网络 / The demo township; no token, no internet."""
    gc.disable()  # until the demo runs (``hide_the_start``)
    from bot.demo import process

    raise typer.Exit(process.run(port, folder, host))


@app.command()
def migrate(towns: TownsFolder = None) -> None:
    """建库或升级数据库 / Create the database or bring it to the newest revision."""
    if towns is not None:
        raise typer.Exit(towns_commands.migrate(towns))
    settings = terminal.settings()
    import migrations

    with terminal.database_errors(settings.words):
        migrations.upgrade(settings.database_url)
    typer.echo(settings.words.plain("cli-migrated", revision=migrations.head()))


@app.command()
def check(as_json: Annotated[bool, typer.Option("--json", help="JSON")] = False, towns: TownsFolder = None) -> None:
    """检查配置、数据库、花名册等 / Check everything: every fault at once."""
    if towns is not None:
        raise typer.Exit(towns_commands.check(towns, as_json))
    from bot.commands.checks import Report, examine
    from bot.settings import SettingsFaulty
    from bot.towns.folder import read_chosen
    from services.core.clock import SystemClock

    try:
        settings = read_chosen()
    except SettingsFaulty as error:
        report, words = Report(error.faults), error.words
    else:
        report, words = asyncio.run(examine(settings, SystemClock().now())), settings.words
    if as_json:
        import orjson

        typer.echo(orjson.dumps(report.as_json(), option=orjson.OPT_INDENT_2).decode())
    else:
        terminal.show_report(report.notes, report.faults, words)
    raise typer.Exit(terminal.FOUND if report.faults else 0)


@app.command()
def audit(case: Annotated[str | None, typer.Argument(help="YH20261123-0007")] = None) -> None:
    """核对日志链 / Verify the journal's chain, of one case or of all."""
    settings = terminal.settings()
    from bot.commands import town_tasks

    words = settings.words
    with terminal.long_work(words.plain("cli-auditing")) as progress:
        found = terminal.in_town(settings, lambda town: town_tasks.audit(town, case, progress))
    if found is None:
        terminal.complain(words.plain("cli-no-case", number=str(case)))
    entries, broken = found
    for fault in broken:
        typer.echo(words.plain(f"cli-audit-{fault.what}", subject=fault.subject, seq=str(fault.seq)), err=True)
    if broken:
        raise typer.Exit(terminal.FOUND)
    typer.echo(words.plain("cli-audit-holds", count=entries))


@app.command()
def backup(
    file: Annotated[Path, typer.Argument(help=".zip")],
    force: Annotated[bool, typer.Option("--force", help="覆盖已有文件 / overwrite")] = False,
    towns: TownsFolder = None,
) -> None:
    """备份全部数据和附件 / Back the whole state up into one file."""
    if towns is not None:
        raise typer.Exit(towns_commands.backup(towns, file, force))
    settings = terminal.settings()
    terminal.writable(file, force, settings.words)
    from bot.commands import backup as archive
    from services.core.clock import SystemClock

    url, store, now = settings.database_url, settings.township.files.store, SystemClock().now()
    with terminal.long_work(settings.words.plain("cli-backing-up")) as progress:
        contents = terminal.archiving(settings, archive.backup(url, store, file, now=now, progress=progress))
    typer.echo(settings.words.plain("cli-backed-up", file=str(file), rows=contents.rows, files=contents.files))


@app.command()
def restore(file: Annotated[Path, typer.Argument(help=".zip")]) -> None:
    """把备份恢复到空库 / Restore a backup into an empty database, checked."""
    settings = terminal.settings()
    from bot.commands import restore as archive

    url, store = settings.database_url, settings.township.files.store
    with terminal.long_work(settings.words.plain("cli-restoring")) as progress:
        contents = terminal.archiving(settings, archive.restore(url, store, file, progress=progress))
    typer.echo(settings.words.plain("cli-restored", rows=contents.rows, files=contents.files))
    from services.evacuation.after import erasing

    if count := terminal.in_town(settings, erasing.again):
        typer.echo(settings.words.plain("cli-erased-again", count=count))


@export_app.command("cases")
def export_cases(
    file: Annotated[Path, typer.Argument(help=".xlsx")],
    force: Annotated[bool, typer.Option("--force", help="覆盖已有文件 / overwrite")] = False,
) -> None:
    """事项台账 / The ledger of cases with their assignments."""
    settings = terminal.settings()
    terminal.writable(file, force, settings.words)
    from bot.commands import town_tasks

    with terminal.long_work(settings.words.plain("cli-exporting")) as progress:
        count = terminal.in_town(settings, lambda town: town_tasks.export(town, file, settings.words, progress))
    typer.echo(settings.words.plain("cli-exported", file=str(file), count=count))


@app.command()
def code(phone: Annotated[str, typer.Argument(help="138 0000 0001")]) -> None:
    """为花名册中的人发放一次性登录码 / Issue a one-time login code to a person of the roster."""
    settings = terminal.settings()
    from bot.commands import town_tasks
    from services.core.errors import Refused
    from services.roster.workbook.cells import phone as e164

    words = settings.words
    number = e164(phone)
    if number is None:
        terminal.complain(words.plain("cli-no-phone", phone=phone))
    if settings.token is None:
        terminal.faulty([terminal.missing_token(settings)], words)  # the code is bound to the token
    try:
        issued = terminal.in_town(settings, lambda town: town_tasks.issue_code(town, number))
    except Refused as refused:
        terminal.complain(refused.in_words(words).unescape())
    if issued is None:
        terminal.complain(words.plain("cli-nobody", phone=number))
    name, digits, ends = issued
    until = words.time(ends, settings.township.zone)
    typer.echo(words.plain("cli-code", name=name, code=digits, until=until))


if __name__ == "__main__":
    main()
