"""Compiled: kernels as machine code, each when it is first asked for. The only module that knows numba.

numba keeps the machine code beside the module of the kernel (`__pycache__`), or, where that is read-only, in the
user's cache folder; NUMBA_CACHE_DIR names another. The first process on a machine compiles, later ones load.
Compiled kernels let go of the interpreter's lock, so questions in several threads run side by side.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any, TypeVar, cast

import numba

__all__ = ["compiled"]

_T = TypeVar("_T")


def compiled(function: Callable[..., _T]) -> Callable[..., _T]:
    """The kernel as machine code."""
    return cast("Callable[..., _T]", _dispatcher(function))


@cache
def _dispatcher(function: Callable[..., Any]) -> object:
    return numba.njit(cache=True, nogil=True, error_model="numpy")(function)
