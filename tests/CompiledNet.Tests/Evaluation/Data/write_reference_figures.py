"""Writes classes.json, probabilities.json, binary.json and regression.json: figures of scikit-learn for small cases.

Run in this folder: python3 write_reference_figures.py   (needs scikit-learn 1.2 or later, Debian's python3-sklearn)

A figure that is undefined, which scikit-learn gives as NaN or refuses, is null. What scikit-learn 1.2 does not have (calibration error,
Brier score of several classes, largest error of several outputs) is NumPy's arithmetic on what it has.
"""

import json
import math
import re
import warnings

import numpy as np
from sklearn import metrics
from sklearn.calibration import calibration_curve

warnings.simplefilter("ignore")
random = np.random.RandomState(20)


def plain(value):
    """The value as JSON has it."""
    if isinstance(value, dict):
        return {key: plain(item) for key, item in value.items()}
    if isinstance(value, (list, tuple, np.ndarray)):
        return [plain(item) for item in value]
    if isinstance(value, (bool, np.bool_)):
        return bool(value)
    if isinstance(value, (int, np.integer)):
        return int(value)
    if isinstance(value, (float, np.floating)):
        return float(value) if math.isfinite(value) else None
    return value


def write(name, cases):
    with open(name, "w", encoding="utf-8", newline="\n") as file:
        file.write("[\n" + ",\n".join(json.dumps(plain(case)) for case in cases) + "\n]\n")


# Classes: what was there against what was said.


def class_case(name, count, actual, predicted, names=None):
    labels = list(range(count))
    each = metrics.precision_recall_fscore_support(actual, predicted, labels=labels, zero_division=0)
    averages = {
        kind: metrics.precision_recall_fscore_support(actual, predicted, labels=labels, average=kind, zero_division=0)[:3]
        for kind in ("macro", "micro", "weighted")
    }
    # Where a class appears nowhere, scikit-learn prints a micro average in the place of the accuracy.
    whole = set(actual) | set(predicted) == set(labels)

    def report(digits):
        text = metrics.classification_report(
            actual, predicted, labels=labels, target_names=names, zero_division=0, digits=digits).rstrip("\n")
        # Where nothing is right, scikit-learn 1.2 prints the numbers of samples with a point.
        return re.sub(r"  (\d+)\.0$", r"    \1", text, flags=re.MULTILINE)

    return {
        "name": name, "classCount": count, "classNames": names, "actual": actual, "predicted": predicted,
        "matrix": metrics.confusion_matrix(actual, predicted, labels=labels).ravel(),
        "accuracy": metrics.accuracy_score(actual, predicted),
        "precision": each[0], "recall": each[1], "f1": each[2], "support": each[3],
        **averages,
        "report": report(2) if whole else None,
        "report4": report(4) if whole else None,
    }


def draw_classes(count, samples, right):
    actual = random.randint(0, count, samples)
    return actual, np.where(random.rand(samples) < right, actual, random.randint(0, count, samples))


fruit = ["apple", "pear", "a fruit with a long name"]
write("classes.json", [
    class_case("random, 2 classes", 2, *draw_classes(2, 50, 0.7)),
    class_case("random, 3 classes with names", 3, *draw_classes(3, 40, 0.6), names=fruit),
    class_case("random, 10 classes", 10, *draw_classes(10, 120, 0.8)),
    class_case("perfect", 3, [0, 1, 2, 2, 1], [0, 1, 2, 2, 1]),
    class_case("worst", 3, [0, 1, 2, 2, 1], [1, 2, 0, 0, 2]),
    class_case("one class never said", 3, [0, 1, 2, 2, 1, 0], [0, 1, 1, 0, 1, 0]),
    class_case("one class never there", 3, [0, 1, 1, 0, 1, 0], [0, 1, 2, 2, 1, 0]),
    class_case("one class nowhere", 4, [0, 1, 3, 3, 1, 0], [0, 1, 1, 3, 1, 0]),
    class_case("all of one class", 2, [1, 1, 1], [1, 1, 1]),
    class_case("one sample", 2, [0], [1]),
    class_case("eighths, which round to even", 2, [0] * 8 + [1] * 8, [0] * 5 + [1] * 3 + [1] * 7 + [0]),
])


