"""The training itself: a schedule by processor time, a running average of the weights, checkpoints on the way."""

import random
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import torch
from torch import Tensor

from reader.analysis.wordpiece import WordPiece
from training.data import OUTSIDE, UNCOUNTED, Document
from training.network import Tagger
from training.sequences import Batch, epoch
from training.swapping import names_of

_WARM_UP = 0.04
"""The share of the work in which the learning rate rises."""

_WEIGHT_DECAY = 0.01
_LARGEST_GRADIENT = 1.0
_AVERAGED_EVERY = 5
_AVERAGE_KEEPS = 0.96
"""Steps between two additions to the average of the weights, and what it keeps of itself at each."""

_TOLD_EVERY = 20
_CHECKPOINT_SECONDS = 60


@dataclass(frozen=True, slots=True)
class Plan:
    """How long to train: until `epochs` are over or `cpu_minutes` are spent; `rate` is the highest learning rate."""

    epochs: float
    cpu_minutes: float
    rate: float
    seed: int = 1


def fit(
    network: Tagger, documents: Sequence[Document], pieces: WordPiece, plan: Plan, checkpoints: Path
) -> Tagger:
    """Trains the network in place and gives one with the average of its late weights; prints how it goes.

    `checkpoints` is a folder, in which `last.pt` and `average.pt` are written every few minutes and at the end.
    """
    average = torch.optim.swa_utils.AveragedModel(
        network, multi_avg_fn=torch.optim.swa_utils.get_ema_multi_avg_fn(_AVERAGE_KEEPS)
    )
    optimiser = torch.optim.AdamW(_groups(network), lr=plan.rate, fused=True)
    network.train()
    begun, kept = time.process_time(), time.process_time()
    for step, (share, batch) in enumerate(_batches(documents, pieces, plan), start=1):
        progress = max(share, (time.process_time() - begun) / (plan.cpu_minutes * 60))
        if progress >= 1:
            break
        for group in optimiser.param_groups:
            group["lr"] = plan.rate * min(1.0, progress / _WARM_UP) * (1 - progress)
        with torch.autocast("cpu", torch.bfloat16):
            scores = network(batch.ids, batch.cases)
        error = loss(scores.float(), batch)
        error.backward()
        torch.nn.utils.clip_grad_norm_(network.parameters(), _LARGEST_GRADIENT)
        optimiser.step()
        optimiser.zero_grad()
        if step % _AVERAGED_EVERY == 0:
            average.update_parameters(network)
        if step % _TOLD_EVERY == 0:
            print(
                f"{step} {progress:.1%} loss {error.item():.3f} {time.process_time() - begun:.0f} s", flush=True
            )
        if time.process_time() - kept > _CHECKPOINT_SECONDS:
            _keep(network, average.module, checkpoints)
            kept = time.process_time()
    _keep(network, average.module, checkpoints)
    averaged: Tagger = average.module
    return averaged.eval()


def loss(scores: Tensor, batch: Batch) -> Tensor:
    """The mean surprise at the labels that count; what a set leaves unmarked is no error where it stands."""
    chances = torch.log_softmax(scores, -1)
    surprise = chances.gather(-1, batch.labels.clamp(min=0)[..., None])[..., 0]
    unseen = torch.where(batch.hidden[:, None, :], chances, -torch.inf)
    surprise = torch.where(batch.labels == OUTSIDE, torch.logsumexp(unseen, -1), surprise)
    counted = batch.labels != UNCOUNTED
    return -surprise[counted].mean()


def _batches(documents: Sequence[Document], pieces: WordPiece, plan: Plan) -> Iterator[tuple[float, Batch]]:
    """The batches of all epochs, each with the share of the work that was done before it."""
    rng = random.Random(plan.seed)
    names = names_of(documents)
    done = 0.0
    while True:
        batches = epoch(documents, names, pieces, rng)
        for index, batch in enumerate(batches):
            yield (done + index / len(batches)) / plan.epochs, batch
        done += 1


def _groups(network: Tagger) -> list[dict[str, object]]:
    """The weights, with decay of those that are matrices."""
    matrices = [weight for weight in network.parameters() if weight.ndim > 1]
    others = [weight for weight in network.parameters() if weight.ndim <= 1]
    return [{"params": matrices, "weight_decay": _WEIGHT_DECAY}, {"params": others, "weight_decay": 0.0}]


def _keep(network: Tagger, average: Tagger, folder: Path) -> None:
    for name, kept in (("last", network), ("average", average)):
        written = folder / f"{name}.pt.new"
        torch.save(kept.state_dict(), written)
        written.replace(folder / f"{name}.pt")
