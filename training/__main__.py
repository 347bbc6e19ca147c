"""Trains the names model: `python -m training OUT --start WEIGHTS --data DIR`; `--help` tells the rest."""

import argparse
from pathlib import Path

import torch

from reader.analysis.shipped_names import MODEL_FOLDER
from reader.analysis.wordpiece import WordPiece
from training import weights
from training.data import SETS, documents
from training.export import export
from training.fit import Plan, fit


def main() -> None:
    """Reads the sets, trains, and writes the model with its labels and checkpoints into a folder."""
    arguments = _arguments()
    torch.manual_seed(arguments.seed)
    arguments.out.mkdir(parents=True, exist_ok=True)
    vocabulary = (MODEL_FOLDER / "vocab.txt").read_text(encoding="utf-8")
    texts = list(documents(arguments.data, arguments.sets))
    print(len(texts), "documents,", sum(len(text.sentences) for text in texts), "sentences", flush=True)
    plan = Plan(arguments.epochs, arguments.cpu_minutes, arguments.rate, arguments.seed)
    network = weights.load(arguments.start)
    trained = fit(network, texts, WordPiece(vocabulary.split("\n")), plan, arguments.out)
    print("wrote", export(trained, arguments.out))


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m training", description="Trains the names model.")
    parser.add_argument("out", type=Path, help="folder for the model, its labels and checkpoints")
    parser.add_argument(
        "--start",
        type=Path,
        required=True,
        help="weights to begin with: the base model's model.safetensors, a checkpoint .pt, a shipped .onnx",
    )
    parser.add_argument("--data", type=Path, required=True, help="folder of the sets, NAME.jsonl.xz")
    parser.add_argument("--sets", nargs="+", default=SETS, metavar="NAME")
    parser.add_argument("--epochs", type=float, default=4, help="times that every sentence is read (default 4)")
    parser.add_argument("--cpu-minutes", type=float, default=60, help="most processor time (default 60)")
    parser.add_argument("--rate", type=float, default=1.5e-4, help="highest learning rate (default 1.5e-4)")
    parser.add_argument("--seed", type=int, default=1)
    return parser.parse_args()


if __name__ == "__main__":
    main()
