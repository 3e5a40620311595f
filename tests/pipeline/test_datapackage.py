"""The data package beside a CSV, judged by the `frictionless` package."""

from __future__ import annotations

import dataclasses
import json
import os
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import frictionless
import pytest

import pipeline
from pipeline.errors import KehoachError
from pipeline.records import DocumentInfo, Plan, Task
from pipeline.table import COLUMNS, rows
from pipeline.write import write
from pipeline.write.datapackage import FILE, describe_csv, table_schema, update_package

ROOT = Path(__file__).parents[2]
SHARED = ROOT.parent / "shared" / "plans"
CORPUS = sorted((ROOT / "corpus").glob("*.txt"))
REAL = sorted(path for path in SHARED.glob("*.pdf") if ".scan" not in path.name)
ABSENT = [pytest.param(SHARED, marks=pytest.mark.skip(reason=f"{SHARED} with the real plans is absent"))]


@cache
def extracted(path: Path) -> Plan:
    return pipeline.extract(path, ner=False)


def described(plan: Plan, folder: Path, name: str = "bang.csv", lang: str = "vi") -> Path:
    write(plan, folder / name, lang=lang)
    return update_package(folder / name, plan, lang)


def package(folder: Path) -> dict[str, Any]:
    found = json.loads((folder / FILE).read_text(encoding="utf-8"))
    assert isinstance(found, dict)
    return found


def faults(path: Path) -> list[tuple[Any, ...]]:
    """(type, row, field) of all that frictionless finds wrong."""
    with frictionless.system.use_context(trusted=True):  # the folder's path is absolute
        report = frictionless.validate(str(path))
    return [tuple(found) for found in report.flatten(["type", "rowNumber", "fieldName"])] + [
        (error.type, None, None) for error in report.errors
    ]


@pytest.mark.parametrize("path", [*CORPUS, *(REAL or ABSENT)], ids=lambda path: path.name)
def test_tables_of_plans_are_valid(path: Path, tmp_path: Path) -> None:
    for lang in ("vi", "en"):
        described(extracted(path), tmp_path, f"{path.stem}-{lang}.csv", lang)
    assert [resource["path"] for resource in package(tmp_path)["resources"]] == [
        f"{path.stem}-vi.csv",
        f"{path.stem}-en.csv",
    ]
    assert faults(tmp_path / FILE) == []


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_values_come_with_their_types(plan: Plan, tmp_path: Path, lang: str) -> None:
    plan = dataclasses.replace(plan, tasks=(*plan.tasks[:2], dataclasses.replace(plan.tasks[2], task="100% hồ sơ")))
    described(plan, tmp_path, lang=lang)
    with frictionless.system.use_context(trusted=True):
        resource: Any = frictionless.Package(str(tmp_path / FILE)).get_resource("bang")
        found = resource.read_rows()
    expected = [{name: None if value == "" else value for name, value in row.items()} for row in rows(plan, lang)]
    expected[1][COLUMNS[lang][1]] = "'- Rà soát biểu mẫu"  # as spreadsheets mark text
    got = [{k: float(v) if k == COLUMNS[lang][10] else v for k, v in row.to_dict().items()} for row in found]
    assert got == expected


@pytest.mark.parametrize(
    ("old", "new", "column", "fault"),
    [
        ("2025-02-20", "20/02/2025", 7, "type-error"),
        ("2025-02-20", "hôm nay", 7, "type-error"),
        (",0.97,", ",1.97,", 10, "constraint-error"),
        (",0.97,", ",cao,", 10, "type-error"),
        (",0.97,", ",,", 10, "constraint-error"),
        (",2,0.97,", ",0,0.97,", 9, "constraint-error"),
        (",0.97,Nhiệm vụ,", ",0.97,Việc,", 11, "constraint-error"),
        ("\n1,Kiểm tra", "\nmột,Kiểm tra", 0, "type-error"),
        ("Kiểm tra văn bản của các xã", "", 1, "constraint-error"),
    ],
)
def test_a_broken_cell_is_found(plan: Plan, tmp_path: Path, old: str, new: str, column: int, fault: str) -> None:
    file = described(plan, tmp_path)
    assert faults(file) == []
    table = tmp_path / "bang.csv"
    broken = table.read_bytes().decode().replace(old, new, 1)
    assert broken != table.read_bytes().decode()
    table.write_bytes(broken.encode())
    update_package(table, plan)  # its size and hash are right again
    assert faults(file)[0] == (fault, 2, COLUMNS["vi"][column])


def test_a_changed_table_is_found_by_its_hash(plan: Plan, tmp_path: Path) -> None:
    file = described(plan, tmp_path)
    table = tmp_path / "bang.csv"
    table.write_bytes(table.read_bytes().replace("Rà soát".encode(), "Rà lại".encode()))
    assert {fault for fault, _, _ in faults(file)} & {"hash-count", "byte-count"}


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_every_column_is_described(lang: str) -> None:
    fields = table_schema(lang)["fields"]
    assert [field["name"] for field in fields] == list(COLUMNS[lang])
    assert all(not field["description"].startswith("package-") for field in fields)
    assert len({field["description"] for field in fields}) == len(fields)


