"""What lies in a box is what was put in, sorted, and every paper is as long as any other."""

from hypothesis import given
from hypothesis import strategies as st

from civics.ballots import Definition
from folkmoot.deliberate.ballots.box import Contents, Replaced, Slip, pack, unpack

NAMES = tuple(f"choice-{n}" for n in range(100))


def digits(size: int) -> st.SearchStrategy[str]:
    return st.binary(min_size=size, max_size=size).map(bytes.hex)


SLIPS = st.builds(
    Slip,
    digits(10),
    digits(32),
    st.lists(st.sampled_from(NAMES), unique=True, max_size=9).map(tuple),
)
CONTENTS = st.builds(
    Contents,
    st.lists(SLIPS, max_size=6).map(tuple),
    st.lists(st.builds(Replaced, digits(10), digits(32), digits(16)), max_size=4).map(tuple),
)


@given(CONTENTS)
def test_a_box_is_unpacked_as_it_was_packed(contents: Contents) -> None:
    definition = Definition("ranking", NAMES, rule="borda")
    packed = pack(contents, definition)
    sorted_slips = tuple(sorted(contents.slips))
    assert unpack(packed, definition) == Contents(sorted_slips, tuple(sorted(contents.replaced)))
    assert len(packed) == 4 + 142 * len(contents.slips) + 58 * len(contents.replaced)
    assert pack(Contents(contents.slips[::-1], contents.replaced), definition) == packed
