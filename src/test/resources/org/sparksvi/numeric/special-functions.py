"""Writes special-functions.csv: reference values of the special functions.

ORIGIN: mpmath at 50 significant digits; the version stands in the file's first line.
Every argument is exactly the double that is printed; values are printed with 25 digits.

    python3 special-functions.py > special-functions.csv
"""

import math
import sys

import mpmath as mp

mp.mp.dps = 50

SMALL = [10.0**-e for e in (300, 250, 200, 150, 100, 60, 30, 20, 16, 12, 10, 8, 6, 5, 4, 3, 2)]
MIDDLE = [
    0.05, 0.1, 0.25, 0.3, 0.5, 0.75, 0.9, 0.99, 0.999999, 1.0, 1.000001, 1.0000000001, 1.01, 1.1, 1.25,
    1.46, 1.4616321449683622, 1.4616321449683625, 1.47, 1.5, 1.75, 1.9, 1.999999, 2.0, 2.0000001, 2.1, 2.5, 3.0,
    3.7, 4.5, 5.25, 6.0, 7.0, 7.999, 8.0, 8.5, 9.99, 10.0, 10.5, 12.0, 15.5, 16.0, 20.0, 33.3, 50.0,
]
LARGE = [100.0, 170.6, 1234.5, 1e4, 1e5, 1e6, 1e8, 1e10, 1e12, 1e15, 1e20, 1e30, 1e60, 1e100, 1e200, 1e300]


def digamma(x):
    return mp.log(x) - 1 / (2 * x) - 1 / (12 * x**2) if x > 1e40 else mp.digamma(x)


def trigamma(x):
    return 1 / x + 1 / (2 * x**2) + 1 / (6 * x**3) if x > 1e40 else mp.polygamma(1, x)


def log_gamma(x):
    return (x - 0.5) * mp.log(x) - x + mp.log(2 * mp.pi) / 2 + 1 / (12 * x) if x > 1e40 else mp.loggamma(x)


def inverse_digamma(y):
    start = mp.exp(y) + 0.5 if y > -2.22 else -1 / (y + mp.euler)
    if y > 80 or y < -1e30:
        return mp.exp(y) + 0.5 if y > 0 else start
    x = start
    for _ in range(20):
        x -= (mp.digamma(x) - y) / mp.polygamma(1, x)
    return x


def write(name, function, points):
    for x in points:
        value = function(mp.mpf(x))
        if abs(value) <= sys.float_info.max:
            print(f"{name},{x!r},{mp.nstr(value, 25)}")


print(f"# ORIGIN: mpmath {mp.__version__}, 50 digits, special-functions.py")
print("function,argument,value")
positive = SMALL + MIDDLE + LARGE
write("digamma", digamma, positive)
write("trigamma", trigamma, positive)
write("logGamma", log_gamma, positive)
inverse = [-1e300, -1e200, -1e100, -1e50, -1e20, -1e10, -1e6, -1e4, -1000.0, -300.0, -100.0, -50.0, -20.0, -10.0]
inverse += [-5.0 + 0.25 * i for i in range(33)] + [-2.2200001, -2.2199999, -1e-9, 1e-9, math.pi]
inverse += [5.0, 7.5, 10.0, 20.0, 40.0, 79.0, 100.0, 300.0, 700.0]
write("inverseDigamma", inverse_digamma, inverse)
