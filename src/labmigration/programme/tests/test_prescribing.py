"""What the engine needs of modules: working values say so, and nothing refers to what does not exist."""

import pytest

from labmigration.programme import ProgrammeError, programme
from labmigration.programme.positioning_bank import bank
from labmigration.programme.prescribing import FILE, prescribing, read


def changed(old: str, new: str) -> bytes:
    text = FILE.read_text(encoding="utf-8")
    assert old in text
    return text.replace(old, new).encode()


def test_every_module_has_its_parts_and_positive_hours():
    for module in programme().modules:
        assert prescribing().hours_of(module.code) > 0
        assert prescribing().parts(module.code).plain.in_language("ar")


def test_the_parts_of_the_core_add_up_to_what_the_source_says_of_the_whole():
    core = [module.code for module in programme().modules if module.kind == "core"]
    assert sum(prescribing().hours_of(code) for code in core) == programme().training.core.hours


def test_nothing_of_ours_calls_itself_confirmed():
    own = (*prescribing().module, *prescribing().vae, *prescribing().funder)
    assert not any(value.confirmed for value in own)
    assert prescribing().is_confirmed("sst")
    assert not prescribing().is_confirmed("core_safety")


def test_each_skill_is_trained_by_a_module_of_its_block():
    for skill in bank().skills:
        assert prescribing().parts(skill.module).block == skill.block


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ('requires = ["core_safety"]', 'requires = ["core_saftey"]', "refers to nothing"),
        ("hours = 70", "hours = 70\nconfirmed_by = 1", "is unknown"),
        ('code = "sst"\n', 'code = "sst"\nhours = 14\n', "either here or in modules.toml"),
        ("share = 0.7", "share = 1.7", "more than the whole"),
        ('code = "option_digital"', 'code = "option_french_oral"', "stands twice|refers to nothing"),
    ],
)
def test_a_mistake_is_refused_with_its_place(old, new, told):
    with pytest.raises(ProgrammeError, match=told):
        read(changed(old, new), programme())
