"""Numbers and addresses that belong to nobody: what is written to them never leaves."""

#: 06 39 98, the mobile range that ARCEP keeps free for works of fiction, in E.164.
FICTION = "+3363998"
#: RFC 2606 and RFC 6761: names that never exist.
RESERVED = ("example.org", "example.com", "example.net")
RESERVED_ENDS = (".example", ".invalid", ".test", ".localhost")


def is_fiction(channel: str, recipient: str) -> bool:
    """Whether `recipient` (E.164 telephone or e-mail address) is one of them."""
    if channel == "sms":
        return recipient.startswith(FICTION)
    domain = recipient.rpartition("@")[2].casefold()
    return domain.endswith(RESERVED_ENDS) or any(domain == each or domain.endswith(f".{each}") for each in RESERVED)
