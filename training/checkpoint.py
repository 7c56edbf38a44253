"""Which network a checkpoint holds, and how to get it back."""
import torch

from network import ExpressionNet
from pretrained import FaceNet
from slim import SlimNet


def shape_of(net) -> dict:
    """What `build` needs to know, for the checkpoint."""
    if isinstance(net, SlimNet):
        return {"inner": net.inner}
    return {"size": net.size, "depth": net.depth} if isinstance(net, FaceNet) else {"widths": net.widths}


def build(shape):
    """An untrained network of that shape; a checkpoint has it among its entries."""
    if "inner" in shape:
        return SlimNet(shape["inner"])
    return FaceNet(shape["size"], shape["depth"]) if "depth" in shape else ExpressionNet(shape["widths"])


def read(path):
    """The averaged network of a checkpoint, ready to answer."""
    saved = torch.load(path, weights_only=False, map_location="cpu")
    net = build(saved)
    net.load_state_dict(saved["ema"])
    return net.eval()
