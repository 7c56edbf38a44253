"""Puts a small network in front of the shipped one, gives that a new last layer, and measures both together.

python cascade.py --data FOLDER --small runs/student --head runs/head/head.npz [--root ..]

The small network reads every face; the large one reads those of which the small one is not sure. How sure it has to be is
chosen on the validation faces: the least with which both together are as good as the large one alone but for WORTH. Writes
small.json, small.bin and the new weights.bin to `public/models/emotion/`, completes the card, the pictures and the fixture.
"""
import argparse
import hashlib
import json
import pathlib

import numpy as np
import torch

import graph
import plots
from checkpoint import read
from export import SECOND_LOOK_BELOW, logits_of
from faces import SIZE, clean_train, clean_valid
from figures import calibration, confusion, fit_temperature_of_looks, looked_twice, summary
from network import parameters
from preprocess import normalise, preprocess
from shipped import shipped
from slim import multiply_adds

WORTH = 0.001  # share of validation faces that both together may get wrong more than the large network alone
SURE = [round(0.5 + 0.025 * i, 3) for i in range(20)]  # candidates


def patch_head(folder: pathlib.Path, head) -> bytes:
    """The shipped weights with another last layer; everything else keeps its bytes."""
    specs = json.loads((folder / "model.json").read_text())["weightsManifest"][0]["weights"]
    data, at = bytearray((folder / "weights.bin").read_bytes()), 0
    new = {"head/w": head["weight"].T, "head/b": head["bias"]}
    for spec in specs:
        kind = spec["quantization"]["dtype"] if "quantization" in spec else spec["dtype"]
        size = int(np.prod(spec["shape"])) * np.dtype(kind).itemsize
        if spec["name"] in new:
            values = np.ascontiguousarray(new[spec["name"]])
            if kind != "float16" or list(values.shape) != spec["shape"]:
                raise SystemExit(f"The last layer {values.shape} does not fit the shipped network.")
            data[at : at + size] = values.astype(np.float16).tobytes()
        at += size
    return bytes(data)


def together(small, large, sure_from):
    """Probabilities of the cascade and the share of faces that the large network reads."""
    unsure = small.max(1, keepdim=True).values < sure_from
    return torch.where(unsure, large, small), float(unsure.float().mean())


def main():
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("--data", required=True)
    p.add_argument("--small", required=True)
    p.add_argument("--head", help="head.npz of balance.py; none: the last layer stays")
    p.add_argument("--root", default="..")
    p.add_argument("--accept-any", action="store_true", help="also write networks that are not good enough, to try the command")
    p.add_argument("--threads", type=int, default=1)
    p.add_argument("--bytes-from", type=int, default=4000, help="smallest tensor of the small network that is stored as bytes")
    a = p.parse_args()
    torch.set_num_threads(a.threads)
    root, run = pathlib.Path(a.root), pathlib.Path(a.small)
    folder = root / "public/models/emotion"
    card = json.loads((folder / "card.json").read_text())
    sigma, strength = card["preprocess"]["denoiseSigma"], card["preprocess"]["equaliseStrength"]
    if a.head:
        (folder / "weights.bin").write_bytes(patch_head(folder, np.load(a.head)))
    trained, _ = clean_train(a.data)
    large = shipped(folder, normalise(torch.tensor(trained[:512])[:, None].float()))
    graph.bytes_from = a.bytes_from
    small = graph.round_like_export(read(run / "checkpoint.pt"))
    faces, labels = clean_valid(a.data)
    faces, labels = torch.tensor(faces)[:, None], torch.tensor(labels)

    ask = lambda net, x: logits_of(net, x, sigma, strength)  # noqa: E731
    views = [ask(large, faces), ask(large, faces.flip(3))]
    temperature = round(fit_temperature_of_looks(*views, labels, SECOND_LOOK_BELOW), 4)
    alone = looked_twice(*views, temperature, SECOND_LOOK_BELOW)
    logits = ask(small, faces)
    own = round(fit_temperature_of_looks(logits, logits, labels, 0), 4)
    first = (logits / own).softmax(1)
    of_large = summary(alone, labels)
    rows = []
    for sure in SURE:
        both, share = together(first, alone, sure)
        found = summary(both, labels)
        rows.append({"sureFrom": sure, "share": round(share, 4),
                     **{k: round(found[k], 4) for k in ("accuracy8", "macroRecall6", "ece")}})
        print(json.dumps(rows[-1]), flush=True)
    good = [r for r in rows if r["accuracy8"] >= of_large["accuracy8"] - WORTH and r["macroRecall6"] >= of_large["macroRecall6"] - 5 * WORTH]
    if not good and a.accept_any:
        good = rows[-1:]
    if not good:
        raise SystemExit("The small network is not good enough to stand before the large one: teach it longer.")
    sure_from = good[0]["sureFrom"]
    both, share = together(first, alone, sure_from)

    written = graph.write(small, folder / "small")
    (folder / "small/model.json").replace(folder / "small.json")
    (folder / "small/weights.bin").replace(folder / "small.bin")
    (folder / "small").rmdir()
    model = json.loads((folder / "small.json").read_text())
    model["weightsManifest"][0]["paths"] = ["small.bin"]
    (folder / "small.json").write_text(json.dumps(model, separators=(",", ":")))
    weights = (folder / "weights.bin").read_bytes()
    saved = torch.load(run / "checkpoint.pt", weights_only=False, map_location="cpu")
    rounded = lambda f: {k: v for k, v in f.items() if k != "recall"}  # noqa: E731
    card |= {
        "temperature": temperature, "multiplyAdds": multiply_adds(large), "weightsSha256": hashlib.sha256(weights).hexdigest(),
        "small": {
            "temperature": own, "sureFrom": sure_from, "parameters": parameters(small), "multiplyAdds": multiply_adds(small),
            "weightsBytes": len(written), "weightsSha256": hashlib.sha256(written).hexdigest(),
            "epochs": str(saved["epoch"] + 1), "alone": rounded(summary(first, labels)),
        },
        "validation": {
            "data": card["validation"]["data"], **summary(both, labels), "readByTheLargeNetwork": round(share, 4),
            "largeNetworkAlone": rounded(of_large),
        },
        "cascadeAblation": rows,
    }
    (folder / "card.json").write_text(json.dumps(card, indent=2, allow_nan=False) + "\n")

    pictures = np.fromfile(root / "tests/fixtures/parity-faces.bin", np.uint8)
    inputs = preprocess(torch.tensor(pictures).view(-1, 1, SIZE, SIZE), sigma, strength)
    fixture = json.loads((root / "tests/fixtures/parity.json").read_text())
    with torch.no_grad():
        for name, net in (("logits", large), ("smallLogits", small)):
            fixture[name] = [[round(v, 5) for v in row] for row in net(inputs).tolist()]
    (root / "tests/fixtures/parity.json").write_text(json.dumps(fixture))
    docs = root / "docs/pictures"
    docs.mkdir(parents=True, exist_ok=True)
    plots.curves(saved["log"], docs / "training-curves.png")
    plots.confusion_matrix(confusion(both.argmax(1), labels), docs / "confusion-matrix.png")
    ece, bins = calibration(both, labels)
    plots.calibration_plot(bins, ece, docs / "calibration.png")
    print(json.dumps(card["validation"]))


if __name__ == "__main__":
    main()
