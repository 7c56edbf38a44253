"""Writes the trained network as a TensorFlow.js graph model: batch norm folded in, weights made small.

Weights become float16. With `bytes_from` set, a tensor of at least so many numbers becomes one byte a number, evenly
spaced between its extremes; the small ones in front, whose error every later layer would see, stay float16. The card
has the accuracy before and after.
"""
import base64
import json
import pathlib

import numpy as np
import torch
from torch import nn

from faces import SIZE
from pretrained import CONTRAST, FaceNet
from slim import SlimNet

bytes_from = None


def fold(conv: nn.Conv2d, norm: nn.BatchNorm2d | None):
    """Convolution and batch norm, where there is one, as one convolution: (weights HWIO, bias)."""
    if norm is None:
        return conv.weight.detach().permute(2, 3, 1, 0).numpy(), conv.bias.detach().numpy()
    scale = (norm.weight / torch.sqrt(norm.running_var + norm.eps)).detach()
    weight = (conv.weight.detach() * scale.view(-1, 1, 1, 1)).permute(2, 3, 1, 0)
    bias = norm.bias.detach() - norm.running_mean * scale
    return weight.numpy(), bias.numpy()


def pack(values):
    """How the file holds float numbers: (stored array, quantisation entry of the weights manifest)."""
    if bytes_from is None or values.size < bytes_from:
        return values.astype(np.float16), {"dtype": "float16", "original_dtype": "float32"}
    low, high = float(values.min()), float(values.max())
    scale = (high - low) / 255 or 1.0
    stored = np.round((values.astype(np.float64) - low) / scale).astype(np.uint8)
    return stored, {"dtype": "uint8", "min": low, "scale": scale, "original_dtype": "float32"}


def unpack(stored, entry):
    """What TensorFlow.js reads from that."""
    if entry["dtype"] == "float16":
        return stored.astype(np.float32)
    return (stored.astype(np.float64) * entry["scale"] + entry["min"]).astype(np.float32)


def _rounded(tensor):
    """A torch tensor as the file will hold it, its shape kept."""
    return torch.tensor(unpack(*pack(tensor.detach().numpy())))


def round_like_export(net):
    """Sets a copy's weights to what the shipped file holds, so that both sides can be compared exactly."""
    modules = list(net.modules())
    for conv, norm in zip(modules, modules[1:]):
        if isinstance(conv, nn.Conv2d) and isinstance(norm, nn.BatchNorm2d):
            weight, bias = fold(conv, norm)
            conv.weight.data = torch.tensor(unpack(*pack(weight))).permute(3, 2, 0, 1).contiguous()
            norm.bias.data = torch.tensor(unpack(*pack(bias)))
            norm.running_mean.zero_()
            norm.running_var.fill_(1 - norm.eps)
            norm.weight.data.fill_(1)
        elif isinstance(conv, nn.Conv2d) and conv.bias is not None:
            conv.weight.data = torch.tensor(unpack(*pack(fold(conv, None)[0]))).permute(3, 2, 0, 1).contiguous()
            conv.bias.data = _rounded(conv.bias)
    net.head.weight.data = _rounded(net.head.weight)
    net.head.bias.data = _rounded(net.head.bias)
    return net


def _text(value):
    return base64.b64encode(value.encode()).decode()


def _shape(sizes):
    return {"dim": [{"size": str(s)} for s in sizes]}


class Graph:
    def __init__(self):
        self.nodes, self.specs, self.data = [], [], b""

    def node(self, name, op, inputs=(), **attributes):
        attributes.setdefault("T", {"type": "DT_FLOAT"})
        self.nodes.append({"name": name, "op": op, "input": list(inputs), "attr": attributes})
        return name

    def constant(self, name, values):
        whole = values.dtype == np.int32
        kind = "DT_INT32" if whole else "DT_FLOAT"
        spec = {"name": name, "shape": list(values.shape), "dtype": "int32" if whole else "float32"}
        if not whole:
            values, spec["quantization"] = pack(values)
        self.specs.append(spec)
        self.data += values.tobytes()
        tensor = {"dtype": kind, "tensorShape": _shape(values.shape)}
        self.nodes.append({"name": name, "op": "Const", "attr": {"dtype": {"type": kind}, "value": {"tensor": tensor}}})
        return name

    def conv(self, name, x, conv, norm, relu, more=0):
        """@param more rows and columns of zeros at the end only"""
        weight, bias = fold(conv, norm)
        before, stride = conv.padding[0], conv.stride[0]
        after = before + more
        fused = ["BiasAdd", "Relu"] if relu else ["BiasAdd"]
        edges = [0, 0, before, after, before, after, 0, 0]
        return self.node(
            name, "_FusedConv2D", [x, self.constant(f"{name}/w", weight), self.constant(f"{name}/b", bias)],
            padding={"s": _text("EXPLICIT" if after else "VALID")},
            explicit_paddings={"list": {"i": [str(e) for e in edges] if after else []}},
            strides={"list": {"i": ["1", str(stride), str(stride), "1"]}},
            dilations={"list": {"i": ["1", "1", "1", "1"]}},
            data_format={"s": _text("NHWC")}, epsilon={"f": 0},
            fused_ops={"list": {"s": [_text(f) for f in fused]}}, num_args={"i": "1"},
        )

    def pool(self, name, op, x, size):
        """Maximum or mean of size x size fields, every second one."""
        sizes = {"list": {"i": ["1", str(size), str(size), "1"]}}
        return self.node(
            name, op, [x], ksize=sizes, strides={"list": {"i": ["1", "2", "2", "1"]}},
            padding={"s": _text("VALID")}, data_format={"s": _text("NHWC")},
        )


