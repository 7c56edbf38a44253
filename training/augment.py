"""Training pictures as a webcam would have taken them: tilt, distance, light, blur, noise, low resolution, hands."""
import math

import torch
import torch.nn.functional as F

from preprocess import denoise, equalise


def _some(n, p):
    return torch.rand(n) < p


def geometry(x, degrees=18.0, scale=0.2, shift=0.14):
    n = len(x)
    angle = (torch.rand(n) * 2 - 1) * math.radians(degrees)
    zoom = torch.exp((torch.rand(n) * 2 - 1) * scale)
    aspect = torch.exp((torch.rand(n) * 2 - 1) * 0.08)
    flip = torch.where(torch.rand(n) < 0.5, -1.0, 1.0)
    c, s = torch.cos(angle) * zoom, torch.sin(angle) * zoom
    theta = torch.zeros(n, 2, 3)
    theta[:, 0, 0], theta[:, 0, 1] = c * flip * aspect, -s
    theta[:, 1, 0], theta[:, 1, 1] = s * flip * aspect, c
    theta[:, :, 2] = (torch.rand(n, 2) * 2 - 1) * shift
    grid = F.affine_grid(theta, x.shape, align_corners=False)
    return F.grid_sample(x, grid, padding_mode="reflection", align_corners=False)


def light(x):
    """Gamma, contrast and a lamp from one side."""
    n, _, h, w = x.shape
    x = (x.clamp(0, 255) / 255) ** torch.exp((torch.rand(n, 1, 1, 1) * 2 - 1) * 0.5)
    angle = torch.rand(n, 1, 1) * 2 * math.pi
    yy, xx = torch.meshgrid(torch.linspace(-1, 1, h), torch.linspace(-1, 1, w), indexing="ij")
    ramp = (torch.cos(angle) * xx + torch.sin(angle) * yy)[:, None]
    lamp = torch.rand(n, 1, 1, 1) * 0.35 * _some(n, 0.4).view(-1, 1, 1, 1)
    gain = 1 + (torch.rand(n, 1, 1, 1) * 2 - 1) * 0.25
    return ((x * (1 + lamp * ramp) - 0.5) * gain + 0.5).clamp(0, 1) * 255


def camera(x):
    """Soft focus, few pixels, sensor noise."""
    n = len(x)
    soft = _some(n, 0.25)
    if soft.any():
        x[soft] = denoise(x[soft], torch.rand(int(soft.sum())) + 0.4)
    few = _some(n, 0.2)
    if few.any():
        size = int(torch.randint(22, 42, (1,)))
        small = F.interpolate(x[few], size=(size, size), mode="area")
        x[few] = F.interpolate(small, size=x.shape[2:], mode="bilinear", align_corners=False)
    noise = torch.rand(n, 1, 1, 1) * 10 * _some(n, 0.3).view(-1, 1, 1, 1)
    return (x + torch.randn_like(x) * noise).clamp(0, 255)


def occlude(x, p=0.35):
    n, _, size, _ = x.shape
    for i in torch.nonzero(_some(n, p)).flatten().tolist():
        h, w = (int(v) for v in torch.randint(6, 20, (2,)))
        top, left = int(torch.randint(0, size - h, (1,))), int(torch.randint(0, size - w, (1,)))
        x[i, :, top : top + h, left : left + w] = torch.rand(1) * 255
    return x


def random_preprocess(x, p=1.0):
    """Any setting of the product's optional steps, so that one network serves all of them (ablation in docs/training.md)."""
    n = len(x)
    pick = torch.rand(n)
    strength = torch.where(pick < 0.4, 0.0, torch.where(pick < 0.7, 1.0, torch.rand(n)))
    sigma = (0.3 + 0.5 * torch.rand(n)) * _some(n, 0.5 * p)
    strength = strength * _some(n, p)
    return equalise(denoise(x, sigma), strength)


def augment(x, mild=False):
    """uint8 [N,1,48,48] -> float [N,1,48,48] 0..255, ready for normalise.

    `mild` is for the last phase: the full strength for half of the pictures, only gentle movement for the rest.
    """
    x = x.float()
    if not mild:
        return random_preprocess(occlude(camera(light(geometry(x)))))
    gentle = geometry(x, degrees=12, scale=0.14, shift=0.09)
    hard = _some(len(x), 0.35)
    if hard.any():
        gentle[hard] = occlude(camera(light(gentle[hard])))
    return random_preprocess(gentle, p=0.5)


def photograph(x):
    """As a news photograph, shrunk: sharper than a webcam's picture, with more contrast and hard light."""
    n = len(x)
    soft = denoise(x, torch.full((n,), 0.9))
    x = x + (torch.rand(n, 1, 1, 1) * 1.6) * (x - soft)
    mean = x.mean((2, 3), keepdim=True)
    x = (x - mean) * torch.exp((torch.rand(n, 1, 1, 1) * 2 - 1) * 0.5) + mean + (torch.rand(n, 1, 1, 1) * 2 - 1) * 40
    return x.clamp(0, 255)


def mix(x, targets, kind, share=0.5):
    """A share of the batches become blends of two faces (mixup, Zhang et al., 2018) or one face with a patch of another
    (cutmix, Yun et al., 2019); their targets are blended alike."""
    if kind == "none" or torch.rand(1) >= share:
        return x, targets
    other = torch.randperm(len(x))
    if kind == "mixup":
        keep = float(torch.distributions.Beta(0.4, 0.4).sample())
        x = x * keep + x[other] * (1 - keep)
    else:
        size = x.shape[2]
        side = int(size * math.sqrt(float(torch.rand(1)) * 0.5))
        top, left = (int(v) for v in torch.randint(0, size - side + 1, (2,)))
        x = x.clone()
        x[:, :, top : top + side, left : left + side] = x[other, :, top : top + side, left : left + side]
        keep = 1 - side * side / size**2
    return x, targets * keep + targets[other] * (1 - keep)
