"""One linear programme kept in HiGHS: costs and bounds change, the basis stays.

One thread and no presolve: the path of the simplex method, and so the choice among equally good
answers, then depends on the input alone.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import highspy
import numpy as np
from numpy.typing import NDArray
from scipy import sparse

Floats = NDArray[np.float64]
INFINITY = float(highspy.kHighsInf)
_DONE = highspy.HighsModelStatus.kOptimal
_NONE = (highspy.HighsModelStatus.kInfeasible, highspy.HighsModelStatus.kUnboundedOrInfeasible)


@dataclass(frozen=True, slots=True, eq=False)
class Optimum:
    """An optimal vertex: values and reduced costs of columns, duals of rows, objective."""

    value: float
    columns: Floats
    reduced: Floats
    duals: Floats


class Programme:
    """Maximise cost @ x, with bounds on x and on matrix @ x.

    `whole` makes every column (or those marked) a whole number.
    """

    def __init__(
        self,
        matrix: Floats | sparse.csc_array,
        rows: tuple[Floats, Floats],
        columns: tuple[Floats, Floats],
        cost: Floats,
        whole: NDArray[np.bool_] | None = None,
    ) -> None:
        self.highs: Any = highspy.Highs()  # type: ignore[no-untyped-call]
        for name, value in (("output_flag", False), ("threads", 1), ("random_seed", 1)):
            self.highs.setOptionValue(name, value)
        # A search over whole numbers needs presolve; the many small re-solves do not.
        if whole is None:
            self.highs.setOptionValue("presolve", "off")
        self.highs.setOptionValue("primal_feasibility_tolerance", 1e-9)
        self.highs.setOptionValue("dual_feasibility_tolerance", 1e-9)
        for name in ("mip_rel_gap", "mip_abs_gap"):
            self.highs.setOptionValue(name, 1e-9)
        self.highs.passModel(_model(matrix, rows, columns, cost, whole))
        self.width = len(cost)
        self._every = np.arange(self.width, dtype=np.int32)

    def costs(self, cost: Floats) -> None:
        """Change the objective."""
        self.highs.changeColsCost(self.width, self._every, np.asarray(cost, dtype=np.float64))

    def bound(self, column: int, lower: float, upper: float) -> None:
        """Change the bounds of one column."""
        self.highs.changeColBounds(column, float(lower), float(upper))

    def solved(self) -> bool:
        """Whether there is an optimum; False if nothing keeps the bounds."""
        self.highs.run()
        status = self.highs.getModelStatus()
        if status == _DONE:
            return True
        if status in _NONE:
            return False
        # Numerical trouble on a warm basis: forget it and start again once.
        self.highs.clearSolver()
        self.highs.run()
        status = self.highs.getModelStatus()
        if status not in (_DONE, *_NONE):
            raise ArithmeticError(f"HiGHS stopped with {status.name}")
        return bool(status == _DONE)

    def value(self) -> float:
        """The objective of the last optimum."""
        return float(self.highs.getInfo().objective_function_value)

    def columns(self) -> Floats:
        """The columns of the last optimum."""
        return np.array(self.highs.getSolution().col_value, dtype=np.float64)

    def optimum(self) -> Optimum:
        """Everything about the last optimum."""
        solution = self.highs.getSolution()
        return Optimum(
            self.value(),
            np.array(solution.col_value, dtype=np.float64),
            np.array(solution.col_dual, dtype=np.float64),
            np.array(solution.row_dual, dtype=np.float64),
        )


def _model(
    matrix: Floats | sparse.csc_array,
    rows: tuple[Floats, Floats],
    columns: tuple[Floats, Floats],
    cost: Floats,
    whole: NDArray[np.bool_] | None,
) -> highspy.HighsLp:
    packed = sparse.csc_array(matrix)
    model = highspy.HighsLp()
    model.num_row_, model.num_col_ = packed.shape
    model.sense_ = highspy.ObjSense.kMaximize
    model.col_cost_ = np.asarray(cost, dtype=np.float64)
    model.row_lower_, model.row_upper_ = rows
    model.col_lower_, model.col_upper_ = columns
    model.a_matrix_.format_ = highspy.MatrixFormat.kColwise
    model.a_matrix_.start_ = packed.indptr
    model.a_matrix_.index_ = packed.indices
    model.a_matrix_.value_ = packed.data
    if whole is not None:
        kinds = (highspy.HighsVarType.kContinuous, highspy.HighsVarType.kInteger)
        model.integrality_ = [kinds[int(mark)] for mark in whole]
    return model


def ripple(width: int) -> Floats:
    """A fixed tie-break in (0, 1): no two columns are alike, and none depends on a generator."""
    golden = (np.sqrt(5.0) - 1.0) / 2.0
    return np.asarray(np.modf((np.arange(width) + 1.0) * golden)[0], dtype=np.float64)
