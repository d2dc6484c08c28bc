"""A table is imported when it is asked for, with those that its foreign keys name."""

import subprocess
import sys
from pathlib import Path
from types import ModuleType

import models
import models.every
from models.base import Base

ROOT = Path(__file__).parents[2]


def test_each_table_is_found_by_its_name() -> None:
    assert {"Base", *models._HOMES} == set(models.every.__all__)
    for name in models._HOMES:
        assert getattr(models, name) is getattr(models.every, name)


def test_each_module_imports_the_tables_that_its_foreign_keys_name() -> None:
    homes = {mapper.local_table: sys.modules[mapper.class_.__module__] for mapper in Base.registry.mappers}
    for table, home in homes.items():
        for key in table.foreign_keys:
            assert homes[key.column.table] in {home, *imported(home)}, f"{home.__name__}: {key.target_fullname}"


def imported(home: ModuleType) -> list[ModuleType]:
    return [one for one in vars(home).values() if isinstance(one, ModuleType)]


def test_settings_import_no_table() -> None:
    code = "import sys, services.settings.township; print({'sqlalchemy', 'models.base'} & set(sys.modules))"
    shown = subprocess.run([sys.executable, "-c", code], check=True, cwd=ROOT, capture_output=True, text=True)
    assert shown.stdout.strip() == "set()"
