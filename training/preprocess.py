"""The product's preprocessing (src/analysis/preprocess/*.ts) on batches. Both sides must give the same numbers:
tests/unit/preprocess-parity.test.ts compares them through a fixture written by export.py."""
import torch
import torch.nn.functional as F

CLIP_LIMIT = 4.0  # a histogram bin may hold this many times the mean count
STD_FLOOR = 0.05  # of the 0..1 range: keeps a black or flat picture from being blown up to noise


def denoise(x, sigma):
    """Gaussian 3x3, edges replicated. x [N,1,H,W] 0..255, sigma [N] px (0 = leave as it is)."""
    side = torch.where(sigma > 0, torch.exp(-0.5 / sigma.clamp(min=1e-3) ** 2), torch.zeros_like(sigma)).view(-1, 1, 1, 1)
    norm = 1 + 2 * side
    p = F.pad(x, (1, 1, 0, 0), mode="replicate")
    x = (p[..., 1:-1] + side * (p[..., :-2] + p[..., 2:])) / norm
    p = F.pad(x, (0, 0, 1, 1), mode="replicate")
    return (p[..., 1:-1, :] + side * (p[..., :-2, :] + p[..., 2:, :])) / norm


def equalise(x, strength):
    """Contrast-limited histogram equalisation, blended in by strength [N] 0..1."""
    n, count = len(x), x[0].numel()
    flat = x.reshape(n, -1).clamp(0, 255)
    bins = (flat + 0.5).floor().long().clamp(max=255)
    hist = torch.zeros(n, 256).scatter_add_(1, bins, torch.ones_like(flat))
    limit = CLIP_LIMIT * count / 256
    excess = (hist - limit).clamp(min=0).sum(1, keepdim=True)
    hist = hist.clamp(max=limit) + excess / 256
    table = (hist.cumsum(1) - hist / 2) * (255 / count)
    low = flat.floor().long()
    high = (low + 1).clamp(max=255)
    t = flat - low
    mapped = table.gather(1, low) * (1 - t) + table.gather(1, high) * t
    return torch.lerp(flat, mapped, strength.view(-1, 1)).view_as(x)


def normalise(x):
    """Per picture to mean 0 and about unit deviation."""
    x = x / 255
    mean = x.mean((2, 3), keepdim=True)
    std = x.std((2, 3), keepdim=True, unbiased=False)
    return (x - mean) / (std + STD_FLOOR)


def preprocess(x, sigma=0.0, strength=0.0):
    """uint8 or float [N,1,H,W] -> network input, with one setting for the whole batch."""
    n = len(x)
    x = x.float()
    if sigma > 0:
        x = denoise(x, torch.full((n,), sigma))
    if strength > 0:
        x = equalise(x, torch.full((n,), strength))
    return normalise(x)
