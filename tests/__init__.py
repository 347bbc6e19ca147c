"""Everything that is promised, shown."""

import pytest

pytest.register_assert_rewrite("tests.composed", "tests.key_checks")
