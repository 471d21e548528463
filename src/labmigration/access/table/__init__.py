"""The parts of the one table of rights; `access.policy` joins them."""
