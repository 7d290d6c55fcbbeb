"""The learned reader: a BERT-family encoder with features of words added to its input, and heads for triggers, status, sides and dates."""
import torch
from torch import nn
from torch.nn import functional as F


class LowRank(nn.Module):
    """A frozen linear layer with a trained change of low rank: W + B·A (Hu et al., LoRA, 2021)."""

    def __init__(self, base, rank):
        super().__init__()
        self.base, self.scale = base, 2.0
        base.weight.requires_grad_(False)
        self.a = nn.Parameter(torch.randn(rank, base.in_features) / rank**0.5 / 8)
        self.b = nn.Parameter(torch.zeros(base.out_features, rank))

    def forward(self, x):
        return F.linear(x, self.base.weight + self.scale * (self.b @ self.a), self.base.bias)


def with_low_rank(encoder, rank):
    for layer in encoder.encoder.layer:
        for holder, name in ((layer.attention.self, "query"), (layer.attention.self, "key"), (layer.attention.self, "value"),
                             (layer.attention.output, "dense"), (layer.intermediate, "dense"), (layer.output, "dense")):
            setattr(holder, name, LowRank(getattr(holder, name), rank))
    for name, parameter in encoder.named_parameters():
        if "embeddings" in name and "LayerNorm" not in name:
            parameter.requires_grad_(False)


class PairHead(nn.Module):
    """Scores a trigger and a candidate by their vectors and a sum of embedded features, through one hidden layer."""

    def __init__(self, hidden, tables, width, outputs):
        super().__init__()
        self.trigger = nn.Linear(hidden, width)
        self.item = nn.Linear(hidden, width, bias=False)
        self.features = nn.ModuleList(nn.Embedding(n, width) for n in tables)
        for table in self.features:
            nn.init.normal_(table.weight, std=0.05)
        self.middle = nn.Linear(width, width)
        self.out = nn.Linear(width, outputs)
        self.drop = nn.Dropout(0.1)

    def forward(self, trigger, item, features):
        x = self.trigger(trigger) + self.item(item)
        for i, table in enumerate(self.features):
            x = x + table(features[:, i])
        x = self.drop(F.relu(x))
        return self.out(self.drop(F.relu(self.middle(x))))


class Reader(nn.Module):
    def __init__(self, encoder, word_tables, party_tables, time_tables, classes, statuses, width=128):
        super().__init__()
        hidden = encoder.config.hidden_size
        self.encoder = encoder
        self.words = nn.ModuleList(nn.Embedding(n, hidden, padding_idx=0) for n in word_tables)
        for table in self.words:
            nn.init.zeros_(table.weight)
        self.drop = nn.Dropout(0.1)
        self.trigger = nn.Linear(hidden, classes)
        self.status = nn.Linear(hidden, statuses)
        self.party = PairHead(hidden, party_tables, width, 4)
        self.nobody = nn.Linear(hidden, 2)
        self.time = PairHead(hidden, time_tables, width, 1)
        self.undated = nn.Linear(hidden, 1)

    def encode(self, pieces, mask, features):
        x = self.encoder.embeddings.word_embeddings(pieces)
        for i, table in enumerate(self.words):
            x = x + table(features[..., i])
        return self.encoder(inputs_embeds=x, attention_mask=mask).last_hidden_state
