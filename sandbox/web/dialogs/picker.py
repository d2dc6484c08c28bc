"""The dialog that chooses the phones on the table, and the forms for a new person or group."""

from collections.abc import Iterator
from dataclasses import dataclass

from nicegui import ui

from sandbox.json import Json
from sandbox.web.dialogs.sheet import buttons, form, sheet
from sandbox.web.drawing.faces import face
from sandbox.web.drawing.media import icon
from sandbox.web.drawing.richtext import plain
from sandbox.web.guide import spoken
from sandbox.web.parts import box, button, html, set_html
from sandbox.web.table import Table
from sandbox.world.actions import membership
from sandbox.world.people import Person

# The list shows this many; a search narrows it to the others.
LISTED = 60


@dataclass(frozen=True, slots=True)
class Entry:
    """A person or group in the list."""

    key: int
    name: str
    about: str
    group: bool

    def matches(self, wanted: str) -> bool:
        """Whether the name or the role holds all the words that were typed."""
        text = f"{self.name} {self.about}".lower()
        return all(word in text for word in wanted.lower().split())


class Picker:
    """The dialog of one table."""

    def __init__(self, table: Table) -> None:
        self._table, words = table, table.words
        self._wanted = ""
        with sheet(words, words("add_phone"), testid="picker") as self._dialog:
            search = ui.input(placeholder=words("search"), on_change=lambda event: self._search(str(event.value or "")))
            search.props("outlined dense clearable autofocus debounce=150").classes("wide")
            search.props["data-testid"] = "search"
            self._list = html("picks", on_act=self._touch)
            with box("sheet-foot"):
                button("ghost", self._new_person, symbol="person_add", text=words("new_person"), testid="new-person")
                button("ghost", self._new_group, symbol="group_add", text=words("new_group"), testid="new-group")
        self._draw()

    def open(self) -> None:
        """Show the dialog."""
        self._dialog.open()

    def _entries(self) -> Iterator[Entry]:
        """Yield people and groups with a role first, in the order of the seats, then the others."""
        table = self._table
        keys = dict.fromkeys((*table.seats, *table.world.people, *table.world.groups))
        for key in keys:
            about = spoken(table.roles.get(key, ""), table.words.language)
            if (person := table.world.people.get(key)) is not None:
                yield Entry(key, person.name, about, group=False)
            elif (room := table.world.groups.get(key)) is not None and room.upgraded_to is None:
                count = sum(1 for _ in room.present())
                yield Entry(key, room.title or "?", about or table.words("n_members", n=count), group=True)

    def _search(self, wanted: str) -> None:
        self._wanted = wanted
        self._draw()

    def _draw(self) -> None:
        words, found = self._table.words, [entry for entry in self._entries() if entry.matches(self._wanted)]
        parts = []
        for group, title in ((False, "people"), (True, "groups")):
            lines = [self._line(entry) for entry in found[:LISTED] if entry.group is group]
            if lines:
                parts.append(f'<div class="picks-title">{words(title)}</div>{"".join(lines)}')
        if len(found) > LISTED:
            parts.append(f'<p class="hint">{words("more_found", n=len(found) - LISTED)}</p>')
        set_html(self._list, "".join(parts) or f'<p class="hint">{words("nobody_found")}</p>')

    def _line(self, entry: Entry) -> str:
        open_now = self._table.is_open(entry.key)
        news = any(room.person is not None and room.person.id == entry.key for room in self._table.unread.elsewhere)
        mark = icon("check_circle") if open_now else '<span class="dot"></span>' if news else icon("add_circle_outline")
        return (
            f'<button type="button" class="pick{" on" if open_now else ""}" data-act="pick" data-to="{entry.key}" '
            f'data-testid="pick-{entry.key}" aria-pressed="{str(open_now).lower()}">'
            f"{face(entry.key, entry.name, group=entry.group)}<span class='pick-words'><b>{plain(entry.name)}</b>"
            f"<small>{plain(entry.about)}</small></span>{mark}</button>"
        )

    def _touch(self, data: Json) -> None:
        key = int(data["to"])
        if self._table.is_open(key):
            self._table.arrange(key, "away")
        else:
            self._table.open(key)
        self._draw()

    def _new_person(self) -> None:
        words = self._table.words
        with form(words("new_person")) as dialog:
            name = ui.input(words("name")).props("outlined dense autofocus").classes("wide")
            number = ui.input(words("phone_number")).props("outlined dense").classes("wide")

            def create() -> None:
                if str(name.value or "").strip():
                    phone = str(number.value or "").strip() or None
                    person = self._table.world.add_person(str(name.value).strip(), phone=phone)
                    dialog.close()
                    self._table.open(person.id)
                    self._draw()

            buttons(dialog, words, words("create"), create, "create")
        name.props["data-testid"] = "new-name"
        number.props["data-testid"] = "new-number"
        dialog.open()

    def _new_group(self) -> None:
        table, words = self._table, self._table.words
        people = {person.id: person.name for person in table.world.people.values()}
        with form(words("new_group")) as dialog:
            title = ui.input(words("group_title")).props("outlined dense autofocus").classes("wide")
            title.props["data-testid"] = "new-title"
            chosen = ui.select(people, multiple=True, label=words("members"), with_input=True)
            chosen.props("outlined dense use-chips").classes("wide")

            def create() -> None:
                members: list[Person] = [
                    table.world.people[one] for one in chosen.value or () if one in table.world.people
                ]
                if not str(title.value or "").strip() or not members:
                    return
                room = table.world.add_group("supergroup", str(title.value).strip())
                membership.found(table.world, room, members)
                for bot in table.world.bots.values():
                    membership.add(table.world, room, bot)
                dialog.close()
                table.open(room.id)
                self._draw()

            buttons(dialog, words, words("create"), create, "create")
        dialog.open()
