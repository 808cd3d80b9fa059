from dataclasses import replace

from competency.roster import Changes, RosterPerson, changes

ANN = RosterPerson("1", "แอน", "01")
BOB = RosterPerson("2", "บ๊อบ", "01", placings={"work-2567": "IT"})
EVE = RosterPerson("3", "อีฟ", "02")


def test_the_same_roster_in_another_order_changes_nothing() -> None:
    assert changes((ANN, BOB), (BOB, ANN)).nothing


def test_who_joined_moved_changed_and_left() -> None:
    now = (
        replace(EVE, unit="01"),
        replace(BOB, placings={}),
        RosterPerson("4", "ใหม่", "01"),
    )

    assert changes((ANN, BOB, EVE), now) == Changes(
        joiners=("4",), movers=("3",), changed=("2",), leavers=("1",)
    )


def test_a_mover_whose_title_changed_too_is_counted_once() -> None:
    moved = replace(ANN, unit="02", title="หัวหน้า")

    assert changes((ANN,), (moved,)) == Changes(movers=("1",))
