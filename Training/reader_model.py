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


class Block(nn.Module):
    """A transformer's layer over the codes of one event, normalised before each part."""

    def __init__(self, width, heads=4):
        super().__init__()
        self.heads = heads
        self.before, self.after = nn.LayerNorm(width), nn.LayerNorm(width)
        self.query, self.key, self.value, self.mix = (nn.Linear(width, width) for _ in range(4))
        self.up, self.down = nn.Linear(width, 2 * width), nn.Linear(2 * width, width)
        self.drop = nn.Dropout(0.1)

    def forward(self, x, mask):
        n, c, w = x.shape
        y = self.before(x)
        q, k, v = (f(y).view(n, c, self.heads, w // self.heads).transpose(1, 2) for f in (self.query, self.key, self.value))
        s = q @ k.transpose(2, 3) / (w // self.heads) ** 0.5 + (1 - mask[:, None, None, :]) * -1e9
        x = x + self.drop(self.mix((torch.softmax(s, -1) @ v).transpose(1, 2).reshape(n, c, w)))
        return x + self.drop(self.down(F.relu(self.up(self.after(x)))))


class SideHead(nn.Module):
    """Who did it, then to whom: an event's codes (and nobody) see one another, and recipients are chosen knowing the actors."""

    def __init__(self, hidden, party_tables, code_tables, width):
        super().__init__()
        self.trigger = nn.Linear(hidden, width)
        self.item = nn.Linear(hidden, width, bias=False)
        self.features = nn.ModuleList(nn.Embedding(n, width) for n in party_tables)
        self.told = nn.ModuleList(nn.Embedding(n, width) for n in code_tables)
        self.flag = nn.Embedding(2, width)
        for table in [*self.features, *self.told, self.flag]:
            nn.init.normal_(table.weight, std=0.05)
        self.middle = nn.Linear(width, width)
        self.nobody = nn.Linear(hidden, width)
        self.actors, self.recipients = Block(width), Block(width)
        self.actor, self.recipient = nn.Linear(width, 2), nn.Linear(width, 2)
        self.drop = nn.Dropout(0.1)

    def codes(self, trigger, item, features, event, code, count, told, place, events, most):
        """Vectors of (event, 1 + code): nobody first. `trigger` and `item` are a row a mention, `code` its code's number,
        `told` a row a code with its event and place in `place`."""
        x = self.trigger(trigger)[event] + self.item(item)
        for i, table in enumerate(self.features):
            x = x + table(features[:, i])
        x = self.drop(F.relu(x))
        pooled = torch.zeros(count, x.shape[1]).scatter_reduce(0, code[:, None].expand(-1, x.shape[1]), x, "amax")
        y = self.middle(pooled)
        for i, table in enumerate(self.told):
            y = y + table(told[:, i])
        out = torch.zeros(events, 1 + most, x.shape[1])
        out[:, 0] = self.nobody(trigger)
        mask = torch.zeros(events, 1 + most)
        mask[:, 0] = 1
        out = out.index_put((place[:, 0], place[:, 1]), y)
        mask[place[:, 0], place[:, 1]] = 1
        return out, mask


class DateHead(nn.Module):
    """When it was: an event's dates (and none) see one another."""

    def __init__(self, hidden, tables, width):
        super().__init__()
        self.trigger = nn.Linear(hidden, width)
        self.item = nn.Linear(hidden, width, bias=False)
        self.features = nn.ModuleList(nn.Embedding(n, width) for n in tables)
        for table in self.features:
            nn.init.normal_(table.weight, std=0.05)
        self.middle = nn.Linear(width, width)
        self.undated = nn.Linear(hidden, width)
        self.block = Block(width)
        self.out = nn.Linear(width, 1)
        self.drop = nn.Dropout(0.1)

    def forward(self, trigger, item, features, place, events, most):
        """Scores (events, 1 + most), that of no date first; `item` and `features` are a row a date, `place` its event and place."""
        x = self.trigger(trigger)[place[:, 0]] + self.item(item)
        for i, table in enumerate(self.features):
            x = x + table(features[:, i])
        x = self.middle(self.drop(F.relu(x)))
        out = torch.zeros(events, 1 + most, x.shape[1])
        out[:, 0] = self.undated(trigger)
        mask = torch.zeros(events, 1 + most)
        mask[:, 0] = 1
        out = out.index_put((place[:, 0], place[:, 1]), x)
        mask[place[:, 0], place[:, 1]] = 1
        return self.out(self.block(out, mask))[..., 0] + (1 - mask) * -1e9


class Reader(nn.Module):
    def __init__(self, encoder, word_tables, party_tables, time_tables, code_tables, classes, statuses, width=128):
        super().__init__()
        hidden = encoder.config.hidden_size
        self.encoder = encoder
        self.words = nn.ModuleList(nn.Embedding(n, hidden, padding_idx=0) for n in word_tables)
        for table in self.words:
            nn.init.zeros_(table.weight)
        self.drop = nn.Dropout(0.1)
        self.trigger = nn.Linear(hidden, classes)
        self.status = nn.Linear(hidden, statuses)
        self.layers = nn.Linear(hidden, 6)
        # What is added to all words of documents that were annotated more densely, so that reading needn't follow them.
        self.dense = nn.Parameter(torch.zeros(hidden))
        self.marks = nn.Embedding(3, hidden, padding_idx=0)
        nn.init.normal_(self.marks.weight, std=0.02)
        self.pair = nn.Linear(3 * hidden, 15)
        self.sides = SideHead(hidden, party_tables, code_tables, width)
        self.time = DateHead(hidden, time_tables, width)

    def encode(self, pieces, mask, features, marks=None, dense=None):
        x = self.encoder.embeddings.word_embeddings(pieces)
        if dense is not None:
            x = x + dense[:, None, None] * self.dense
        if marks is not None:
            x = x + self.marks(marks)
        for i, table in enumerate(self.words):
            x = x + table(features[..., i])
        return self.encoder(inputs_embeds=x, attention_mask=mask).last_hidden_state

    def categories(self, vectors, mask, marks):
        """Scores of the categories of sentences with marked parties: from the mean of all pieces, of the actor's and of the recipient's."""
        def mean(where):
            where = where.float().unsqueeze(-1)
            return (vectors * where).sum(1) / where.sum(1).clamp(min=1)
        return self.pair(self.drop(torch.cat([mean(mask), mean(marks == 1), mean(marks == 2)], -1)))
