"""The Monte Carlo of a province in vectorised numpy: the same pools, months and rules, many draws at once.

Reads a JSON file (pools, people, rates, drivers, draws), writes the CPU seconds of each round and the mean and standard
deviation of the counted posts at the last December. Needs python3 and numpy; nothing of the product needs it.
"""

import json
import sys
import time

import numpy as np


def simulate(model, draws, seed, chunk=500):
    rng = np.random.default_rng(seed)
    posts0 = np.array(model["posts"], dtype=np.int32)
    present0 = np.array(model["present"], dtype=np.int32)
    category = np.array(model["category"])
    counted = np.array(model["counted"], dtype=bool)
    steps, pools = model["steps"], len(posts0)
    retirements = np.array(model["retirements"], dtype=np.int32).reshape(pools, steps)
    home = np.array(model["pool"], dtype=np.int64)
    retires = np.array(model["retires"], dtype=np.int64)
    out = []
    for first in range(0, draws, chunk):
        n = min(chunk, draws - first)
        leaving = np.zeros(n * pools * steps, dtype=np.int32)
        spared = np.zeros(n * pools * steps, dtype=np.int32)
        for start, end, rate in model["segments"]:
            if rate == 0:
                continue
            # Who would leave within the horizon, by skipping from one to the next; then the month, truncated geometric.
            size = end - start
            within = 1 - (1 - rate) ** steps
            most = int(size * within + 8 * np.sqrt(size * within) + 16)
            at = np.cumsum(rng.geometric(within, size=(n, most)), axis=1) - 1
            draw, which = np.nonzero(at < size)
            person = start + at[draw, which]
            month = np.floor(np.log1p(-rng.random(len(draw)) * within) / np.log1p(-rate)).astype(np.int64)
            keep = (month < steps) & (month < retires[person])
            draw, person, month = draw[keep], person[keep], month[keep]
            cell = (draw * pools + home[person]) * steps
            leaving += np.bincount(cell + month, minlength=n * pools * steps).astype(np.int32)
            due = retires[person]
            due_in = due < steps
            spared += np.bincount(cell[due_in] + due[due_in], minlength=n * pools * steps).astype(np.int32)
        leaving = (leaving + retirements.reshape(-1)[None, :].repeat(n, 0).reshape(-1) - spared).reshape(n, pools, steps)

        posts = np.repeat(posts0[None, :], n, 0)
        present = np.repeat(present0[None, :], n, 0)
        freed = np.zeros_like(posts)
        newcomers = np.zeros_like(posts)
        categories = 6
        totals = {name: np.zeros((n, categories), dtype=np.int64) for name in ("leavers", "vacated", "recruits", "settled")}

        def leave(count):
            nonlocal present, freed
            before = np.maximum(0, posts - present)
            present = present - count
            gained = np.maximum(0, posts - present) - before
            freed = freed + gained
            for c in range(categories):
                mine = category == c
                totals["leavers"][:, c] += count[:, mine].sum(1)
                totals["vacated"][:, c] += gained[:, mine].sum(1)

        for step in range(steps):
            month = (model["firstStep"] + step) % 12
            if month == 0:
                for c in range(categories):
                    mine = np.nonzero(category == c)[0]
                    unreplaced = np.maximum(0, totals["vacated"][:, c] - totals["recruits"][:, c])
                    claimed = np.minimum(np.maximum(0, unreplaced - totals["settled"][:, c]), freed[:, mine].sum(1))
                    totals["settled"][:, c] = np.maximum(totals["settled"][:, c], unreplaced)
                    running = np.cumsum(freed[:, mine], 1)
                    whole = np.maximum(1, running[:, -1:]) if len(mine) else 1
                    upto = (claimed[:, None] * running) // whole
                    posts[:, mine] -= np.diff(upto, axis=1, prepend=0).astype(np.int32)
                freed[:] = 0
            leave(leaving[:, :, step])
            gone = np.zeros_like(newcomers)
            for c, rate in model["recruitRates"]:
                mine = category == c
                if rate > 0:
                    gone[:, mine] = rng.binomial(newcomers[:, mine], rate)
            if gone.any():
                newcomers = newcomers - gone
                leave(gone)
            for c, k, of in model["replacement"]:
                mine = np.nonzero(category == c)[0]
                wanted = (totals["leavers"][:, c] * k) // of - totals["recruits"][:, c]
                vacant = np.maximum(0, posts[:, mine] - present[:, mine])
                running = np.cumsum(vacant, 1)
                hired = np.minimum(np.maximum(0, wanted), running[:, -1])
                part = np.diff((hired[:, None] * running) // np.maximum(1, running[:, -1:]), axis=1, prepend=0).astype(np.int32)
                present[:, mine] += part
                newcomers[:, mine] += part
                freed[:, mine] = np.maximum(0, freed[:, mine] - part)
                totals["recruits"][:, c] += hired
        out.append(posts[:, counted].sum(1) + model["constant"])
    return np.concatenate(out)


def main():
    with open(sys.argv[1], encoding="utf-8") as file:
        model = json.load(file)
    seconds = []
    for turn in range(model["rounds"]):
        before = time.process_time()
        values = simulate(model, model["draws"], turn)
        seconds.append(time.process_time() - before)
    print(json.dumps({"seconds": seconds, "mean": float(values.mean()), "deviation": float(values.std()), "numpy": np.__version__}))


if __name__ == "__main__":
    main()
