"""What is measured: accuracy against gold tables (`make accuracy`), time and memory (`make bench`)."""
