"""The trainings of ../trainings in PyTorch, as its tutorials write them; on as many threads as it chooses."""
import torch
from serve import serve
from torch import nn
from torch.nn import functional as F


def steps_of(forward_loss, optimizer):
    def train(steps):
        loss = None
        for _ in range(steps):
            optimizer.zero_grad()
            loss = forward_loss()
            loss.backward()
            optimizer.step()
        return loss.item()

    return train


def classifier(model, x, samples):
    labels = torch.randint(0, 10, (samples,))
    optimizer = torch.optim.Adam(model.parameters())
    return samples, steps_of(lambda: F.cross_entropy(model(x), labels), optimizer)


def mlp():
    model = nn.Sequential(
        nn.Linear(784, 256), nn.ReLU(), nn.Linear(256, 128), nn.ReLU(), nn.Linear(128, 10)
    )
    return classifier(model, torch.rand(128, 784), 128)


def cnn():
    model = nn.Sequential(
        nn.Conv2d(1, 32, 3), nn.ReLU(), nn.MaxPool2d(2),
        nn.Conv2d(32, 64, 3), nn.ReLU(), nn.MaxPool2d(2),
        nn.Flatten(), nn.Linear(1600, 128), nn.ReLU(), nn.Linear(128, 10),
    )  # fmt: skip
    return classifier(model, torch.rand(128, 1, 28, 28), 128)


class Sentiment(nn.Module):
    def __init__(self):
        super().__init__()
        self.embedding = nn.Embedding(5000, 32)
        self.lstm = nn.LSTM(32, 64, batch_first=True)
        self.head = nn.Linear(64, 1)

    def forward(self, tokens):
        outputs, _ = self.lstm(self.embedding(tokens))
        return self.head(outputs[:, -1])


def lstm():
    model = Sentiment()
    tokens = torch.randint(0, 5000, (64, 64))
    truth = torch.randint(0, 2, (64, 1)).float()
    optimizer = torch.optim.Adam(model.parameters())
    return 64, steps_of(lambda: F.binary_cross_entropy_with_logits(model(tokens), truth), optimizer)


def gan():
    generator = nn.Sequential(nn.Linear(64, 128), nn.LeakyReLU(0.2), nn.Linear(128, 784), nn.Tanh())
    judge = nn.Sequential(nn.Linear(784, 128), nn.LeakyReLU(0.2), nn.Linear(128, 1))
    optimize_g = torch.optim.Adam(generator.parameters(), 2e-4, betas=(0.5, 0.999))
    optimize_d = torch.optim.Adam(judge.parameters(), 2e-4, betas=(0.5, 0.999))
    real, ones, zeros = torch.rand(64, 784) * 2 - 1, torch.ones(64, 1), torch.zeros(64, 1)
    cross_entropy = F.binary_cross_entropy_with_logits

    def train(steps):
        loss = None
        for _ in range(steps):
            with torch.no_grad():
                made = generator(torch.randn(64, 64))
            optimize_d.zero_grad()
            (cross_entropy(judge(real), ones) + cross_entropy(judge(made), zeros)).backward()
            optimize_d.step()
            optimize_g.zero_grad()
            loss = cross_entropy(judge(generator(torch.randn(64, 64))), ones)
            loss.backward()
            optimize_g.step()
        return loss.item()

    return 64, train


def transformer():
    block = nn.TransformerEncoderLayer(64, 4, 256, dropout=0.0, batch_first=True, norm_first=True)
    x, target = torch.randn(16, 32, 64), torch.randn(16, 32, 64)
    optimizer = torch.optim.Adam(block.parameters(), 1e-3)
    return 16, steps_of(lambda: F.mse_loss(block(x), target), optimizer)


serve(
    "pytorch",
    torch.__version__,
    f"CPU, {torch.get_num_threads()} threads",
    {"mlp": mlp, "cnn": cnn, "lstm": lstm, "gan": gan, "transformer": transformer},
)
