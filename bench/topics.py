"""Topics by `submit/svi`, tomotopy, scikit-learn and gensim: seconds, held-out score, coherence.

    python bench/topics.py NAME=DOCWORD[,OBSERVED,SCORED] ... [--topics 50] [--seeds 5] [--peers svi,tomotopy,sklearn,gensim]

DOCWORD is in UCI's format, plain or gzipped. Without halves of test
documents every tenth document is held out and its words are split in two by a hash. Every program is told nothing but
the topics, alpha = 0.1, eta = 0.05 and the seed; tomotopy makes 400 iterations, scikit-learn 20 passes, gensim 5. The score is
the mean log probability of the tokens of the scored halves, with shares fitted to the observed halves by one
function for all programs. The coherence is the mean NPMI of the ten most probable words of each topic over the training
documents. `svi` is timed as a whole process, the others without their reading. Prints a line of csv for each fit.
"""

import argparse
import collections
import gzip
import itertools
import json
import math
import pathlib
import struct
import subprocess
import tempfile
import time

import numpy as np

ALPHA, ETA = 0.1, 0.05
parser = argparse.ArgumentParser()
parser.add_argument("corpora", nargs="+")
parser.add_argument("--topics", type=int, default=50)
parser.add_argument("--seeds", type=int, default=5)
parser.add_argument("--peers", default="svi,tomotopy,sklearn,gensim")
parser.add_argument("--iterations", type=int, default=400)
parser.add_argument("--submit", default="submit/svi")
arguments = parser.parse_args()


def opened(path):
    return gzip.open(path, "rt") if str(path).endswith(".gz") else open(path)


def read(path):
    """Documents as {word: count}, by their number, and the number of words."""
    documents = collections.defaultdict(dict)
    with opened(path) as lines:
        next(lines)
        words = int(next(lines))
        next(lines)
        for line in lines:
            document, word, count = map(int, line.split())
            documents[document][word - 1] = count
    return documents, words


def write(path, documents, words):
    with open(path, "w") as out:
        print(max(documents), words, sum(map(len, documents.values())), sep="\n", file=out)
        for number in sorted(documents):
            for word, count in sorted(documents[number].items()):
                print(number, word + 1, count, file=out)


def halves(document, number):
    """Every other word, by a multiplicative hash of document and word."""
    sides = {}, {}
    for word, count in document.items():
        sides[(number * 2654435761 + word * 40503 >> 7) & 1][word] = count
    return sides


def split(spec):
    """Training documents, pairs of halves, and the number of words."""
    paths = spec.split(",")
    documents, words = read(paths[0])
    if len(paths) == 3:
        observed, scored = read(paths[1])[0], read(paths[2])[0]
        return documents, [(observed[n], scored[n]) for n in sorted(observed) if n in scored], words
    numbers = sorted(documents)
    held = [halves(documents[n], n) for n in numbers[9::10]]
    return {n: documents[n] for i, n in enumerate(numbers) if i % 10 != 9}, held, words


def score(beta, held):
    """Mean log probability per token of the scored halves; beta is topics x words."""
    total = tokens = 0
    for observed, scored in held:
        if not observed or not scored:
            continue
        words, counts = np.array(list(observed)), np.array(list(observed.values()), float)
        shares = np.full(len(beta), 1 / len(beta))
        for _ in range(200):
            weights = shares[:, None] * beta[:, words]
            more = ALPHA + (weights / weights.sum(0) * counts).sum(1)
            more /= more.sum()
            done = abs(more - shares).max() < 1e-4
            shares = more
            if done:
                break
        values = np.array(list(scored.values()), float)
        total += (np.log(shares @ beta[:, list(scored)]) * values).sum()
        tokens += values.sum()
    return total / tokens


