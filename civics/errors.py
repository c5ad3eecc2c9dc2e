"""How `civics` refuses: a code and parameters, in no language."""


class InputError(ValueError):
    """Input that cannot be answered.

    Parameters
    ----------
    code
        Stable, dotted, lower case: `votes.value`, `votes.row_length`.
    **params
        What a sentence about it needs: `file`, `row` (1 is the header line), `column`, `value`…

    >>> error = InputError("votes.value", file="votes.csv", row=7, column="vote", value="2")
    >>> error.code, error.params["row"]
    ('votes.value', 7)
    """

    def __init__(self, code: str, **params: object) -> None:
        super().__init__(code)
        self.code = code
        self.params = params

    def __str__(self) -> str:
        told = ", ".join(f"{name}={value!r}" for name, value in self.params.items())
        return f"{self.code}({told})"

    def __reduce__(self) -> tuple[object, ...]:
        # Exceptions pickle by their positional arguments; the parameters would be lost.
        return (_restored, (type(self), self.code, self.params))


def _restored(kind: type[InputError], code: str, params: dict[str, object]) -> InputError:
    return kind(code, **params)
