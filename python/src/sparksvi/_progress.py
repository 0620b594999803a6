"""A progress bar of a training."""

import threading
from types import TracebackType
from typing import Any, Optional, Type


class progress:
    """Shows a bar while an estimator's ``fit`` works; needs tqdm, and not over Spark Connect.

    ``with progress(estimator): model = estimator.fit(rows)``

    Parameters
    ----------
    estimator : an estimator of this package
        Whose rounds are shown.
    seconds : float, default 0.2
        Between two looks at it.
    **bar : optional
        Arguments of ``tqdm.auto.tqdm``, such as ``total``, the number of rounds, or ``file``.
    """

    def __init__(self, estimator: Any, seconds: float = 0.2, **bar: Any) -> None:
        self._estimator = estimator._java_obj
        self._seconds = seconds
        self._options = {"unit": " rounds", **bar}
        self._done = threading.Event()
        self._thread = threading.Thread(target=self._follow, daemon=True)

    def __enter__(self) -> "progress":
        from tqdm.auto import tqdm

        self._bar = tqdm(**self._options)
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: Optional[Type[BaseException]],
        error: Optional[BaseException],
        traceback: Optional[TracebackType],
    ) -> None:
        self._done.set()
        self._thread.join()
        self._look()
        self._bar.close()

    def _follow(self) -> None:
        while not self._done.wait(self._seconds):
            self._look()

    def _look(self) -> None:
        seen = list(self._estimator.progress())
        if seen:
            self._bar.update(int(seen[0]) - self._bar.n)
            said = {"epoch": int(seen[1])}
            if seen[2] == seen[2]:
                said["heldOut"] = round(seen[2], 4)
            self._bar.set_postfix(said)
