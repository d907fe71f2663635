"""Where the trained models lie, and what to do where they do not."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from extractor.core.errors import ChiTieuError

MODELS = Path(__file__).resolve().parents[2] / "models"
"""The folder of trained models, beside the package."""

_REMEDY = "run `make train` in a checkout of the project, which makes it from annotations/ in minutes"


def pipeline_path() -> Path:
    """The folder of the trained spaCy pipeline. Raises ``ChiTieuError`` with the remedy where there is none."""
    path = MODELS / "ner"
    if not (path / "config.cfg").is_file():
        raise ChiTieuError(f"{path}: no trained pipeline ({_REMEDY})")
    return path


def has_weights(name: str) -> bool:
    """Whether a small model was trained."""
    return (MODELS / f"{name}.npy").is_file()


def weights_of(name: str) -> Any:
    """The trained weights of a small model. Raises ``ChiTieuError`` with the remedy where there are none."""
    import numpy as np  # noqa: PLC0415 - only a model needs it

    path = MODELS / f"{name}.npy"
    try:
        return np.load(path, allow_pickle=False).astype("float64")
    except (OSError, ValueError) as error:
        raise ChiTieuError(f"{path}: no trained weights ({_REMEDY})") from error
