"""Makes a checkpoint of the shipped network, for `train.py --start` and `--teachers`.

python shipped.py --data FOLDER --out runs/shipped [--root ..]
"""
import argparse
import json
import pathlib

import numpy as np
import torch

from checkpoint import shape_of
from faces import clean_train
from graph import unpack
from preprocess import normalise
from pretrained import FaceNet, settle


def weights(folder: pathlib.Path):
    """name -> float32 array (convolutions HWIO), as TensorFlow.js reads them."""
    specs = json.loads((folder / "model.json").read_text())["weightsManifest"][0]["weights"]
    data, at, found = (folder / "weights.bin").read_bytes(), 0, {}
    for spec in specs:
        entry = spec.get("quantization")
        kind = entry["dtype"] if entry else spec["dtype"]
        n = int(np.prod(spec["shape"]))
        stored = np.frombuffer(data, kind, n, at).reshape(spec["shape"])
        at += stored.nbytes
        found[spec["name"]] = unpack(stored, entry) if entry else stored
    return found


@torch.no_grad()
def shipped(folder: pathlib.Path, faces) -> FaceNet:
    """The shipped network; its folded batch norms are made anew from `faces` (normalised [N,1,48,48])."""
    found = weights(folder)
    net = FaceNet(int(found["size"][0]), sum(name.endswith("/first/w") for name in found))
    layers = {"stem": net.stem}
    for i, block in enumerate(net.blocks):
        layers |= {f"block{i}/first": block.conv1, f"block{i}/second": block.conv2}
    for name, layer in layers.items():
        layer.conv.weight.data = torch.tensor(np.ascontiguousarray(found[f"{name}/w"].transpose(3, 2, 0, 1)))
        bias = torch.tensor(found[f"{name}/b"])
        layer.fixed = (torch.ones_like(bias), bias)
    net.head.weight.data = torch.tensor(np.ascontiguousarray(found["head/w"].T))
    net.head.bias.data = torch.tensor(found["head/b"])
    return settle(net, faces)


def main():
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("--data", required=True)
    p.add_argument("--out", required=True)
    p.add_argument("--root", default="..")
    a = p.parse_args()
    faces, _ = clean_train(a.data)
    some = normalise(torch.tensor(faces[:2048])[:, None].float())
    net = shipped(pathlib.Path(a.root) / "public/models/emotion", some)
    out = pathlib.Path(a.out)
    out.mkdir(parents=True, exist_ok=True)
    state = net.state_dict()
    torch.save({"net": state, "ema": state, **shape_of(net)}, out / "checkpoint.pt")


if __name__ == "__main__":
    main()
