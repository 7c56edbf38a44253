"""Runs every command once on made-up faces: training, going on from the checkpoint, distillation, export.

python smoke_test.py
"""
import csv
import json
import pathlib
import shutil
import subprocess
import sys
import tempfile
import unittest

import numpy as np
import torch

from checkpoint import read
from faces import LABELS, SIZE, clean_train, clean_valid
from preprocess import preprocess

HERE = pathlib.Path(__file__).parent
DESCRIPTOR = HERE.parent / "node_modules/@vladmandic/face-api/model"
COLUMNS = [*(f"v_{name}" for name in [*LABELS, "unknown", "NF"]), "ferplus_majority", "pixel_src", "cos_max_valid", "cos_max_test"]


def make_split(folder, name, count):
    """Faces of one gray each, the darker the sadder: something can be learned from them."""
    random = np.random.default_rng(count)
    labels = random.integers(0, len(LABELS), count)
    faces = 30 * labels[:, None, None] + random.integers(0, 25, (count, SIZE, SIZE))
    (folder / f"{name}.bin").write_bytes(faces.astype(np.uint8).tobytes())
    with open(folder / f"{name}.csv", "w", newline="") as file:
        table = csv.DictWriter(file, COLUMNS)
        table.writeheader()
        for label in labels:
            votes = {column: 0 for column in COLUMNS[:10]} | {f"v_{LABELS[label]}": 9, "v_unknown": 1}
            table.writerow(votes | {"ferplus_majority": LABELS[label], "pixel_src": "png", "cos_max_valid": 0, "cos_max_test": ""})


