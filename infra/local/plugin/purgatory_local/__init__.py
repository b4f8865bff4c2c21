"""What LocalStack needs to run Purgatory without Docker: see docs/embedded-aws.md."""
