"""A teacher of another kind: a MobileNet that has learned to tell people, ages and sexes apart.

Its weights come with the package @vladmandic/human (`faceres`, converted from HSE_FaceRec_tf, Apache-2.0), which is a
devDependency. It only ever answers as a teacher; none of its numbers is shipped.
"""
import json
import pathlib

import numpy as np
import torch
import torch.nn.functional as F
from torch import nn

from faces import LABELS
from pretrained import Scaled, settle

GRAY_DEVIATION = 60.0  # the original sees gray levels of 255 around their mean; our faces have deviation 1
STEM = 32
# (channels after the block, stride) of MobileNet v1 (Howard et al., 2017), all of its thirteen blocks
BLOCKS = [(64, 1), (128, 2), (128, 1), (256, 2), (256, 1), (512, 2), *[(512, 1)] * 5, (1024, 2), (1024, 1)]


def _down(x, stride):
    """TensorFlow's padding "SAME": with stride 2 and an even side, one more row and column at the end."""
    return F.pad(x, (0, 1, 0, 1)) if stride == 2 else x


class Separable(nn.Module):
    def __init__(self, inputs, outputs, stride):
        super().__init__()
        self.stride = stride
        self.depthwise = Scaled(inputs, inputs, stride=stride, groups=inputs)
        self.pointwise = Scaled(inputs, outputs, kernel=1)

    def forward(self, x):
        x = F.relu6(self.depthwise(_down(x, self.stride)))
        return F.relu6(self.pointwise(x))


class MobileFaceNet(nn.Module):
    """48 x 48 gray, normalised as for the student -> eight logits. `side` (a multiple of 32): what the face is enlarged to."""

    def __init__(self, side=128, dropout=0.3):
        super().__init__()
        self.side = side
        self.stem = Scaled(1, STEM, stride=2)
        widths = [STEM, *[outputs for outputs, _ in BLOCKS]]
        self.blocks = nn.Sequential(*[Separable(i, o, s) for i, (o, s) in zip(widths, BLOCKS)])
        self.dropout = nn.Dropout(dropout)
        self.head = nn.Linear(widths[-1], len(LABELS))

    def embed(self, x):
        x = F.interpolate(x * GRAY_DEVIATION, size=(self.side, self.side), mode="bilinear", align_corners=False)
        return self.blocks(F.relu6(self.stem(_down(x, 2)))).mean((2, 3))

    def forward(self, x):
        return self.head(self.dropout(self.embed(x)))


def weights(folder):
    """Reads the package's model folder: name -> float32 array (convolutions HWIO), all of them float16 in the file."""
    folder = pathlib.Path(folder)
    manifest = json.loads((folder / "faceres.json").read_text())["weightsManifest"]
    data, at, found = (folder / "faceres.bin").read_bytes(), 0, {}
    for spec in (spec for group in manifest for spec in group["weights"]):
        kind = np.float16 if "quantization" in spec else np.int32
        n = int(np.prod(spec["shape"]))
        found[spec["name"]] = np.frombuffer(data, kind, n, at).astype(np.float32).reshape(spec["shape"])
        at += n * np.dtype(kind).itemsize
    return found


def _fill(layer, filters, scale, bias):
    """`filters` OIHW."""
    layer.conv.weight.data = torch.tensor(np.ascontiguousarray(filters))
    layer.fixed = (torch.tensor(scale), torch.tensor(bias))


@torch.no_grad()
def mobile(folder, faces, side=128) -> MobileFaceNet:
    """The network with the package's weights, its batch norms set by `faces` (normalised [N,1,48,48]) to do nothing new."""
    net, found = MobileFaceNet(side), weights(folder)
    stem = found["conv1/convolution/merged_input"].transpose(3, 2, 0, 1).sum(1, keepdims=True)  # gray in all three colours
    _fill(net.stem, stem, np.ones(STEM, np.float32), found["conv1_bn/batchnorm_1/sub"])
    for k, block in enumerate(net.blocks, 1):
        depthwise = found[f"conv_dw_{k}/depthwise_kernel"].transpose(2, 3, 0, 1)
        _fill(block.depthwise, depthwise, found[f"conv_dw_{k}_bn/batchnorm_1/mul"], found[f"conv_dw_{k}_bn/batchnorm_1/sub"])
        pointwise = found[f"conv_pw_{k}/convolution/merged_input"].transpose(3, 2, 0, 1)
        _fill(block.pointwise, pointwise, np.ones(len(pointwise), np.float32), found[f"conv_pw_{k}_bn/batchnorm_1/sub"])
    return settle(net, faces)
