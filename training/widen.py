"""Begins a wider network with what a narrower one has learned: Net2WiderNet (Chen, Goodfellow, Shlens, 2016).

New channels are copies of old ones, and whoever reads a copied channel shares its weight among the copies, so the wide
network computes what the narrow one did. A little noise lets the copies drift apart.
"""
import torch
from torch import nn

from network import ExpressionNet

NOISE = 0.1  # of a weight tensor's deviation


def _choice(old, new):
    """For each of `new` channels the old one it copies: each old one first once, the rest drawn evenly."""
    if new < old:
        raise ValueError(f"a network cannot be widened from {old} to {new} channels")
    extra = torch.cat([torch.randperm(old) for _ in range(new // old)])[: new - old]
    return torch.cat([torch.arange(old), extra])


def _widen(source, target, reads, writes):
    """Copies a convolution and its batch norm; `reads` and `writes` say which old channel each new one is."""
    conv, norm = source[0], source[1]
    copies = torch.bincount(reads).float()[reads]
    weight = conv.weight.data[writes][:, reads] / copies.view(1, -1, 1, 1)
    target[0].weight.data = weight + NOISE * weight.std() * torch.randn_like(weight)
    for name in ("weight", "bias", "running_mean", "running_var"):
        getattr(target[1], name).data = getattr(norm, name).data[writes].clone()


@torch.no_grad()
def widen(source: ExpressionNet, widths) -> ExpressionNet:
    """A network of the given widths that answers (nearly) as `source`. Widths may only grow."""
    target = ExpressionNet(widths)
    if tuple(widths) == source.widths:
        target.load_state_dict(source.state_dict())
        return target
    reads = _choice(source.widths[0], widths[0])
    _widen(source.stem, target.stem, torch.zeros(1, dtype=torch.long), reads)
    for old, new in zip(source.blocks, target.blocks):
        inner = _choice(old.first[0].out_channels, new.first[0].out_channels)
        plain = isinstance(old.skip, nn.Identity)  # what goes around the block keeps its order of channels
        writes = reads if plain else _choice(old.second[0].out_channels, new.second[0].out_channels)
        _widen(old.first, new.first, reads, inner)
        _widen(old.second, new.second, inner, writes)
        if not plain:
            _widen(old.skip, new.skip, reads, writes)
        reads = writes
    copies = torch.bincount(reads).float()[reads]
    target.head.weight.data = source.head.weight.data[:, reads] / copies
    target.head.bias.data = source.head.bias.data.clone()
    return target
