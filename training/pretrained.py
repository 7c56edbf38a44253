"""Networks that begin with what another one learned about faces.

The beginning is the residual network of dlib's face descriptor (public domain, about 5.4 million numbers) as the package
@vladmandic/face-api ships it, one byte a number. It sees our 48 x 48 gray faces enlarged, and gets a new head. All of its
blocks make a teacher; its first ten make a network small enough to ship.
"""
import json
import pathlib

import numpy as np
import torch
import torch.nn.functional as F
from torch import nn

from faces import LABELS

CONTRAST = 60 / 255  # our normalised faces have deviation 1, the original saw about this much


class Scaled(nn.Module):
    """Convolution, batch norm. The original has a fixed scale where we train a batch norm; see `settle`."""

    def __init__(self, inputs, outputs, kernel=3, stride=1):
        super().__init__()
        self.conv = nn.Conv2d(inputs, outputs, kernel, stride, 0 if stride == 2 else kernel // 2, bias=False)
        self.norm = nn.BatchNorm2d(outputs)
        self.fixed = None  # (scale, bias) of the original until settled

    def forward(self, x):
        x = self.conv(x)
        if self.fixed is None:
            return self.norm(x)
        scale, bias = self.fixed
        self.norm.running_mean.copy_(x.mean((0, 2, 3)))
        self.norm.running_var.copy_(x.var((0, 2, 3)))
        deviation = (self.norm.running_var + self.norm.eps).sqrt()
        self.norm.weight.data = scale * deviation
        self.norm.bias.data = bias + scale * self.norm.running_mean
        return x * scale.view(1, -1, 1, 1) + bias.view(1, -1, 1, 1)


class Block(nn.Module):
    def __init__(self, inputs, outputs, down):
        super().__init__()
        self.down = down
        self.conv1 = Scaled(inputs, outputs, stride=2 if down else 1)
        self.conv2 = Scaled(outputs, outputs)

    def forward(self, x):
        y = self.conv2(F.relu(self.conv1(x)))
        if self.down:
            x = F.avg_pool2d(x, 2)
            y = F.pad(y, (0, x.shape[3] - y.shape[3], 0, x.shape[2] - y.shape[2]))
            x = F.pad(x, (0, 0, 0, 0, 0, y.shape[1] - x.shape[1]))
        return F.relu(x + y)


NAMES = ["32_1", "32_2", "32_3", "64_down", "64_1", "64_2", "64_3", "128_down", "128_1", "128_2", "256_down", "256_1",
         "256_2", "256_down_out"]


class FaceNet(nn.Module):
    """48 x 48 gray, normalised as for the student -> eight logits. `size` is the side the face is enlarged to."""

    def __init__(self, size=112, depth=len(NAMES), dropout=0.3):
        super().__init__()
        self.size, self.depth = size, depth
        self.stem = Scaled(1, 32, 7, 2)
        blocks, width = [], 32
        for name in NAMES[:depth]:
            outputs = int(name.split("_")[0])
            blocks.append(Block(width, outputs, "down" in name))
            width = outputs
        self.blocks = nn.Sequential(*blocks)
        self.dropout = nn.Dropout(dropout)
        self.head = nn.Linear(width, len(LABELS))

    def embed(self, x):
        x = F.interpolate(x * CONTRAST, size=(self.size, self.size), mode="bilinear", align_corners=False)
        x = F.max_pool2d(F.relu(self.stem(x)), 3, 2)
        return self.blocks(x).mean((2, 3))

    def forward(self, x):
        return self.head(self.dropout(self.embed(x)))


def weights(folder):
    """Reads the package's model folder: name -> float32 array (convolutions HWIO)."""
    folder = pathlib.Path(folder)
    manifest = json.loads((folder / "face_recognition_model-weights_manifest.json").read_text())
    data, at, found = (folder / "face_recognition_model.bin").read_bytes(), 0, {}
    for spec in manifest[0]["weights"]:
        n, q = int(np.prod(spec["shape"])), spec.get("quantization", {"dtype": "float32", "scale": 1, "min": 0})
        raw = np.frombuffer(data, q["dtype"], n, at).astype(np.float32)
        at += n * np.dtype(q["dtype"]).itemsize
        found[spec["name"]] = (raw * q["scale"] + q["min"]).reshape(spec["shape"])
    return found


def _fill(layer: Scaled, found, name):
    filters = torch.tensor(found[f"{name}/conv/filters"]).permute(3, 2, 0, 1)
    if layer.conv.in_channels == 1:
        filters = filters.sum(1, keepdim=True)  # a gray picture has the same in all three colours
    layer.conv.weight.data = filters.contiguous()
    scale = torch.tensor(found[f"{name}/scale/weights"])
    layer.fixed = (scale, torch.tensor(found[f"{name}/scale/biases"]) + scale * torch.tensor(found[f"{name}/conv/bias"]))


def settle(net, faces):
    """Makes batch norms of the fixed scales: on `faces` (normalised [N,1,48,48]) they do at first what those did."""
    net.eval().embed(faces)
    for module in net.modules():
        if isinstance(module, Scaled):
            module.fixed = None
    return net


@torch.no_grad()
def pretrained(folder, faces, size=112, depth=len(NAMES)) -> FaceNet:
    """The network with the package's weights, its batch norms set by `faces` (normalised [N,1,48,48]) to do nothing new."""
    net, found = FaceNet(size, depth), weights(folder)
    _fill(net.stem, found, "conv32_down")
    for name, block in zip(NAMES, net.blocks):
        _fill(block.conv1, found, f"conv{name}/conv1")
        _fill(block.conv2, found, f"conv{name}/conv2")
    return settle(net, faces)


@torch.no_grad()
def shortened(net: FaceNet, size, depth) -> FaceNet:
    """The first `depth` blocks of a network, for faces enlarged to `size`; the head is new where it sees other blocks."""
    short = FaceNet(size, depth)
    known = net.state_dict()
    if depth < net.depth:
        known = {name: value for name, value in known.items() if not name.startswith("head.")}
    wanted = short.state_dict()
    short.load_state_dict({**wanted, **{name: value for name, value in known.items() if name in wanted}})
    return short