def test_what_a_resource_says(plan: Plan, tmp_path: Path) -> None:
    described(plan, tmp_path)
    (resource,) = package(tmp_path)["resources"]
    assert resource == describe_csv(tmp_path / "bang.csv", plan)
    assert (resource["name"], resource["path"], resource["encoding"]) == ("bang", "bang.csv", "utf-8")
    assert resource["title"] == "12/KH-STP Công tác kiểm tra văn bản năm 2025"
    assert resource["bytes"] == (tmp_path / "bang.csv").stat().st_size
    assert str(tmp_path) not in (tmp_path / FILE).read_text(encoding="utf-8")


def test_a_table_that_is_written_again_replaces_its_entry(plan: Plan, tmp_path: Path) -> None:
    for name in ("a.csv", "b.csv", "Đề án (1).csv", "đề-án-1.csv"):
        described(plan, tmp_path, name)
    first = (tmp_path / FILE).read_bytes()
    described(plan, tmp_path, "a.csv")
    assert (tmp_path / FILE).read_bytes() == first
    described(dataclasses.replace(plan, tasks=plan.tasks[:1]), tmp_path, "a.csv", "en")
    resources = package(tmp_path)["resources"]
    assert [resource["name"] for resource in resources] == ["a", "b", "de-an-1", "de-an-1-2"]
    assert resources[0]["schema"]["fields"][0]["name"] == "No."
    assert faults(tmp_path / FILE) == []


def test_what_others_wrote_stays(plan: Plan, tmp_path: Path) -> None:
    (tmp_path / "dan-so.csv").write_text("xa,so\nA,1\n", encoding="utf-8")
    own = {
        "name": "huyen",
        "licenses": [{"name": "CC-BY-4.0"}],
        "resources": [
            {"name": "bang", "path": "dan-so.csv", "schema": {"fields": [{"name": "xa"}, {"name": "so"}]}},
            "không phải bảng",
            {"name": "cua-toi", "path": "bang.csv", "format": "cũ"},
        ],
        "khác": {"b": [1, 2.5, None]},
    }
    (tmp_path / FILE).write_text("\ufeff" + json.dumps(own), encoding="utf-8")
    described(plan, tmp_path)
    found = package(tmp_path)
    assert {key: found[key] for key in found if key != "resources"} == {
        key: own[key] for key in own if key != "resources"
    }
    assert list(found) == list(own)
    assert found["resources"][:2] == own["resources"][:2]  # type: ignore[index]  # a literal of mixed values
    assert (found["resources"][2]["name"], found["resources"][2]["format"]) == ("cua-toi", "csv")
    described(plan, tmp_path, "moi.csv")
    described(plan, tmp_path, "Bảng.csv")
    assert [r["name"] for r in package(tmp_path)["resources"] if isinstance(r, dict)][1:] == [
        "cua-toi",
        "moi",
        "bang-2",
    ]


@pytest.mark.parametrize(
    "content", [b"", b"{", b"[]", b'"x"', b'{"resources": {}}', b'{"resources": null}', b"\xff\xfe", b"[" * 200_000]
)
def test_what_is_no_package_is_left_alone(content: bytes, plan: Plan, tmp_path: Path) -> None:
    (tmp_path / FILE).write_bytes(content)
    with pytest.raises(KehoachError) as error:
        described(plan, tmp_path)
    assert (error.value.code, error.value.values) == ("bad-package", {"path": str(tmp_path / FILE)})
    assert (tmp_path / FILE).read_bytes() == content


def without_csv(folder: Path) -> None:
    (folder / "bang.csv").unlink()


def package_is_folder(folder: Path) -> None:
    (folder / FILE).mkdir()


@pytest.mark.parametrize("spoil", [without_csv, package_is_folder])
def test_what_cannot_be_read_is_told(spoil: Callable[[Path], None], plan: Plan, tmp_path: Path) -> None:
    write(plan, tmp_path / "bang.csv")
    spoil(tmp_path)
    with pytest.raises(KehoachError, match="cannot-read"):
        update_package(tmp_path / "bang.csv", plan)
    assert not (tmp_path / FILE).is_file()


@pytest.mark.skipif(os.name == "nt", reason="file names are not bytes there")
def test_odd_names_of_files(tmp_path: Path) -> None:
    plan = Plan(DocumentInfo(file="k\udce9.pdf"), (Task("a", "task", "Rà soát"),))
    for name in ("k\udce9.csv", "....csv", "=1+1.csv", "a\nb.csv", "ke hoach.csv", "Kế hoạch số 12.CSV"):
        write(plan, tmp_path / name, "csv")
        update_package(tmp_path / name, plan)
    assert [r["name"] for r in package(tmp_path)["resources"]] == [
        "k",
        "bang",
        "1-1",
        "a-b",
        "ke-hoach",
        "ke-hoach-so-12",
    ]
    assert package(tmp_path)["resources"][0]["title"] == "k\udce9.pdf"
    assert sorted(os.listdir(tmp_path))[-1:] == ["k\udce9.csv"]
