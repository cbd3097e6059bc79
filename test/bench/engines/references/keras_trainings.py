"""The trainings of ../trainings in Keras 3 on TensorFlow's CPU: fit where a learner would use it, else a compiled step."""
import os

os.environ["KERAS_BACKEND"] = "tensorflow"
os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
os.environ["CUDA_VISIBLE_DEVICES"] = "-1"

import keras
import numpy as np
import tensorflow as tf
from keras import layers
from serve import serve


def by_fit(model, xs, ys):
    samples = len(xs)

    def train(steps):
        many = lambda array: np.tile(array, [steps] + [1] * (array.ndim - 1))
        history = model.fit(many(xs), many(ys), batch_size=samples, shuffle=False, verbose=0)
        return history.history["loss"][0]

    return samples, train


def one_hot(samples):
    return np.eye(10, dtype="float32")[np.random.randint(0, 10, samples)]


def mlp():
    model = keras.Sequential([
        keras.Input([784]),
        layers.Dense(256, activation="relu"),
        layers.Dense(128, activation="relu"),
        layers.Dense(10, activation="softmax"),
    ])  # fmt: skip
    model.compile("adam", "categorical_crossentropy")
    return by_fit(model, np.random.rand(128, 784).astype("float32"), one_hot(128))


def cnn():
    model = keras.Sequential([
        keras.Input([28, 28, 1]),
        layers.Conv2D(32, 3, activation="relu"),
        layers.MaxPooling2D(),
        layers.Conv2D(64, 3, activation="relu"),
        layers.MaxPooling2D(),
        layers.Flatten(),
        layers.Dense(128, activation="relu"),
        layers.Dense(10, activation="softmax"),
    ])  # fmt: skip
    model.compile("adam", "categorical_crossentropy")
    return by_fit(model, np.random.rand(128, 28, 28, 1).astype("float32"), one_hot(128))


def lstm():
    model = keras.Sequential([
        keras.Input([64]),
        layers.Embedding(5000, 32),
        layers.LSTM(64),
        layers.Dense(1, activation="sigmoid"),
    ])  # fmt: skip
    model.compile("adam", "binary_crossentropy")
    tokens = np.random.randint(0, 5000, [64, 64])
    return by_fit(model, tokens, np.random.randint(0, 2, [64, 1]).astype("float32"))


def compiled(samples, update):
    step = tf.function(update, reduce_retracing=True)

    def train(steps):
        loss = None
        for _ in range(steps):
            loss = step()
        return loss.numpy()

    return samples, train


def gan():
    generator = keras.Sequential([
        keras.Input([64]), layers.Dense(128), layers.LeakyReLU(0.2), layers.Dense(784, activation="tanh"),
    ])  # fmt: skip
    judge = keras.Sequential([keras.Input([784]), layers.Dense(128), layers.LeakyReLU(0.2), layers.Dense(1)])
    optimize_g = keras.optimizers.Adam(2e-4, beta_1=0.5)
    optimize_d = keras.optimizers.Adam(2e-4, beta_1=0.5)
    optimize_g.build(generator.trainable_variables)
    optimize_d.build(judge.trainable_variables)
    real, ones, zeros = tf.random.uniform([64, 784], -1, 1), tf.ones([64, 1]), tf.zeros([64, 1])

    def cross_entropy(logits, truth):
        return tf.reduce_mean(tf.nn.sigmoid_cross_entropy_with_logits(truth, logits))

    def update():
        made = generator(tf.random.normal([64, 64]))
        with tf.GradientTape() as tape:
            loss = cross_entropy(judge(real), ones) + cross_entropy(judge(made), zeros)
        weights = judge.trainable_variables
        optimize_d.apply(tape.gradient(loss, weights), weights)
        with tf.GradientTape() as tape:
            loss = cross_entropy(judge(generator(tf.random.normal([64, 64]))), ones)
        weights = generator.trainable_variables
        optimize_g.apply(tape.gradient(loss, weights), weights)
        return loss

    return compiled(64, update)


def transformer():
    inputs = keras.Input([32, 64])
    normed = layers.LayerNormalization()(inputs)
    attended = layers.Add()([inputs, layers.MultiHeadAttention(4, 16)(normed, normed)])
    wide = layers.Dense(256, activation="relu")(layers.LayerNormalization()(attended))
    model = keras.Model(inputs, layers.Add()([attended, layers.Dense(64)(wide)]))
    optimizer = keras.optimizers.Adam(1e-3)
    optimizer.build(model.trainable_variables)
    x, target = tf.random.normal([16, 32, 64]), tf.random.normal([16, 32, 64])

    def update():
        with tf.GradientTape() as tape:
            loss = tf.reduce_mean(tf.square(model(x) - target))
        optimizer.apply(tape.gradient(loss, model.trainable_variables), model.trainable_variables)
        return loss

    return compiled(16, update)


serve(
    "keras",
    f"{keras.__version__} on TensorFlow {tf.__version__}",
    "CPU",
    {"mlp": mlp, "cnn": cnn, "lstm": lstm, "gan": gan, "transformer": transformer},
)
