"""Whatever is asked of the API, by its own description or against it, is answered and never fails."""

from __future__ import annotations

from contextlib import suppress
from typing import Any

import schemathesis
from hypothesis import HealthCheck, given, settings
from hypothesis.errors import Unsatisfiable
from schemathesis import GenerationMode

from extractor.serve.app import create_app
from extractor.store.repository import Store


def test_the_api_keeps_to_its_description(served: Store) -> None:
    from schemathesis.checks import not_a_server_error
    from schemathesis.specs.openapi.checks import (
        content_type_conformance,
        response_schema_conformance,
        status_code_conformance,
    )

    checks = [not_a_server_error, status_code_conformance, content_type_conformance, response_schema_conformance]
    schema = schemathesis.openapi.from_asgi("/api/v1/openapi.json", create_app(served, per_minute=1_000_000))
    tried = []
    for found in schema.get_all_operations():
        operation = found.ok()
        for mode in (GenerationMode.POSITIVE, GenerationMode.NEGATIVE):

            @given(case=operation.as_strategy(generation_mode=mode))
            @settings(max_examples=12, deadline=None, database=None, suppress_health_check=list(HealthCheck))
            def ask(case: Any) -> None:
                case.call_and_validate(checks=checks)

            with suppress(Unsatisfiable):  # a path without parameters has no wrong ones
                ask()
        tried.append(operation.path)
    assert "/api/v1/targets" in tried
    assert len(tried) > 10
