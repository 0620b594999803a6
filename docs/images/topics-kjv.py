#!/usr/bin/env python3
"""Draws docs/images/topics-kjv.png from a trained run.

Usage, after `submit/svi train conf/topics-kjv.conf` (needs Debian's python3-matplotlib):

    submit/svi describe runs/topics-kjv --json > describe.json
    docs/images/topics-kjv.py runs/topics-kjv/trace.jsonl describe.json docs/images/topics-kjv.png
"""
import json
import sys

import matplotlib

matplotlib.use("Agg")
import matplotlib.pyplot as plt

trace, description, output = sys.argv[1:]
lines = [json.loads(line) for line in open(trace, encoding="utf-8")]
topics = json.load(open(description, encoding="utf-8"))["topics"]
topics = sorted(topics, key=lambda t: -t["size"])[:8]

plt.rcParams.update({"font.size": 8, "axes.spines.top": False, "axes.spines.right": False})
figure = plt.figure(figsize=(11, 4.4), dpi=110)
grid = figure.add_gridspec(2, 6, wspace=1.5, hspace=0.45)

curve = figure.add_subplot(grid[:, :2])
scored = [l for l in lines if l["heldOut"] is not None]
bounded = [l for l in lines if l["elboPerUnit"] is not None][1:]
curve.plot([l["round"] for l in scored], [l["heldOut"] for l in scored], label="held-out log probability a token")
curve.plot([l["round"] for l in bounded], [l["elboPerUnit"] for l in bounded], label="ELBO a token", color="tab:gray")
curve.set_xlabel("round")
curve.set_ylabel("nats")
curve.legend(frameon=False, loc="lower right")
curve.set_title("1189 chapters, %d rounds, %.0f s" % (lines[-1]["round"], lines[-1]["seconds"]))

for i, topic in enumerate(topics):
    axes = figure.add_subplot(grid[i // 4, 2 + i % 4])
    words = topic["probable"][:7][::-1]
    axes.barh([w["word"] for w in words], [w["probability"] for w in words], color="tab:blue", height=0.7)
    axes.set_xticks([])
    axes.spines["bottom"].set_visible(False)
    axes.tick_params(axis="y", length=0)
    axes.set_title("topic %d, %.0f %%" % (topic["id"], 100 * topic["size"]), fontsize=8)
figure.savefig(output, bbox_inches="tight")
