"""A small network cut out of a large one: every block keeps the most useful of its inner channels.

A block of the teacher is `relu(x + conv2(relu(conv1(x))))`. Its inner channels are chosen one after the other, each as
the one that lets a new conv2, fitted by least squares, come closest to what the whole block gives (He, Zhang, Sun, 2017;
Luo, Wu, Lin, 2017). What runs between the blocks keeps its width, so that the small network begins with most of what
the large one knows. It sees the 48 x 48 face as it is: enlarging it to 96 x 96 and a 7 x 7 convolution of every second
pixel is a 5 x 5 convolution of every pixel.

python slim.py --data FOLDER --teacher runs/shipped/checkpoint.pt --out runs/slim --inner 8 8 8 16 16 16 16 32 32 32
"""
import argparse
import copy
import pathlib

import numpy as np
import torch
import torch.nn.functional as F
from torch import nn

from faces import LABELS, SIZE, clean_train, clean_valid
from preprocess import normalise, preprocess
from pretrained import CONTRAST, NAMES, FaceNet

INNER = (8, 8, 8, 16, 16, 16, 16, 32, 32, 32)
STEM = 32


class SlimBlock(nn.Module):
    def __init__(self, inputs, inner, outputs, down):
        super().__init__()
        self.down, self.more = down, outputs - inputs
        self.conv1 = nn.Conv2d(inputs, inner, 3, 2 if down else 1, 0 if down else 1)
        self.conv2 = nn.Conv2d(inner, outputs, 3, 1, 1)

    def inside(self, x):
        """What the second convolution sees."""
        # An even side gets one row and column more at its end, as TensorFlow's "SAME" does.
        return F.relu(self.conv1(F.pad(x, (0, 1, 0, 1)) if self.down and x.shape[2] % 2 == 0 else x))

    def beside(self, x):
        """What goes around the convolutions."""
        return F.pad(F.avg_pool2d(x, 2), (0, 0, 0, 0, 0, self.more)) if self.down else x

    def forward(self, x):
        return F.relu(self.conv2(self.inside(x)) + self.beside(x))


class SlimNet(nn.Module):
    """48 x 48 gray, normalised -> eight logits. No batch norms: the convolutions begin where a trained network is."""

    def __init__(self, inner=INNER, dropout=0.2):
        super().__init__()
        self.inner = tuple(inner)
        self.stem = nn.Conv2d(1, STEM, 5)
        blocks, width = [], STEM
        for name, count in zip(NAMES, self.inner, strict=False):
            outputs = int(name.split("_")[0])
            blocks.append(SlimBlock(width, count, outputs, "down" in name))
            width = outputs
        self.blocks = nn.Sequential(*blocks)
        self.dropout = nn.Dropout(dropout)
        self.head = nn.Linear(width, len(LABELS))

    def start(self, x):
        return F.max_pool2d(F.relu(self.stem(x)), 3, 2)

    def embed(self, x):
        return self.blocks(self.start(x)).mean((2, 3))

    def forward(self, x):
        return self.head(self.dropout(self.embed(x)))


def multiply_adds(net) -> int:
    """Of one face, counted where the convolutions run."""
    total = 0

    def count(layer, inputs, output):
        nonlocal total
        if isinstance(layer, nn.Conv2d):
            total += layer.weight.numel() * output.shape[2] * output.shape[3]
        else:
            total += layer.weight.numel()

    hooks = [m.register_forward_hook(count) for m in net.modules() if isinstance(m, (nn.Conv2d, nn.Linear))]
    with torch.no_grad():
        net.eval()(torch.zeros(1, 1, SIZE, SIZE))
    for hook in hooks:
        hook.remove()
    return total


def _fused(layer):
    return torch.nn.utils.fusion.fuse_conv_bn_eval(layer.conv.eval(), layer.norm.eval())


def _direct_stem(stem: nn.Conv2d) -> torch.Tensor:
    """The 7 x 7 weights for every second pixel of the doubled picture as 5 x 5 weights for the picture itself."""
    # Pixel k of the doubled picture lies at (k + 0.5) / 2 - 0.5; the window begins one pixel later than at its edge.
    take = torch.zeros(5, 7)
    for k in range(7):
        place = k / 2 - 0.25 + 1
        low = int(np.floor(place))
        take[low, k] += 1 - (place - low)
        take[low + 1, k] += place - low
    return torch.einsum("ak,bl,oikl->oiab", take, take, stem.weight) * CONTRAST


def _columns(x, conv):
    """What a 3 x 3 convolution multiplies: [pixels, inputs * 9]."""
    return F.unfold(x, 3, padding=1).transpose(1, 2).reshape(-1, conv.in_channels * 9)


