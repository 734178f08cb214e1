"""Compiled: kernels as machine code, each when it is first asked for. The only module that knows numba.

numba keeps the machine code beside the module of the kernel (`__pycache__`), or, where that is read-only, in the
user's cache folder; NUMBA_CACHE_DIR names another. The first process on a machine compiles, later ones load. Where
nothing can be kept, each process compiles for itself.

numba takes machine code for stale when the module of the kernel changes, and looks no further. So a kernel calls only
kernels of its own module, and what others define (sizes, limits) it is given.

Compiled kernels let go of the interpreter's lock, so questions in several threads run side by side.

References:
    S. K. Lam, A. Pitrou, S. Seibert, "Numba: a LLVM-based Python JIT compiler", LLVM-HPC 2015.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache, update_wrapper
from types import FunctionType
from typing import Any, TypeVar, cast

import numba

__all__ = ["compiled"]

_T = TypeVar("_T")
_OPTIONS: dict[str, Any] = {"nogil": True, "error_model": "numpy"}


def compiled(function: Callable[..., _T]) -> Callable[..., _T]:
    """The kernel as machine code."""
    return cast("Callable[..., _T]", _dispatcher(cast("FunctionType", function)))


@cache
def _dispatcher(function: FunctionType) -> object:
    own = function.__globals__
    calls = {name: own[name] for name in function.__code__.co_names if isinstance(own.get(name), FunctionType)}
    if calls:
        compiled_calls = {name: _dispatcher(called) for name, called in calls.items()}
        rebound = FunctionType(function.__code__, {**own, **compiled_calls})
        return _made(update_wrapper(rebound, function))
    return _made(function)


def _made(function: Callable[..., object]) -> object:
    try:
        return numba.njit(cache=True, **_OPTIONS)(function)
    except RuntimeError:  # no folder for its cache can be written to
        return numba.njit(**_OPTIONS)(function)
