"""`python -m purgatory_local`: LocalStack in host mode, on each Python from 3.10 to 3.12."""

from purgatory_local import compat

compat.apply()

from localstack.runtime.main import main  # noqa: E402 -- only now

main()
