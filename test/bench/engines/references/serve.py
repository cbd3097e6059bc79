"""Answers one line `NAME STEPS` after another with one line of JSON: how long so many updates took."""
import json
import sys
import time


def serve(library, version, device, creators):
    print(json.dumps({"library": library, "version": version, "device": device}), flush=True)
    trainings = {}
    for line in sys.stdin:
        name, steps = line.split()
        if name not in trainings:
            trainings[name] = creators[name]()
        samples_per_step, train = trainings[name]
        started = time.perf_counter()
        loss = float(train(int(steps)))
        wall_ms = (time.perf_counter() - started) * 1000
        answer = {"wallMs": wall_ms, "samples": int(steps) * samples_per_step, "loss": loss}
        print(json.dumps(answer), flush=True)
