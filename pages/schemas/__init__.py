"""Schemas: request and response bodies of the REST interface and the pages, as pydantic models."""