# Probabilities of several classes.


def softmax(z):
    e = np.exp(z - z.max(axis=1, keepdims=True))
    return e / e.sum(axis=1, keepdims=True)


def reliability(positive, probability, bins):
    share, mean = calibration_curve(positive, probability, n_bins=bins)
    ids = np.searchsorted(np.linspace(0.0, 1.0, bins + 1)[1:-1], probability)
    counts = np.bincount(ids, minlength=bins)
    gaps = np.abs(share - mean)
    return {
        "binCount": bins, "counts": counts, "share": share, "mean": mean,
        "expectedError": (gaps * counts[counts > 0]).sum() / counts.sum(), "maximumError": gaps.max(),
    }


def area(positive, score):
    return metrics.roc_auc_score(positive, score) if 0 < np.sum(positive) < len(positive) else None


def probability_case(name, actual, probabilities):
    samples, count = probabilities.shape
    actual = np.asarray(actual)
    labels = list(range(count))
    one_hot = np.eye(count)[actual]
    areas = [area(one_hot[:, c], probabilities[:, c]) for c in labels]
    macro = None if None in areas else (
        areas[1] if count == 2 else metrics.roc_auc_score(actual, probabilities, multi_class="ovr", average="macro", labels=labels))
    # Of equal outputs scikit-learn takes the last, we the first: it gets the classes in the opposite order. Two classes are one
    # score to it, and there top-1 is the accuracy.
    top = [1.0 * np.mean(probabilities.argmax(axis=1) == actual), 1.0] if count == 2 else [
        metrics.top_k_accuracy_score(count - 1 - actual, probabilities[:, ::-1], k=k, labels=labels) for k in range(1, count + 1)]
    right = probabilities.argmax(axis=1) == actual
    return {
        "name": name, "classCount": count, "actual": actual, "probabilities": probabilities.ravel(), "topK": top,
        "logLoss": metrics.log_loss(actual, probabilities, labels=labels),
        "areas": areas, "macroArea": macro,
        "brier": ((probabilities - one_hot) ** 2).sum(axis=1).mean(),
        "reliability": [reliability(right, probabilities.max(axis=1), bins) for bins in (1, 5, 10)],
    }


def draw_probabilities(count, samples, sharpness):
    actual = random.randint(0, count, samples)
    return actual, softmax(random.randn(samples, count) + sharpness * np.eye(count)[actual])


def with_ties(count, samples):
    """Multiples of 1/8 that sum to 1, some of them 0."""
    actual = random.randint(0, count, samples)
    return actual, np.array([random.multinomial(8, softmax(2.0 * np.eye(count)[[c]])[0]) for c in actual]) / 8.0


three = np.array([[0.5, 0.25, 0.25], [0.125, 0.75, 0.125], [0.25, 0.25, 0.5], [0.25, 0.5, 0.25]])
write("probabilities.json", [
    probability_case("random, 2 classes", *draw_probabilities(2, 40, 1.0)),
    probability_case("random, 3 classes", *draw_probabilities(3, 40, 1.5)),
    probability_case("random, 10 classes", *draw_probabilities(10, 60, 2.0)),
    probability_case("ties, 3 classes", *with_ties(3, 40)),
    probability_case("ties, 5 classes", *with_ties(5, 60)),
    probability_case("perfect", [0, 1, 2, 1], np.eye(3)[[0, 1, 2, 1]]),
    probability_case("worst", [0, 1, 2, 1], np.eye(3)[[1, 2, 0, 0]]),
    probability_case("one class never there", [0, 1, 1, 0], three),
    probability_case("all alike", [0, 1, 2, 2, 2], np.full((5, 3), 1 / 3)),
])


# Two classes and one score.


def curve(actual, score, drop):
    false, true, thresholds = metrics.roc_curve(actual, score, drop_intermediate=drop)
    return {"false": false, "true": true, "thresholds": thresholds[1:]}  # The first is scikit-learn's mark for "above all".


