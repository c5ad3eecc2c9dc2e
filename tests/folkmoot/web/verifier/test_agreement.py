"""The verifier of the pages and the one of the command line agree on every vector.

Both are asked the same questions; what one finds the other finds, and refuses with the same code.
The pages' modules run in Node, whose WebCrypto is the browsers'.
"""

import json
import subprocess
import sys
from base64 import b64encode
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random
from typing import Any

import pytest

from civics.errors import InputError
from civics.transparency import (
    Bundle,
    Checkpoint,
    Tile,
    TileReader,
    VerifierKey,
    commitment,
    leaf_hash,
    make_consistency_proof,
    make_inclusion_proof,
    open_checkpoint,
    open_note,
    read_bundle,
    root_of,
    split_cosignature,
    tree_root,
    verify_consistency,
    verify_inclusion,
)
from civics.transparency.encoding import from_base64
from tests.civics.transparency.logs import KEY, WITNESS, log_of
from tests.civics.transparency.vectors import hashes, load
from tests.conftest import missing

ROOT = Path(__file__).resolve().parents[4]
sys.path.insert(0, str(ROOT / "bin"))
import house  # noqa: E402

Question = tuple[str, dict[str, Any], Callable[[], Any]]
"""The call, what it is given in the scripts, and the same in Python."""


def b64(raw: bytes) -> str:
    return b64encode(raw).decode()