def _choose(inner, wanted, conv2, count):
    """Greedy choice of inner channels. inner [N,C,h,w], wanted [N,O,h,w] -> (channels, weight [O,count,3,3], bias, error)."""
    some = torch.randperm(len(inner) * inner.shape[2] * inner.shape[3])[:12000]
    a = _columns(inner, conv2)[some].double()
    b = wanted.permute(0, 2, 3, 1).reshape(-1, wanted.shape[1])[some].double()
    a = torch.cat([a, torch.ones(len(a), 1, dtype=a.dtype)], 1)
    gram, cross, power = a.T @ a, a.T @ b, (b - b.mean(0)).square().sum()
    gram += torch.eye(len(gram), dtype=a.dtype) * gram.diagonal().mean() * 1e-5
    one = gram.shape[0] - 1

    def places(channels):
        return torch.cat([torch.arange(9) + 9 * c for c in channels] + [torch.tensor([one])])

    def fit(channels):
        at = places(channels)
        x = torch.linalg.solve(gram[at][:, at], cross[at])
        return x, (b.square().sum() - (x * cross[at]).sum()) / power

    # Away with the least useful one, again and again: half of what is too many at a time by the size of its share.
    channels = list(range(conv2.in_channels))
    while len(channels) > count:
        at = places(channels)
        inverse = torch.linalg.inv(gram[at][:, at])
        x = inverse @ cross[at]
        cost = []
        for i in range(len(channels)):
            s = slice(9 * i, 9 * i + 9)
            cost.append((x[s] * torch.linalg.solve(inverse[s, s], x[s])).sum())
        drop = max(1, (len(channels) - count) // 6)
        order = torch.stack(cost).argsort()[:drop].tolist()
        channels = [c for i, c in enumerate(channels) if i not in order]
    x, error = fit(channels)
    weight = x[:-1].T.reshape(wanted.shape[1], len(channels), 3, 3).float()
    return channels, weight, x[-1].float(), float(error)


@torch.no_grad()
def slim(teacher: FaceNet, faces, inner=INNER) -> SlimNet:
    """@param faces normalised [N,1,48,48], on which the small network is fitted"""
    torch.manual_seed(3)
    teacher = copy.deepcopy(teacher).eval()
    net = SlimNet(inner).eval()
    stem = _fused(teacher.stem)
    net.stem.weight.data, net.stem.bias.data = _direct_stem(stem), stem.bias.data.clone()
    x = net.start(faces)
    # The teacher's own blocks on the pictures that the small network sees: one place of the one is one of the other.
    truth = x
    for old, new in zip(teacher.blocks, net.blocks):
        conv1, conv2 = _fused(old.conv1), _fused(old.conv2)
        whole = SlimBlock(conv1.in_channels, conv1.out_channels, conv2.out_channels, old.down)
        whole.conv1.weight.data, whole.conv1.bias.data = conv1.weight.data, conv1.bias.data
        whole.conv2.weight.data, whole.conv2.bias.data = conv2.weight.data, conv2.bias.data
        # What is missing of the teacher's sum, including what went wrong before, is what conv2 has to give.
        wanted = whole.conv2(whole.inside(truth)) + whole.beside(truth) - new.beside(x)
        inside = whole.inside(x)
        channels, weight, bias, error = _choose(inside, wanted, conv2, new.conv1.out_channels)
        new.conv1.weight.data, new.conv1.bias.data = conv1.weight.data[channels].clone(), conv1.bias.data[channels].clone()
        new.conv2.weight.data, new.conv2.bias.data = weight, bias
        print(f"{conv1.out_channels} -> {len(channels)} inner channels: {error:.3f} of the variance is missing", flush=True)
        truth, x = whole(truth), new(x)
    net.head.load_state_dict(teacher.head.state_dict())
    return net


def main():
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("--data", required=True)
    p.add_argument("--teacher", required=True)
    p.add_argument("--out", required=True)
    p.add_argument("--inner", type=int, nargs="*", default=INNER)
    p.add_argument("--faces", type=int, default=400, help="how many training faces it is fitted on")
    a = p.parse_args()
    from checkpoint import read

    faces, _ = clean_train(a.data)
    some = torch.tensor(faces[:: max(1, len(faces) // a.faces)])[:, None].float()
    net = slim(read(a.teacher), normalise(some), a.inner)
    valid, labels = clean_valid(a.data)
    valid, labels = torch.tensor(valid[::3])[:, None], torch.tensor(labels[::3])
    with torch.no_grad():
        told = torch.cat([net.eval()(preprocess(batch, 0.5)) for batch in valid.split(256)])
    print(f"{100 * (told.argmax(1) == labels).float().mean():.1f} % of every third validation face, untrained")
    print(f"{multiply_adds(net) / 1e6:.1f} million multiply-adds, {sum(p.numel() for p in net.parameters())} parameters")
    out = pathlib.Path(a.out)
    out.mkdir(parents=True, exist_ok=True)
    torch.save({"net": net.state_dict(), "ema": net.state_dict(), "inner": net.inner}, out / "checkpoint.pt")


if __name__ == "__main__":
    main()
