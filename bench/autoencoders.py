"""The bound per row of a variational autoencoder by PyTorch, beside what `submit/svi train` reaches after as many rounds.

    python bench/autoencoders.py CSV:COLUMNS [--scale 16] [--rounds 3000] [--rate 0.003] [--activation relu] [--seeds 3]
    submit/svi train CONF --run RUN --set model.kind=autoencoder

One hidden layer of 256 units on either side, 2 latent units, Bernoulli rows of values from 0 to 1, minibatches of 128
rows in a new order in every epoch, Adam: what auto stands for in a configuration with nothing but the kind. PyTorch
starts its layers as `torch.nn.Linear` does. Every tenth row is held out and scored by one draw per row, as our trace
does. Prints seed, round, seconds and the bound of the held-out rows.
"""

import argparse
import gzip
import time

import numpy as np
import torch
from torch import nn
from torch.nn.functional import binary_cross_entropy_with_logits as cross_entropy

parser = argparse.ArgumentParser()
parser.add_argument("table")
parser.add_argument("--scale", type=float, default=1)
parser.add_argument("--rounds", type=int, default=3000)
parser.add_argument("--batch", type=int, default=128)
parser.add_argument("--rate", type=float, default=0.003)
parser.add_argument("--activation", choices=["relu", "tanh", "elu", "softplus"], default="relu")
parser.add_argument("--hidden", type=int, default=256)
parser.add_argument("--latent", type=int, default=2)
parser.add_argument("--seeds", type=int, default=3)
arguments = parser.parse_args()

path, columns = arguments.table.rsplit(":", 1)
with (gzip.open if path.endswith(".gz") else open)(path, "rt") as lines:
    rows = np.loadtxt(lines, delimiter=",", skiprows=1, usecols=range(int(columns)), ndmin=2)
rows = torch.tensor(rows / arguments.scale, dtype=torch.float32)
held = torch.arange(len(rows)) % 10 == 9
test, rows = rows[held], rows[~held]
activation = {"relu": nn.ReLU, "tanh": nn.Tanh, "elu": nn.ELU, "softplus": nn.Softplus}[arguments.activation]


def network(inputs, outputs):
    return nn.Sequential(nn.Linear(inputs, arguments.hidden), activation(), nn.Linear(arguments.hidden, outputs))


def bound(x, encoder, decoder):
    """Of the sum over rows, by one draw per row."""
    mean, log_deviation = encoder(x).chunk(2, dim=1)
    z = mean + log_deviation.exp() * torch.randn_like(mean)
    divergence = 0.5 * (mean**2 + (2 * log_deviation).exp() - 1 - 2 * log_deviation).sum()
    return -cross_entropy(decoder(z), x, reduction="sum") - divergence


for seed in range(1, arguments.seeds + 1):
    torch.manual_seed(seed)
    encoder = network(rows.shape[1], 2 * arguments.latent)
    decoder = network(arguments.latent, rows.shape[1])
    adam = torch.optim.Adam([*encoder.parameters(), *decoder.parameters()], lr=arguments.rate)
    begun = time.time()
    order = []
    for step in range(1, arguments.rounds + 1):
        if not order:
            order = list(torch.randperm(len(rows)).split(arguments.batch))
        batch = rows[order.pop()]
        adam.zero_grad()
        (-bound(batch, encoder, decoder) / len(batch)).backward()
        adam.step()
        if step == arguments.rounds or step in (100, 300, 1000, 3000, 10000):
            with torch.no_grad():
                score = bound(test, encoder, decoder).item() / len(test)
            print(f"{seed},{step},{time.time() - begun:.1f},{score:.4f}", flush=True)
