"""The Monte Carlo of a province in vectorised numpy: the same units, months and rules, many draws at once.

Reads a JSON file (posts and people by unit and category, rates, drivers, draws), writes the CPU seconds of each round and the
mean and standard deviation of the counted posts at the last December. Needs python3 and numpy; nothing of the product needs it.
"""

import json
import sys
import time

import numpy as np


def leavers_of(model, rng, n):
    """By draw, unit and month: who resigns, and who retires and has not resigned before."""
    steps, pools = model["steps"], len(model["posts"])
    home = np.array(model["pool"], dtype=np.int64)
    due = np.array(model["due"], dtype=np.int64)
    retiring = np.bincount(home[due < steps] * steps + due[due < steps], minlength=pools * steps).astype(np.int16)
    leaving = np.tile(retiring, n)
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
        keep = (month < steps) & (month < due[person])
        draw, person, month = draw[keep], person[keep], month[keep]
        cell = (draw * pools + home[person]) * steps
        np.add.at(leaving, cell + month, 1)
        spared = due[person] < steps
        np.subtract.at(leaving, cell[spared] + due[person][spared], 1)
    # Month by month, so that a month lies together.
    return np.ascontiguousarray(leaving.reshape(n, pools, steps).transpose(2, 0, 1))


def to_most_vacant(vacant, wanted):
    """One after another to the unit with most vacancies, ties to the first: all come down to a common level."""
    n, units = vacant.shape
    top = int(vacant.max(initial=0))
    if top == 0:
        return np.zeros_like(vacant)
    counts = np.bincount((np.arange(n)[:, None] * (top + 1) + vacant).ravel(), minlength=n * (top + 1)).reshape(n, top + 1)
    higher = np.cumsum(counts[:, ::-1], axis=1)[:, ::-1]
    above = np.zeros((n, top + 1), dtype=np.int64)
    above[:, :top] = np.cumsum(higher[:, :0:-1], axis=1)[:, ::-1]
    level = np.argmax(above <= wanted[:, None], axis=1)
    rest = wanted - above[np.arange(n), level]
    hired = np.maximum(0, vacant - level[:, None])
    at_level = (vacant >= level[:, None]) & (level > 0)[:, None]
    return hired + (at_level & (np.cumsum(at_level, axis=1) <= rest[:, None]))


def in_proportion(total, up):
    """Largest remainder, ties to the first."""
    whole = np.maximum(1, up.sum(1))[:, None]
    products = total[:, None] * up.astype(np.int64)
    parts, rest = products // whole, products % whole
    left = total - parts.sum(1)
    order = np.argsort(-rest, axis=1, kind="stable")
    extra = np.zeros_like(parts)
    np.put_along_axis(extra, order, (np.arange(up.shape[1])[None, :] < left[:, None]).astype(parts.dtype), axis=1)
    return parts + extra


def simulate(model, draws, seed, chunk=100):
    rng = np.random.default_rng(seed)
    first = model["first"]
    categories = [slice(first[c], first[c + 1]) for c in range(len(first) - 1)]
    counted = np.array(model["counted"], dtype=bool)
    recruit_rates = dict(map(tuple, model["recruitRates"]))
    out = []
    for start in range(0, draws, chunk):
        n = min(chunk, draws - start)
        leaving = leavers_of(model, rng, n)
        posts = np.tile(np.array(model["posts"], dtype=np.int32), (n, 1))
        outside = np.tile(np.array(model["outsideBase"], dtype=np.int32), (n, 1))
        room = posts - np.array(model["present"], dtype=np.int32)
        freed, newcomers = np.zeros_like(posts), np.zeros_like(posts)
        leavers, vacated, recruits, settled = (np.zeros((n, len(categories)), dtype=np.int64) for _ in range(4))

        def leave(c, count):
            mine = categories[c]
            before = np.maximum(0, room[:, mine])
            room[:, mine] += count
            gained = np.maximum(0, room[:, mine]) - before
            freed[:, mine] += gained
            leavers[:, c] += count.sum(1)
            vacated[:, c] += gained.sum(1)

        def recruits_leave(c, rate):
            mine = categories[c]
            gone = rng.binomial(newcomers[:, mine].sum(1), rate)
            for turn in range(int(gone.max(initial=0))):
                who = np.nonzero(gone > turn)[0]
                running = np.cumsum(newcomers[who, mine], axis=1)
                which = np.argmax(running > np.floor(rng.random(len(who)) * running[:, -1])[:, None], axis=1)
                count = np.zeros((n, running.shape[1]), dtype=np.int32)
                count[who, which] = 1
                newcomers[:, mine] -= count
                leave(c, count)

        for step in range(model["steps"]):
            if (model["firstStep"] + step) % 12 == 0:
                for c, mine in enumerate(categories):
                    unreplaced = np.maximum(0, vacated[:, c] - recruits[:, c])
                    claimed = np.minimum(np.maximum(0, unreplaced - settled[:, c]), freed[:, mine].sum(1))
                    settled[:, c] = np.maximum(settled[:, c], unreplaced)
                    if not claimed.any():
                        continue
                    given = in_proportion(claimed, freed[:, mine]).astype(np.int32)
                    posts[:, mine] -= given
                    room[:, mine] -= given
                outside = np.minimum(outside, posts)
                freed[:] = 0
            for c, mine in enumerate(categories):
                if mine.start < mine.stop:
                    leave(c, leaving[step][:, mine])
            for c, k, of in model["replacement"]:
                mine = categories[c]
                if step > 0 and recruit_rates.get(c, 0) > 0:
                    recruits_leave(c, recruit_rates[c])
                vacant = np.maximum(0, room[:, mine])
                wanted = np.minimum(np.maximum(0, (leavers[:, c] * k) // of - recruits[:, c]), vacant.sum(1))
                hired = to_most_vacant(vacant, wanted).astype(np.int32)
                room[:, mine] -= hired
                newcomers[:, mine] += hired
                freed[:, mine] = np.maximum(0, freed[:, mine] - hired)
                recruits[:, c] += wanted
        out.append((posts - outside)[:, counted].sum(1) + model["constant"])
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