def binary_case(name, actual, score):
    actual, score = np.asarray(actual), np.asarray(score, dtype=float)
    return {
        "name": name, "actual": [bool(a) for a in actual], "scores": score,
        "whole": curve(actual, score, False), "dropped": curve(actual, score, True), "area": area(actual, score),
        "brier": metrics.brier_score_loss(actual, score, pos_label=1),
        "reliability": [reliability(actual, score, bins) for bins in (1, 4, 10)],
    }


def draw_scores(samples, digits):
    actual = random.randint(0, 2, samples)
    return actual, np.round(np.clip(random.rand(samples) * 0.7 + 0.3 * actual, 0, 1), digits)


edges = np.arange(21) / 20
write("binary.json", [
    binary_case("random", *draw_scores(60, 15)),
    binary_case("many ties", *draw_scores(80, 1)),
    binary_case("perfect", [0, 0, 1, 1, 1], [0.1, 0.2, 0.6, 0.7, 1.0]),
    binary_case("worst", [1, 1, 1, 0, 0], [0.0, 0.2, 0.6, 0.7, 0.9]),
    binary_case("all scores alike", [1, 0, 1, 0, 0], [0.5] * 5),
    binary_case("no positive", [0, 0, 0], [0.1, 0.4, 0.4]),
    binary_case("no negative", [1, 1, 1], [0.1, 0.4, 0.4]),
    binary_case("one sample", [1], [0.25]),
    binary_case("two samples", [1, 0], [0.25, 0.75]),
    binary_case("on the edges of the bins", random.randint(0, 2, len(edges)), edges),
])


# Numbers.


def regression_case(name, actual, predicted):
    actual, predicted = np.asarray(actual, dtype=float), np.asarray(predicted, dtype=float)

    def each(metric, **arguments):
        return metric(actual, predicted, multioutput="raw_values", **arguments)

    largest = [metrics.max_error(a, p) for a, p in zip(actual.T, predicted.T)]
    return {
        "name": name, "outputSize": actual.shape[1], "actual": actual.ravel(), "predicted": predicted.ravel(),
        "mae": metrics.mean_absolute_error(actual, predicted), "mse": metrics.mean_squared_error(actual, predicted),
        "rmse": metrics.mean_squared_error(actual, predicted, squared=False),
        "r2": metrics.r2_score(actual, predicted), "max": max(largest),
        "maeOfEach": each(metrics.mean_absolute_error), "mseOfEach": each(metrics.mean_squared_error),
        "rmseOfEach": each(metrics.mean_squared_error, squared=False),
        "r2OfEach": each(metrics.r2_score) if len(actual) > 1 else [None] * actual.shape[1], "maxOfEach": largest,
    }


def column(values):
    return np.array(values, dtype=float)[:, np.newaxis]


def draw_numbers(samples, outputs, noise, offset=0.0):
    actual = offset + 3 * random.randn(samples, outputs)
    return actual, actual + noise * random.randn(samples, outputs)


constant = np.array([[1.0, 2.0], [1.0, 3.0], [1.0, 5.0]])
write("regression.json", [
    regression_case("random", *draw_numbers(50, 1, 1.0)),
    regression_case("random, 3 outputs", *draw_numbers(40, 3, 0.5)),
    regression_case("far from 0", *draw_numbers(40, 1, 0.1, offset=1000.0)),
    regression_case("perfect", column([1, 2, 4]), column([1, 2, 4])),
    regression_case("worse than the mean", column([1, 2, 3]), column([3, 2, 1])),
    regression_case("the mean itself", column([1, 2, 6]), column([3, 3, 3])),
    regression_case("constant target, met", column([2, 2, 2]), column([2, 2, 2])),
    regression_case("constant target, missed", column([2, 2, 2]), column([2, 2, 3])),
    regression_case("one of two targets constant", constant, constant + 0.25),
    regression_case("one sample", column([2]), column([3])),
])
