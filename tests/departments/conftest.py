from tests.directives.views.conftest import signed_in

__all__ = ["signed_in"]
