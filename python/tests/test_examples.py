"""MLlib's own examples, as PySpark brings them, with the import alone changed."""

import io
import re
from contextlib import redirect_stdout
from pathlib import Path

import pyspark
import pytest

HOME = Path(pyspark.__file__).parent


def run(name, changes):
    """What an example prints, after some of its words are replaced; its data are PySpark's, too."""
    source = (HOME / "examples" / "src" / "main" / "python" / "ml" / name).read_text()
    for before, after in changes.items():
        assert before in source
        source = source.replace(before, after)
    source = source.replace('"data/mllib', f'"{HOME}/data/mllib')
    printed = io.StringIO()
    with redirect_stdout(printed):
        exec(compile(source, name, "exec"), {"__name__": "__main__"})
    return printed.getvalue()


# The session is that of all tests, which goes on.
GOES_ON = {"spark.stop()": "pass"}


def test_topics(spark):
    printed = run(
        "lda_example.py",
        {"from pyspark.ml.clustering import LDA": "from sparksvi import LDA", **GOES_ON},
    )
    bounds = [float(line.rsplit(": ", 1)[1]) for line in printed.splitlines() if "bound" in line]
    tokens = 0
    for line in (HOME / "data/mllib/sample_lda_libsvm_data.txt").read_text().splitlines():
        tokens += sum(float(cell.split(":")[1]) for cell in line.split()[1:])
    assert bounds[1] == pytest.approx(-bounds[0] / tokens)
    assert 1 < bounds[1] < 5  # 11 words: log 11 = 2.4 and the topics' own cost
    assert "topicDistribution" in printed


def test_components(spark):
    printed = run(
        "gaussian_mixture_example.py",
        {
            "from pyspark.ml.clustering import GaussianMixture": "from sparksvi import GaussianMixture",
            **GOES_ON,
        },
    )
    middles = sorted(float(mean) for mean in re.findall(r"^\|\[([0-9.]+)", printed, re.M))
    assert middles == pytest.approx([0.1, 9.1])


def test_principal_components(spark):
    printed = run(
        "pca_example.py",
        {
            "from pyspark.ml.feature import PCA": "from sparksvi import FactorAnalysis as PCA",
            "inputCol": "featuresCol",
            "outputCol": "latentCol",
            "k=3": "k=2",  # three rows have two directions at most
            **GOES_ON,
        },
    )
    assert "pcaFeatures" in printed
