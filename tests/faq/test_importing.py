from __future__ import annotations

from faq.importing import FieldChange, plan_import
from faq.loader import load_book
from faq.schema import Guide
from tests.faq.tiny import Folder

FILE = "items/GA-HZ/HZ01.yaml"


def current(folder: Folder) -> dict[str, Guide]:
    return {guide.code: guide for guide in load_book(folder()).guides}


def test_into_an_empty_catalogue_everything_is_an_add(folder: Folder) -> None:
    plan = plan_import(folder(), {})

    assert [guide.code for guide in plan.adds] == ["HZ01"]
    assert (plan.changes, plan.rejects, plan.unchanged, plan.absent) == ((), (), 0, ())


def test_a_second_run_changes_nothing(folder: Folder) -> None:
    plan = plan_import(folder(), current(folder))

    assert plan.empty
    assert plan.unchanged == 1


def test_a_change_names_the_fields(folder: Folder) -> None:
    before = current(folder)
    place = folder({f"{FILE}:fee.text": "每证 20 元", f"{FILE}:fee.charged": "yes", f"{FILE}:visits": 2})
    plan = plan_import(place, before)

    [change] = plan.changes
    assert set(change.fields) == {
        FieldChange("fee.charged", "no", "yes"),
        FieldChange("fee.text", "不收费", "每证 20 元"),
        FieldChange("visits", 1, 2),
    }
    assert not plan.empty


def test_a_new_optional_field_has_no_before(folder: Folder) -> None:
    before = current(folder)
    plan = plan_import(folder({f"{FILE}:fee.basis": "某文件"}), before)

    assert plan.changes[0].fields == (FieldChange("fee.basis", None, "某文件"),)


def test_an_error_rejects_the_import(folder: Folder) -> None:
    plan = plan_import(folder({f"{FILE}:materials.list.0.name": "其他材料"}), {})

    assert [problem.code for problem in plan.rejects] == ["catch_all_material"]
    assert plan.rejects[0].file == FILE


def test_a_file_that_cannot_be_read_is_a_reject_and_not_an_add(folder: Folder) -> None:
    plan = plan_import(folder({f"{FILE}:fee": None}), {})

    assert plan.adds == ()
    assert "missing_field" in {problem.code for problem in plan.rejects}


def test_warnings_reject_nothing(folder: Folder) -> None:
    assert plan_import(folder({f"{FILE}:confidence": "low"}), {}).rejects == ()


def test_guides_in_use_that_the_folder_does_not_name_are_left_alone(folder: Folder) -> None:
    guides = current(folder)
    guides["HZ77"] = guides["HZ01"].model_copy(update={"code": "HZ77"})
    plan = plan_import(folder(), guides)

    assert plan.absent == ("HZ77",)
    assert plan.empty