class Commands(unittest.TestCase):
    def setUp(self):
        self.folder = pathlib.Path(tempfile.mkdtemp())
        self.addCleanup(shutil.rmtree, self.folder)
        make_split(self.folder, "train", 256)
        make_split(self.folder, "valid", 128)

    def command(self, script, *arguments):
        told = subprocess.run(
            [sys.executable, str(HERE / script), "--data", str(self.folder), *arguments],
            capture_output=True, text=True, cwd=HERE,
        )
        self.assertEqual(told.returncode, 0, told.stderr)
        return told.stdout

    def combine(self, how, first, second, out, fails=False):
        paths = [str(self.folder / name) for name in (first, second, out)]
        told = subprocess.run([sys.executable, str(HERE / "combine.py"), how, *paths[:2], "--out", paths[2]],
                              capture_output=True, text=True, cwd=HERE)
        if not fails:
            self.assertEqual(told.returncode, 0, told.stderr)
        return told.returncode

    def train(self, run, *arguments):
        self.command("train.py", "--out", str(self.folder / run), "--batch", "64", *arguments)
        return json.loads((self.folder / run / "log.json").read_text())

    def test_from_faces_to_the_shipped_files(self):
        narrow = ["--widths", "8", "8", "8", "8"]
        self.assertEqual(len(self.train("first", "--epochs", "1", *narrow)), 1)
        # The second call finds the checkpoint of the first.
        self.assertEqual(len(self.train("first", "--epochs", "2", "--mix", "cutmix", *narrow)), 2)
        first = str(self.folder / "first/checkpoint.pt")
        self.train("wider", "--epochs", "1", "--start", first, "--teachers", first, "--mild-from", "0",
                   "--widths", "12", "12", "12", "12")

        root = self.folder / "root"
        (root / "tests/fixtures").mkdir(parents=True)
        shutil.copy(HERE.parent / "tests/fixtures/portrait-48.bin", root / "tests/fixtures")
        told = self.command("export.py", "--run", str(self.folder / "wider"), "--root", str(root), "--bytes-from", "500")
        self.assertEqual(json.loads(told.splitlines()[-1])["n"], 128)
        model = json.loads((root / "public/models/emotion/model.json").read_text())
        card = json.loads((root / "public/models/emotion/card.json").read_text())
        stored = (root / "public/models/emotion/weights.bin").stat().st_size
        self.assertEqual(card["weightsBytes"], stored)
        kinds = {w.get("quantization", {}).get("dtype") for w in model["weightsManifest"][0]["weights"]}
        self.assertTrue({"uint8", "float16"} <= kinds)
        self.assertEqual(len(json.loads((root / "tests/fixtures/parity.json").read_text())["logits"]), 100)

    @unittest.skipUnless(DESCRIPTOR.exists(), "npm ci brings the face descriptor")
    def test_from_the_face_descriptor_to_its_first_blocks(self):
        self.train("whole", "--epochs", "1", "--faces", str(DESCRIPTOR), "--size", "112")
        whole = str(self.folder / "whole/checkpoint.pt")
        self.train("small", "--epochs", "1", "--start", whole, "--size", "100", "--depth", "10", "--mild-from", "0")
        root = self.folder / "root"
        (root / "tests/fixtures").mkdir(parents=True)
        shutil.copy(HERE.parent / "tests/fixtures/portrait-48.bin", root / "tests/fixtures")
        # The joined network is larger and begins with the small one's blocks; the mean lies between two that are alike.
        self.combine("blocks", "small", "whole", "joined")
        self.train("student", "--epochs", "1", "--start", str(self.folder / "small/checkpoint.pt"), "--size", "100", "--depth", "10",
                   "--teachers", str(self.folder / "joined/checkpoint.pt"), "--mild-from", "0")
        self.combine("mean", "small", "student", "mean")
        self.assertNotEqual(self.combine("mean", "small", "whole", "none", fails=True), 0)
        self.command("export.py", "--run", str(self.folder / "mean"), "--root", str(root), "--bytes-from", "20000")
        card = json.loads((root / "public/models/emotion/card.json").read_text())
        self.assertEqual(card["parameters"], 1_148_392)
        self.assertLess(card["weightsBytes"], 1_500_000)
        # What was shipped can be gone on from: it answers as the export says.
        self.command("shipped.py", "--out", str(self.folder / "shipped"), "--root", str(root))
        faces = np.frombuffer((root / "tests/fixtures/parity-faces.bin").read_bytes(), np.uint8).reshape(-1, 1, SIZE, SIZE)
        expected = json.loads((root / "tests/fixtures/parity.json").read_text())["logits"]
        steps = card["preprocess"]["denoiseSigma"], card["preprocess"]["equaliseStrength"]
        with torch.no_grad():
            answers = read(self.folder / "shipped/checkpoint.pt")(preprocess(torch.tensor(faces), *steps))
        self.assertLess((answers - torch.tensor(expected)).abs().max().item(), 1e-3)
        self.train("further", "--epochs", "1", "--start", str(self.folder / "shipped/checkpoint.pt"), "--size", "100",
                   "--depth", "10", "--mild-from", "0", "--mirror", "--teachers", str(self.folder / "shipped/checkpoint.pt"))

    @unittest.skipUnless(DESCRIPTOR.exists(), "npm ci brings the face descriptor")
    def test_from_a_teacher_to_a_small_network(self):
        self.train("teacher", "--epochs", "1", "--faces", str(DESCRIPTOR), "--size", "100", "--depth", "10")
        teacher = ["--teacher", str(self.folder / "teacher/checkpoint.pt")]
        votes = ["--votes", str(self.folder / "votes")]
        self.command("votes.py", *teacher, "--out", votes[1], "--views", "2")
        # What is there is not made again.
        self.assertEqual(self.command("votes.py", *teacher, "--out", votes[1], "--views", "2"), "")
        told = self.command("slim.py", *teacher, "--out", str(self.folder / "slim"), "--faces", "40")
        self.assertIn("19.6 million multiply-adds, 288480 parameters", told)
        start = ["--start", str(self.folder / "slim/checkpoint.pt"), *votes, "--batch", "64"]
        self.command("distil.py", *start, "--out", str(self.folder / "student"), "--epochs", "1")
        # The second call finds the checkpoint of the first.
        self.command("distil.py", *start, "--out", str(self.folder / "student"), "--epochs", "2")
        log = json.loads((self.folder / "student/log.json").read_text())
        self.assertEqual([row["epoch"] for row in log], [0, 1])
        self.assertIn("accuracy8", log[1]["plain"]["once"])
        self.assertEqual(json.loads((self.folder / "student/arguments.json").read_text())["epochs"], 2)

        root = self.folder / "root"
        (root / "tests/fixtures").mkdir(parents=True)
        shutil.copy(HERE.parent / "tests/fixtures/portrait-48.bin", root / "tests/fixtures")
        self.command("export.py", "--run", str(self.folder / "teacher"), "--root", str(root), "--bytes-from", "20000")
        self.command("balance.py", *votes, "--out", str(self.folder / "head"), "--root", str(root))
        self.command("cascade.py", "--small", str(self.folder / "student"), "--head", str(self.folder / "head/head.npz"),
                     "--root", str(root), "--accept-any")
        self.command("photographs.py", "--small", str(self.folder / "student"), "--root", str(root), "--accept-any")
        blocks = ["--small", str(self.folder / "student"), "--out", str(self.folder / "blocks"), "--views", "1", "--epochs", "1"]
        told = self.command("last_blocks.py", *votes, *blocks, "--surprise", "2", "--root", str(root))
        self.assertEqual([json.loads(line)["epoch"] for line in told.splitlines()], ["before", "before", 0, 0])
        folder = root / "public/models/emotion"
        card = json.loads((folder / "card.json").read_text())
        self.assertEqual(card["small"]["multiplyAdds"], 19_627_008)
        self.assertEqual(list(card["photograph"]), LABELS)
        self.assertEqual(card["photograph"]["surprise"], card["photograph"]["fear"])
        self.assertEqual(card["photograph"]["neutral"], 1)
        self.assertLess(card["small"]["weightsBytes"], 400_000)
        self.assertEqual(card["small"]["weightsBytes"], (folder / "small.bin").stat().st_size)
        fixture = json.loads((root / "tests/fixtures/parity.json").read_text())
        self.assertEqual(len(fixture["smallLogits"]), len(fixture["logits"]))

    def test_numbers_that_are_not_finite_end_the_training(self):
        narrow = ["--widths", "8", "8", "8", "8"]
        told = subprocess.run(
            [sys.executable, str(HERE / "train.py"), "--data", str(self.folder), "--out", str(self.folder / "run"),
             "--batch", "64", "--epochs", "20", "--lr", "1e30", *narrow],
            capture_output=True, text=True, cwd=HERE,
        )
        self.assertNotEqual(told.returncode, 0)
        self.assertIn("not finite", told.stderr)

    def tables(self, drop=None):
        """Both published tables with ten training faces, of which the last is a copy of the one validation face."""
        random = np.random.default_rng(5)
        pictures = [random.integers(0, 256, SIZE * SIZE) for _ in range(11)]
        pictures.append(pictures[9] // 2 + 9)  # the same photograph, darker
        usages = ["Training"] * 10 + ["PrivateTest", "PublicTest"]
        votes = [*LABELS, "unknown", "NF"]
        with open(self.folder / "fer2013.csv", "w", newline="") as file:
            table = csv.writer(file)
            table.writerow(["emotion", "pixels", "Usage"])
            table.writerows([0, " ".join(map(str, picture)), usage] for picture, usage in zip(pictures, usages))
        with open(self.folder / "fer2013new.csv", "w", newline="") as file:
            table = csv.writer(file)
            kept = [name for name in votes if name != drop]
            table.writerow(["Usage", "Image name", *kept])
            table.writerows([usage, "x", *(9 if name == "fear" else 1 if name == "NF" else 0 for name in kept)] for usage in usages)

    def prepare(self):
        paths = ["--fer2013", str(self.folder / "fer2013.csv"), "--ferplus", str(self.folder / "fer2013new.csv")]
        return subprocess.run([sys.executable, str(HERE / "prepare.py"), *paths, "--out", str(self.folder / "data")],
                              capture_output=True, text=True, cwd=HERE)

    def test_from_the_published_tables_to_the_training_folder(self):
        self.tables()
        self.assertEqual(self.prepare().returncode, 0)
        faces, targets = clean_train(str(self.folder / "data"))
        self.assertEqual(len(faces), 9)  # the copy is out
        self.assertTrue((targets.argmax(1) == LABELS.index("fear")).all())
        self.assertEqual([len(part) for part in clean_valid(str(self.folder / "data"))], [1, 1])

    def test_a_missing_column_is_named(self):
        self.tables(drop="disgust")
        told = self.prepare()
        self.assertNotEqual(told.returncode, 0)
        self.assertIn("no column disgust", told.stderr)
        path = self.folder / "train.csv"
        path.write_text(path.read_text().replace("cos_max_test", "other"))
        with self.assertRaisesRegex(ValueError, "no column cos_max_test"):
            clean_train(str(self.folder))

    def test_the_recipe_names_commands_that_are_there(self):
        told = subprocess.run([sys.executable, str(HERE / "recipe.py"), "--fer2013", "a", "--ferplus", "b", "--work", "c", "--list"],
                              capture_output=True, text=True, cwd=HERE)
        self.assertEqual(told.returncode, 0, told.stderr)
        for line in told.stdout.splitlines():
            self.assertTrue((HERE / line.split()[2]).exists(), line)

    def test_a_truncated_file_is_named(self):
        path = self.folder / "train.bin"
        path.write_bytes(path.read_bytes()[:-1])
        told = subprocess.run(
            [sys.executable, str(HERE / "train.py"), "--data", str(self.folder), "--out", str(self.folder / "run")],
            capture_output=True, text=True, cwd=HERE,
        )
        self.assertNotEqual(told.returncode, 0)
        self.assertIn("train.bin", told.stderr)


if __name__ == "__main__":
    unittest.main()