@pytest.fixture(scope="session")
def program(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """The pages' modules in one file that Node runs."""
    esbuild = house.NPM_PACKAGES / "esbuild" / "bin" / "esbuild"
    if not esbuild.exists():
        missing("esbuild (npm packages)")
    node = str(house.node(Path(sys.executable)))
    built = tmp_path_factory.mktemp("verifier") / "answer.mjs"
    source = Path(__file__).with_name("answer.js")
    words = ["--bundle", "--format=esm", "--platform=node", f"--outfile={built}"]
    subprocess.run([node, esbuild, source, *words, "--log-level=error"], check=True, timeout=60)
    return [node, str(built)]


@pytest.fixture
def agree(program: list[str]) -> Callable[[list[Question]], list[Any]]:
    def ask(questions: list[Question]) -> list[Any]:
        asked = json.dumps([{"call": call, "given": given} for call, given, _ in questions])
        done = subprocess.run(
            program, input=asked, capture_output=True, text=True, check=False, timeout=120
        )
        assert done.returncode == 0, done.stderr
        theirs = json.loads(done.stdout)
        ours = [answer_of(python) for _, _, python in questions]
        for (call, given, _), one, other in zip(questions, ours, theirs, strict=True):
            assert one == other, (call, given)
        return ours

    return ask


def answer_of(python: Callable[[], Any]) -> dict[str, Any]:
    try:
        return {"found": python()}
    except InputError as error:
        return {"refused": error.code}


Agree = Callable[[list[Question]], list[Any]]


def inclusion(
    index: int, size: int, leaf: bytes, proof: tuple[bytes, ...], root: bytes
) -> Question:
    given = {
        "index": str(index),
        "size": str(size),
        "leaf": b64(leaf),
        "proof": [b64(each) for each in proof],
        "root": b64(root),
    }
    return "inclusion", given, lambda: verify_inclusion(index, size, leaf, proof, root)


def consistency(
    size1: int, size2: int, proof: tuple[bytes, ...], root1: bytes, root2: bytes
) -> Question:
    given = {
        "size1": str(size1),
        "size2": str(size2),
        "proof": [b64(each) for each in proof],
        "root1": b64(root1),
        "root2": b64(root2),
    }
    return "consistency", given, lambda: verify_consistency(size1, size2, proof, root1, root2)


def accepted(answers: list[Any]) -> int:
    return sum("found" in answer for answer in answers)


def test_196_upstream_proofs(agree: Agree, shared_data: Path) -> None:
    folder = shared_data / "tlog/merkle-proofs"
    questions, wanted = [], 0
    for file in sorted(folder.rglob("*.json")):
        case = json.loads(file.read_text())
        wanted += not case["wantErr"]
        if "leafIdx" in case:
            leaf, root = hashes([case["leafHash"], case["root"]])
            proof = hashes(case["proof"])
            questions.append(inclusion(case["leafIdx"], case["treeSize"], leaf, proof, root))
        else:
            root1, root2 = hashes([case["root1"], case["root2"]])
            proof = hashes(case["proof"])
            questions.append(consistency(case["size1"], case["size2"], proof, root1, root2))
    assert len(questions) == 196
    assert accepted(agree(questions)) == wanted


def test_800_proofs_of_go(agree: Agree, shared_data: Path) -> None:
    told = load(shared_data, "go-oracle/tree-dev.json")
    questions = []
    for case in told["inclusion"]:
        leaf, root = hashes([case["leaf_hash"], case["root"]])
        proof = hashes(case["proof"])
        questions.append(inclusion(case["index"], case["size"], leaf, proof, root))
    for case in told["consistency"]:
        root1, root2 = hashes([case["root1"], case["root2"]])
        proof = hashes(case["proof"])
        questions.append(consistency(case["size1"], case["size2"], proof, root1, root2))
    assert len(questions) == 800
    good = sum(case["ok"] for case in (*told["inclusion"], *told["consistency"]))
    assert accepted(agree(questions)) == good


def note(raw: bytes, vkeys: list[str]) -> Question:
    def python() -> list[list[str]]:
        opened = open_note(raw, [VerifierKey.parse(vkey) for vkey in vkeys])
        names = [key.name for key, _ in opened.verified]
        return [names, [each.name for each in opened.unknown]]

    return "note", {"raw": b64(raw), "vkeys": vkeys}, python


def key(vkey: str) -> Question:
    return "key", {"vkey": vkey}, lambda: VerifierKey.parse(vkey) and None


def test_notes_and_keys(agree: Agree, shared_data: Path) -> None:
    told = load(shared_data, "note-go.json")
    questions = [note(bytes.fromhex(each["note_hex"]), each["vkeys"]) for each in told["notes"]]
    agree(questions)
    vkeys = [each["vkey"] for each in told["vkeys"] if "vkey" in each]
    for vkey in list(vkeys[:2]):
        vkeys += [vkey[:at] for at in range(len(vkey))]
        vkeys += [vkey[at + 1 :] for at in range(len(vkey))]
        bent = (f"{vkey[:n]}{chr(ord(vkey[n]) + 1)}{vkey[n + 1 :]}" for n in range(len(vkey)))
        vkeys += bent
    vkeys += load(shared_data, "cosignature-formats.json")["vkeys"]
    assert accepted(agree([key(vkey) for vkey in vkeys])) == 4


def test_names_and_lines(agree: Agree) -> None:
    raw = log_of(3, seen_at=1700000000).files["checkpoint"]
    keys = [KEY.verifier.vkey]
    tails = [
        "— a+b AAAAAAA=\n",
        "— a\u3000b AAAAAAA=\n",
        "— a\u0085b AAAAAAA=\n",
        "— a\ufeffb AAAAAAA=\n",
        "— a\u180eb AAAAAAA=\n",
        "— name\n",
        "— name AAAAAA==\n",
        "— name AAAAAAB=\n",
        "— name AAA AAAA=\n",
        "—name AAAAAAA=\n",
        "—  AAAAAAA=\n",
        "- name AAAAAAA=\n",
        "\n",
        "x",
        "\u2028",
    ]
    questions = [note(raw + tail.encode(), keys) for tail in tails]
    questions += [
        note(raw[:-1], keys),
        note(b"\xff" + raw, keys),
        note(b"\xef\xbb\xbf" + raw, keys),
    ]
    questions += [note(b"\t" + raw, keys), note(raw * 20_000, keys), note(b"", keys)]
    agree(questions)


def checkpoint(text: str) -> Question:
    def python() -> list[str]:
        found = Checkpoint.parse(text)
        return [found.origin, str(found.size), b64(found.root)]

    return "checkpoint", {"text": text}, python


def opened(raw: bytes, vkeys: list[str]) -> Question:
    def python() -> list[Any]:
        keys = [VerifierKey.parse(vkey) for vkey in vkeys]
        found = open_checkpoint(raw, keys, keys)
        witnesses = [[who.name, str(signature.time)] for who, signature in found.cosignatures]
        told = found.checkpoint
        return [told.origin, str(told.size), b64(told.root), witnesses]

    return "opened", {"raw": b64(raw), "vkeys": vkeys}, python


def test_checkpoints_and_cosignatures(agree: Agree, shared_data: Path) -> None:
    told = load(shared_data, "checkpoint-formats.json")
    root = b64(b"\5" * 32)
    texts = [case["text"] for case in told["bad"] + told["good"]]
    texts += [case["text"].replace(case["hash_b64"], root) for case in told["good"]]
    texts += [f"log\n{size}\n{root}\n" for size in ("05", "+5", " 5", "٥", "9223372036854775808")]
    texts += [f"log\n9223372036854775807\n{root}\n", f"log\n5\n{root}\n\n", "", "\n\n\n"]
    agree([checkpoint(text) for text in texts])
    times = load(shared_data, "cosignature-formats.json")["timestamps"]
    signatures = [hashes([case["sig_b64"]])[0][4:] for case in times] + [b"\xff" * 72]

    def time(signature: bytes) -> Question:
        given = {"signature": b64(signature)}
        return "time", given, lambda: str(split_cosignature(signature)[0])

    agree([time(signature) for signature in signatures])


def test_the_log_of_go_and_its_attacks(agree: Agree, shared_data: Path) -> None:
    told = load(shared_data, "go-oracle/checkpoints-dev.json")
    vkeys = [told["log_vkey"], *told["witness_vkeys"]]
    notes = [each["note"].encode() for each in (*told["history"], *told["attacks"])]
    assert accepted(agree([opened(raw, vkeys) for raw in notes])) == 11  # all are signed
    folder = shared_data / "tlog/go-oracle/log-dev-1337"
    log = {
        p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()
    }
    questions: list[Question] = [
        ("files", {path: b64(raw) for path, raw in log.items()}, lambda: None),
        ("tree", {"size": "1337"}, lambda: tree_root(1337, TileReader(1337, log.get)).hex()),
    ]
    for each in told["history"][:-1]:
        size = each["size"]
        questions.append(continued(size, 1337, log))
    for each in told["attacks"]:
        found = open_checkpoint(each["note"].encode(), [VerifierKey.parse(vkeys[0])]).checkpoint
        before = open_checkpoint(log["checkpoint"], [VerifierKey.parse(vkeys[0])]).checkpoint
        questions.append(consistency(1337, found.size, (), before.root, found.root))
    answers = agree(questions)
    assert [set(answer) for answer in answers[-3:]] == [{"refused"}] * 3


def continued(size1: int, size2: int, log: dict[str, bytes]) -> Question:
    given = {"size1": str(size1), "size2": str(size2)}

    def python() -> list[str]:
        proof = make_consistency_proof(size1, size2, TileReader(size2, log.get))
        return [b64(each) for each in proof]

    return "continue", given, python


def test_151_cases_of_wycheproof(agree: Agree, shared_data: Path) -> None:
    """By the browser's own Ed25519, by noble's, and by ours."""
    questions: list[Question] = []
    for group in load(shared_data, "ed25519-wycheproof.json")["testGroups"]:
        public = bytes.fromhex(group["publicKey"]["pk"])
        for case in group["tests"]:
            message, signature = bytes.fromhex(case["msg"]), bytes.fromhex(case["sig"])
            good = VerifierKey("w", 1, public).signed(message, signature)
            assert good == (case["result"] == "valid")
            given = {"key": b64(public), "message": b64(message), "signature": b64(signature)}
            questions.append(("ed25519", given, lambda good=good: [good, good]))
    assert len(agree(questions)) == 151


def test_hashes_of_the_reference_tree(agree: Agree, shared_data: Path) -> None:
    told = load(shared_data, "rfc6962-hasher.json")
    entries = [bytes.fromhex(each) for each in told["ref_leaves_hex"]]
    questions: list[Question] = [
        ("leaf", {"entry": b64(each)}, lambda each=each: leaf_hash(each).hex()) for each in entries
    ]
    leaves = [leaf_hash(each) for each in entries]
    for size, root in enumerate(told["ref_roots_by_size"]):
        given = {"leaves": [b64(leaf) for leaf in leaves[:size]]}
        assert root_of(leaves[:size]).hex() == root
        questions.append(("root", given, lambda root=root: root))
    agree(questions)


def test_tiles(agree: Agree, shared_data: Path) -> None:
    questions: list[Question] = []
    for case in load(shared_data, "c2sp-examples.json")["tile_paths"]:
        index, width = str(case["index"]), str(case["width"])
        given = {"level": case["level"], "index": index, "width": width}
        questions.append(("path", given, lambda case=case: case["path"]))
    rng = Random(3)
    for _ in range(300):
        size = rng.randrange(1, 10 ** rng.randrange(1, 9))
        level, index = rng.randrange(24), rng.randrange(size + 2)
        given = {"level": str(level), "index": str(index), "size": str(size)}
        held = (level, index, size)
        questions.append(("holding", given, lambda held=held: Tile.holding(*held).path))
    agree(questions)


def test_proofs_from_the_tiles(agree: Agree) -> None:
    log = log_of(700, seen_at=1700000000)
    files = dict(log.files)
    del files["tile/0/002.p/188"]
    files["tile/0/002"] = log.files["tile/0/002.p/188"] + bytes(32 * 68)  # the full one stands in
    questions: list[Question] = [
        ("files", {path: b64(raw) for path, raw in files.items()}, lambda: None)
    ]
    for index in (0, 255, 256, 511, 512, 699, 700):
        given = {"index": str(index), "size": "700"}

        def python(index: int = index) -> list[str]:
            proof = make_inclusion_proof(index, 700, TileReader(700, files.get))
            return [b64(each) for each in proof]

        questions.append(("prove", given, python))
    questions += [continued(size, 700, files) for size in (0, 1, 256, 300, 512, 699, 700)]
    questions.append(opened(log.files["checkpoint"], [KEY.verifier.vkey, WITNESS.verifier.vkey]))
    questions.append(opened(log.files["checkpoint"], [WITNESS.verifier.vkey]))
    raw = log.files["tile/entries/002.p/188"]
    for bundle, width in ((raw, 188), (raw[:-1], 188), (raw, 187), (raw + b"\0", 188)):
        given = {"raw": b64(bundle), "width": width}

        def entries(bundle: bytes = bundle, width: int = width) -> list[str]:
            return [b64(each) for each in read_bundle(bundle, Bundle(2, width))]

        questions.append(("bundle", given, entries))
    agree(questions)
    missing_tile: list[Question] = [("files", {}, lambda: None), continued(1, 700, {})]
    agree(missing_tile)


def commitments() -> Iterator[Question]:
    for text in ("We were wrong.", "我们错了。", "e\u0301", "é", "", "x" * 9_000, "👩‍👩‍👧"):
        given = {"kind": "answer.published", "field": "text", "text": text, "salt": b64(b"\1" * 32)}
        found = b64(commitment("answer.published", "text", text, b"\1" * 32))
        yield "commitment", given, lambda found=found: found


def test_commitments_and_base64(agree: Agree) -> None:
    questions = list(commitments())
    for text in ("AAA=", "AAB=", "AAA", "AAA=\n", "AA-_", " AAA=", "é", ""):
        given = {"text": text}
        questions.append(("base64", given, lambda text=text: from_base64(text, "x").hex()))
    agree(questions)
