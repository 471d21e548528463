"""Messages to people: an outbox that keeps what was sent, e-mail and telephone codes."""
