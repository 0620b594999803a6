"""Converters of the values of Params."""

from typing import Any, List

from pyspark.ml.param import TypeConverters

whole = TypeConverters.toInt
real = TypeConverters.toFloat
flag = TypeConverters.toBoolean
texts = TypeConverters.toListString


def text(value: Any) -> str:
    """A word, or a number in its place, such as a concentration that is kept."""
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return repr(value)
    return TypeConverters.toString(value)


def wholes(value: Any) -> List[int]:
    """Whole numbers, maybe none."""
    return TypeConverters.toListInt(value)