def _residual(g, net, x):
    x = g.conv("stem", x, net.stem[0], net.stem[1], relu=True)
    for i, block in enumerate(net.blocks):
        name = f"block{i}"
        y = g.conv(f"{name}/first", x, block.first[0], block.first[1], relu=True)
        y = g.conv(f"{name}/second", y, block.second[0], block.second[1], relu=False)
        if not isinstance(block.skip, nn.Identity):
            x = g.conv(f"{name}/skip", x, block.skip[0], block.skip[1], relu=False)
        x = g.node(f"{name}/out", "Relu", [g.node(f"{name}/sum", "AddV2", [y, x])])
    return x


def _face_net(g, net, x):
    x = g.node("contrast/out", "Mul", [x, g.constant("contrast", np.array(CONTRAST, np.float32))])
    x = g.node(
        "enlarged", "ResizeBilinear", [x, g.constant("size", np.array([net.size, net.size], np.int32))],
        align_corners={"b": False}, half_pixel_centers={"b": True},
    )
    x = g.pool("stem/pool", "MaxPool", g.conv("stem", x, net.stem.conv, net.stem.norm, relu=True), 3)
    for i, block in enumerate(net.blocks):
        name = f"block{i}"
        y = g.conv(f"{name}/first", x, block.conv1.conv, block.conv1.norm, relu=True)
        y = g.conv(f"{name}/second", y, block.conv2.conv, block.conv2.norm, relu=False)
        if block.down:
            x = g.pool(f"{name}/mean", "AvgPool", x, 2)
            more = block.conv2.conv.out_channels - block.conv1.conv.in_channels
            empty = g.constant(f"{name}/empty", np.array([[0, 0], [0, 0], [0, 0], [0, more]], np.int32))
            x = g.node(f"{name}/padded", "Pad", [x, empty], Tpaddings={"type": "DT_INT32"})
        x = g.node(f"{name}/out", "Relu", [g.node(f"{name}/sum", "AddV2", [y, x])])
    return x


def _slim(g, net, x):
    x = g.pool("stem/pool", "MaxPool", g.conv("stem", x, net.stem, None, relu=True), 3)
    side = (SIZE - net.stem.kernel_size[0] + 1 - 3) // 2 + 1
    for i, block in enumerate(net.blocks):
        name = f"block{i}"
        odd_one_out = 1 if block.down and side % 2 == 0 else 0
        y = g.conv(f"{name}/first", x, block.conv1, None, relu=True, more=odd_one_out)
        y = g.conv(f"{name}/second", y, block.conv2, None, relu=False)
        if block.down:
            side //= 2
            x = g.pool(f"{name}/mean", "AvgPool", x, 2)
            empty = g.constant(f"{name}/empty", np.array([[0, 0], [0, 0], [0, 0], [0, block.more]], np.int32))
            x = g.node(f"{name}/padded", "Pad", [x, empty], Tpaddings={"type": "DT_INT32"})
        x = g.node(f"{name}/out", "Relu", [g.node(f"{name}/sum", "AddV2", [y, x])])
    return x


def _body(net):
    return _slim if isinstance(net, SlimNet) else _face_net if isinstance(net, FaceNet) else _residual


def build(net) -> Graph:
    g = Graph()
    x = g.node("input", "Placeholder", dtype={"type": "DT_FLOAT"}, shape={"shape": _shape([-1, SIZE, SIZE, 1])})
    x = _body(net)(g, net, x)
    axes = g.constant("pool/axes", np.array([1, 2], np.int32))
    x = g.node("embedding", "Mean", [x, axes], keep_dims={"b": False}, Tidx={"type": "DT_INT32"})
    weight = g.constant("head/w", net.head.weight.detach().numpy().T)
    bias = g.constant("head/b", net.head.bias.detach().numpy())
    g.node(
        "logits", "_FusedMatMul", [x, weight, bias],
        transpose_a={"b": False}, transpose_b={"b": False}, epsilon={"f": 0},
        fused_ops={"list": {"s": [_text("BiasAdd")]}}, num_args={"i": "1"},
    )
    return g


def write(net, folder: pathlib.Path) -> bytes:
    """Writes model.json and weights.bin; returns the weights."""
    g = build(net)

    def info(name, sizes):
        return {"name": f"{name}:0", "dtype": "DT_FLOAT", "tensorShape": _shape(sizes)}

    model = {
        "format": "graph-model", "generatedBy": "training/export.py", "convertedBy": "training/graph.py",
        "signature": {
            "inputs": {"input": info("input", [-1, SIZE, SIZE, 1])},
            "outputs": {
                "logits": info("logits", [-1, net.head.out_features]),
                "embedding": info("embedding", [-1, net.head.in_features]),
            },
        },
        "modelTopology": {"node": g.nodes, "library": {}, "versions": {"producer": 1}},
        "weightsManifest": [{"paths": ["weights.bin"], "weights": g.specs}],
    }
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "model.json").write_text(json.dumps(model, separators=(",", ":")))
    (folder / "weights.bin").write_bytes(g.data)
    return g.data
