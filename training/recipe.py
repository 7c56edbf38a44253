"""The whole way from the two published tables to the shipped networks, with one command.

python recipe.py --fer2013 fer2013.csv --ferplus fer2013new.csv --work WORK [--root ..] [--from STEP] [--list]

Every step is one of the commands beside this file (training/README.md). A step that is done is not done again, so that the
command can be stopped and called once more; a training goes on from its last epoch. Writes the seconds of each step to
WORK/times.json and prints them as a table.
"""
import argparse
import json
import pathlib
import subprocess
import sys
import time

HERE = pathlib.Path(__file__).parent
LARGE = ["--size", "100", "--depth", "10"]


def steps(a, work):
    """(name, command) in order."""
    data, faces = str(work / "data"), str(pathlib.Path(a.root) / "node_modules/@vladmandic/face-api/model")
    run = lambda name: str(work / name)  # noqa: E731
    checkpoint = lambda name: str(work / name / "checkpoint.pt")  # noqa: E731
    half = ["--bf16"] if a.bf16 else []

    def train(name, *more):
        return (name, ["train.py", "--data", data, "--out", run(name), *more, *half])

    def distil(name, start, *more):
        return (name, ["distil.py", "--data", data, "--votes", run("votes"), "--start", checkpoint(start), "--out", run(name), *more, *half])

    def mean(name, first, second):
        return (name, ["combine.py", "mean", run(first), run(second), "--out", run(name)])

    root = ["--root", a.root]
    words = "18 + 24 with all blocks, 80 + 45 + 6 + 12 with the first ten"
    return [
        ("data", ["prepare.py", "--fer2013", a.fer2013, "--ferplus", a.ferplus, "--out", data]),
        train("whole", "--faces", faces, "--size", "112", "--depth", "14", "--epochs", "18", "--lr", "0.03", "--mild-from", "11"),
        train("first", "--start", checkpoint("whole"), *LARGE, "--epochs", "80", "--lr", "0.05", "--mix", "cutmix", "--mild-from", "55"),
        ("joined", ["combine.py", "blocks", run("first"), run("whole"), "--out", run("joined")]),
        train("teacher", "--start", checkpoint("joined"), "--size", "112", "--depth", "14", "--epochs", "24", "--lr", "0.04",
              "--mix", "cutmix", "--mild-from", "15", "--seed", "7"),
        train("second", "--start", checkpoint("first"), *LARGE, "--epochs", "45", "--lr", "0.04", "--teachers", checkpoint("first"),
              checkpoint("teacher"), "--trust", "0.6", "--mix", "cutmix", "--mild-from", "28", "--seed", "11"),
        mean("mean", "first", "second"),
        train("third", "--start", checkpoint("mean"), *LARGE, "--epochs", "6", "--lr", "0.01", "--teachers", checkpoint("first"),
              checkpoint("teacher"), checkpoint("second"), "--trust", "0.8", "--mild-from", "0", "--seed", "21"),
        train("mirror", "--start", checkpoint("third"), *LARGE, "--epochs", "12", "--lr", "0.02", "--teachers", checkpoint("third"),
              "--mirror", "--trust", "0.7", "--mix", "cutmix", "--mild-from", "4", "--seed", "41"),
        mean("large", "third", "mirror"),
        ("export", ["export.py", "--data", data, "--run", run("large"), "--bytes-from", "20000", "--epochs", words, *root]),
        ("votes", ["votes.py", "--data", data, "--teacher", checkpoint("large"), "--out", run("votes"), "--views", "8", "--threads", "1"]),
        ("slim", ["slim.py", "--data", data, "--teacher", checkpoint("large"), "--out", run("slim")]),
        distil("small", "slim", "--epochs", "60", "--keep-stem"),
        ("head", ["balance.py", "--data", data, "--votes", run("votes"), "--out", run("head"), *root]),
        ("cascade", ["cascade.py", "--data", data, "--small", run("small"), "--head", str(work / "head/head.npz"), *root]),
        ("photographs", ["photographs.py", "--data", data, "--small", run("small"), *root]),
    ]


def main():
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("--fer2013", required=True)
    p.add_argument("--ferplus", required=True)
    p.add_argument("--work", required=True)
    p.add_argument("--root", default=str(HERE.parent))
    p.add_argument("--bf16", action="store_true", help="half precision: faster where the processor has AMX or AVX512-BF16")
    p.add_argument("--from", dest="first", help="do this step and all after it, even if they are done")
    p.add_argument("--list", action="store_true", help="only print the commands")
    a = p.parse_args()
    work = pathlib.Path(a.work)
    todo = steps(a, work)
    if a.list:
        for name, command in todo:
            print(f"{name}: python {' '.join(command)}")
        return
    names = [name for name, _ in todo]
    if a.first and a.first not in names:
        raise SystemExit(f"There is no step {a.first}. The steps are {', '.join(names)}.")
    work.mkdir(parents=True, exist_ok=True)
    file = work / "times.json"
    times = json.loads(file.read_text()) if file.exists() else {}
    if a.first:
        times = {name: times[name] for name in names[: names.index(a.first)] if name in times}
    for name, command in todo:
        if name in times:
            continue
        print(f"== {name}", flush=True)
        began = time.time()
        done = subprocess.run([sys.executable, str(HERE / command[0]), *command[1:]])
        if done.returncode != 0:
            raise SystemExit(f"The step {name} failed. Call the command again to go on from there.")
        times[name] = round(time.time() - began)
        file.write_text(json.dumps(times, indent=1))
    for name in names:
        print(f"{name:10} {times[name]:>7} s")


if __name__ == "__main__":
    main()