def npmi(beta, documents):
    top = [row.argsort()[::-1][:10] for row in beta]
    wanted = set(itertools.chain(*top))
    alone, together = collections.Counter(), collections.Counter()
    for document in documents.values():
        present = sorted(wanted.intersection(document))
        alone.update(present)
        together.update(itertools.combinations(present, 2))
    values = []
    for words in top:
        for i, j in itertools.combinations(sorted(words), 2):
            p = together[i, j] / len(documents)
            ratio = p * len(documents) ** 2 / max(1, alone[i] * alone[j])
            values.append(-1 if p == 0 else 1 if p == 1 else math.log(ratio) / -math.log(p))
    return np.mean(values)


def svi(documents, words, topics, seed):
    with tempfile.TemporaryDirectory() as place:
        place = pathlib.Path(place)
        write(place / "docword.txt", documents, words)
        (place / "vocab.txt").write_text("".join(f"w{w}\n" for w in range(words)))
        (place / "job.conf").write_text(
            f'input {{ path = "{place}/docword.txt", vocabulary = "{place}/vocab.txt" }}\n'
            f"model {{ kind = topics, topics = {topics}, alpha = {ALPHA}, eta = {ETA} }}\n"
            f"inference.seed = {seed}\n"
        )
        begun = time.time()
        subprocess.run(
            [arguments.submit, "train", place / "job.conf", "--run", place / "run"], check=True, capture_output=True
        )
        seconds = time.time() - begun
        data = (place / "run/model/parameters.safetensors").read_bytes()
    size = struct.unpack("<Q", data[:8])[0]
    field = json.loads(data[8 : 8 + size])["topics"]
    begin, end = (8 + size + offset for offset in field["data_offsets"])
    counts = np.frombuffer(data[begin:end], "<f8").reshape(field["shape"]).T
    return seconds, counts / counts.sum(1, keepdims=True)


def tomotopy(documents, words, topics, seed):
    import tomotopy

    model = tomotopy.LDAModel(k=topics, alpha=ALPHA, eta=ETA, seed=seed)
    for document in documents.values():
        model.add_doc([str(w) for w, count in document.items() for _ in range(count)])
    begun = time.time()
    model.train(arguments.iterations, workers=2)
    seconds = time.time() - begun
    beta = np.full((topics, words), 1e-12)
    columns = [int(word) for word in model.used_vocabs]
    for k in range(topics):
        beta[k, columns] = model.get_topic_word_dist(k)
    return seconds, beta / beta.sum(1, keepdims=True)


def sklearn(documents, words, topics, seed):
    from scipy.sparse import csr_matrix
    from sklearn.decomposition import LatentDirichletAllocation

    starts = np.cumsum([0] + [len(d) for d in documents.values()])
    columns = np.array([w for d in documents.values() for w in d])
    counts = np.array([c for d in documents.values() for c in d.values()], float)
    rows = csr_matrix((counts, columns, starts), shape=(len(documents), words))
    begun = time.time()
    model = LatentDirichletAllocation(
        topics, doc_topic_prior=ALPHA, topic_word_prior=ETA, max_iter=20, random_state=seed, n_jobs=2
    ).fit(rows)
    return time.time() - begun, model.components_ / model.components_.sum(1, keepdims=True)


def gensim(documents, words, topics, seed):
    from gensim.models import LdaModel

    rows = [list(document.items()) for document in documents.values()]
    begun = time.time()
    model = LdaModel(
        rows,
        num_topics=topics,
        id2word={w: str(w) for w in range(words)},
        alpha=[ALPHA] * topics,
        eta=ETA,
        passes=5,
        random_state=seed,
    )
    return time.time() - begun, model.get_topics()


programs = {"svi": svi, "tomotopy": tomotopy, "sklearn": sklearn, "gensim": gensim}
print("corpus,program,seed,seconds,score,npmi")
for corpus in arguments.corpora:
    name, spec = corpus.split("=", 1)
    documents, held, words = split(spec)
    for seed in range(1, arguments.seeds + 1):
        for program in arguments.peers.split(","):
            seconds, beta = programs[program](documents, words, arguments.topics, seed)
            print(
                f"{name},{program},{seed},{seconds:.1f},{score(beta, held):.4f},{npmi(beta, documents):.4f}", flush=True
            )
