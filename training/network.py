"""The network: MiniLM-L6 with a label for each word piece, told how each word is written."""

import torch
from torch import Tensor, nn
from torch.nn import functional

from reader.analysis.tokens import CASE_CLASSES

WIDTH = 384
INNER = 1536
HEADS = 12
LAYERS = 6
VOCABULARY = 30522
PLACES = 512
PADDING = 0
_DROPPED = 0.1
NORM_EPSILON = 1e-12
_HIDDEN = -1e4


class Layer(nn.Module):
    """One layer of a BERT encoder."""

    def __init__(self) -> None:
        super().__init__()
        self.attended = nn.Linear(WIDTH, 3 * WIDTH)
        self.joined = nn.Linear(WIDTH, WIDTH)
        self.joined_norm = nn.LayerNorm(WIDTH, NORM_EPSILON)
        self.widened = nn.Linear(WIDTH, INNER)
        self.narrowed = nn.Linear(INNER, WIDTH)
        self.narrowed_norm = nn.LayerNorm(WIDTH, NORM_EPSILON)
        self.dropout = nn.Dropout(_DROPPED)

    def forward(self, states: Tensor, mask: Tensor) -> Tensor:
        """The states after the layer; `mask` is added to the attention of every piece to every other."""
        batch, length, _ = states.shape
        heads = self.attended(states).view(batch, length, 3, HEADS, WIDTH // HEADS)
        query, key, value = heads.permute(2, 0, 3, 1, 4).unbind(0)
        scores = torch.matmul(query, key.transpose(-1, -2)) / (WIDTH // HEADS) ** 0.5 + mask
        attention = self.dropout(torch.softmax(scores, -1))
        context = torch.matmul(attention, value).transpose(1, 2).reshape(batch, length, WIDTH)
        states = self.joined_norm(states + self.dropout(self.joined(context)))
        inner = functional.gelu(self.widened(states))
        return self.narrowed_norm(states + self.dropout(self.narrowed(inner)))


class Tagger(nn.Module):
    """Pieces and the case classes of their words in, a row of label scores for each piece out."""

    def __init__(self, labels: int) -> None:
        super().__init__()
        self.words = nn.Embedding(VOCABULARY, WIDTH, padding_idx=PADDING)
        self.places = nn.Embedding(PLACES, WIDTH)
        self.kind = nn.Parameter(torch.zeros(WIDTH))
        self.case = nn.Embedding(CASE_CLASSES, WIDTH)
        nn.init.zeros_(self.case.weight)
        self.norm = nn.LayerNorm(WIDTH, NORM_EPSILON)
        self.layers = nn.ModuleList(Layer() for _ in range(LAYERS))
        self.dropout = nn.Dropout(_DROPPED)
        self.out = nn.Linear(WIDTH, labels)

    def forward(self, ids: Tensor, cases: Tensor) -> Tensor:
        """Scores before the softmax, shaped batch, piece, label; `ids` are padded with `PADDING`."""
        mask = (ids == PADDING).to(torch.float32)[:, None, None, :] * _HIDDEN
        places = self.places(torch.arange(ids.shape[1]))[None]
        states = self.dropout(self.norm(self.words(ids) + places + self.kind + self.case(cases)))
        for layer in self.layers:
            states = layer(states, mask)
        return self.out(states)
