"""Sealed fields: nothing in clear in the database, no wrong key that passes, no rotation that loses a value."""

import pytest
from django.db import connection, models, transaction
from django_scopes import scope

from labmigration.access.models import User
from labmigration.people.models import Candidate
from labmigration.secrecy import rotation
from labmigration.secrecy.fields import Sealed, SealedTextField
from labmigration.secrecy.keyring import Keyring, WrongKey, keyring, write_keyring

TELEPHONE, ADDRESS = "+33639980001", "12 rue du Canari-7f3a"


@pytest.fixture(autouse=True)
def _the_keyring_as_it_was():
    ring = keyring()
    yield
    write_keyring(ring)


@pytest.fixture
def people(world):
    """Three sealed people."""
    return [world.candidate(phone=f"+3363998000{number}", address=f"{number} {ADDRESS}") for number in range(3)]


def read(person: Candidate) -> tuple[str, str]:
    with scope(territory=["marseille"]):
        fresh = Candidate.objects.get(pk=person.pk)
        return fresh.phone, fresh.address


def stored(person: Candidate, column: str = "phone") -> str:
    with connection.cursor() as cursor:
        key = person.pk.hex if connection.vendor == "sqlite" else person.pk
        cursor.execute(f"SELECT {column} FROM people_candidate WHERE id = %s", [key])
        return cursor.fetchone()[0]


def assert_all_readable(people: list[Candidate]) -> None:
    for number, person in enumerate(people):
        assert read(person) == (f"+3363998000{number}", f"{number} {ADDRESS}")


def test_what_is_sealed_reads_back(people):
    assert_all_readable(people)


def test_a_wrong_key_raises_and_never_returns_a_value(people):
    right = keyring()
    other = Keyring.draw()
    write_keyring(Keyring(right.current, {right.current: other.keys["k1"]}, right.blind))
    with pytest.raises(WrongKey):
        read(people[0])


def test_a_missing_key_raises(people):
    write_keyring(Keyring.draw().with_new_key().without("k1"))
    with pytest.raises(WrongKey, match="trousseau"):
        read(people[0])


@pytest.mark.parametrize("column", ["phone", "address"])
def test_a_value_moved_to_another_row_or_another_field_no_longer_opens(people, column):
    source = stored(people[0])
    target = people[1] if column == "phone" else people[0]
    with connection.cursor() as cursor:
        key = target.pk.hex if connection.vendor == "sqlite" else target.pk
        cursor.execute(f"UPDATE people_candidate SET {column} = %s WHERE id = %s", [source, key])
    with pytest.raises(WrongKey):
        read(target)


def test_an_altered_value_no_longer_opens(people):
    sealed = stored(people[0])
    altered = sealed[:-6] + ("A" if sealed[-6] != "A" else "B") + sealed[-5:]
    with pytest.raises(WrongKey):
        keyring().open(altered, f"people_candidate|{people[0].pk}|phone")


def test_plain_text_given_to_update_or_bulk_is_refused(people):
    with scope(territory=["marseille"]), pytest.raises(TypeError, match="sealed"), transaction.atomic():
        Candidate.objects.filter(pk=people[0].pk).update(phone="+33639989999")
    assert_all_readable(people)


def test_the_same_text_never_looks_the_same_twice(people):
    place = "table|1|field"
    assert keyring().seal("x", place) != keyring().seal("x", place)


def test_the_database_holds_no_sealed_text_in_clear(world, people):
    User.objects.create_user("a@example.org", name="A", phone="06 39 98 77 66")
    with connection.cursor() as cursor:
        for model, _field in rotation.sealed_fields():
            cursor.execute(f"SELECT * FROM {model._meta.db_table}")
            text = repr(cursor.fetchall())
            assert "39980001" not in text
            assert "39987766" not in text
            assert "Canari-7f3a" not in text


def test_a_rotation_seals_everything_anew_and_its_end_drops_the_old_key(people):
    old = keyring().current
    before = stored(people[0])
    counts = rotation.rotate()
    assert counts["people_candidate.phone"] == 3
    assert counts["people_candidate.address"] == 3
    assert old in keyring().keys
    rotation.finish()
    assert old not in keyring().keys
    assert stored(people[0]) != before
    assert_all_readable(people)


@pytest.mark.parametrize("killed_after", [0, 1, 2, 4, 5])
def test_a_rotation_killed_half_way_leaves_everything_readable_and_can_be_finished(people, monkeypatch, killed_after):
    old, sealed = keyring().current, 0
    seal = SealedTextField.seal

    def killed(self: SealedTextField, instance: models.Model, text: str) -> object:
        nonlocal sealed
        if sealed == killed_after:
            raise KeyboardInterrupt
        sealed += 1
        return seal(self, instance, text)

    with monkeypatch.context() as patched:
        patched.setattr(SealedTextField, "seal", killed)
        with pytest.raises(KeyboardInterrupt):
            rotation.rotate()
    assert old in keyring().keys
    assert_all_readable(people)
    rotation.finish()
    assert list(keyring().keys) == [keyring().current]
    assert_all_readable(people)


def test_a_value_that_a_slow_request_sealed_with_the_old_key_is_not_lost(people):
    slow = keyring()
    rotation.rotate()
    place = Candidate._meta.get_field("phone").place(people[0])
    models.QuerySet(Candidate).filter(pk=people[0].pk).update(phone=Sealed(slow.seal("+33639981111", place)))
    rotation.finish()
    fresh = models.QuerySet(Candidate).get(pk=people[0].pk)
    assert (fresh.phone, list(keyring().keys)) == ("+33639981111", [keyring().current])


def test_look_ups_by_telephone_still_find_after_a_rotation(people):
    index = people[0].phone_index
    rotation.rotate()
    assert keyring().blind_index("+33639980000") == index


def test_a_kill_while_the_keyring_is_written_leaves_the_old_one(monkeypatch):
    ring = keyring()
    monkeypatch.setattr("os.replace", lambda *_: (_ for _ in ()).throw(KeyboardInterrupt))
    with pytest.raises(KeyboardInterrupt):
        write_keyring(ring.with_new_key())
    monkeypatch.undo()
    assert keyring() == ring
