"""Bodies taken at their word: `false` is no number, and a number is no date."""

import json
from collections.abc import Callable
from typing import TypeGuard

from litestar._signature.types import ExtendedMsgSpecValidationError
from litestar.plugins.pydantic import PydanticInitPlugin
from pydantic import BaseModel, ValidationError


class TakenAtTheirWord(PydanticInitPlugin):
    @classmethod
    def decoders(
        cls, validate_strict: bool = True
    ) -> list[tuple[Callable[[object], bool], Callable[[type[BaseModel], object], BaseModel]]]:
        return [(is_model, read_strictly)]


def is_model(kind: object) -> TypeGuard[type[BaseModel]]:
    return isinstance(kind, type) and issubclass(kind, BaseModel)


def read_strictly(model: type[BaseModel], sent: object) -> BaseModel:
    """As JSON again, because only there pydantic strictly reads dates from strings."""
    try:
        return model.model_validate_json(json.dumps(sent), strict=True)
    except ValidationError as wrong:
        raise ExtendedMsgSpecValidationError(errors=wrong.errors(include_input=False)) from wrong  # type: ignore[arg-type]
