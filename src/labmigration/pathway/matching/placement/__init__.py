"""Weeks composed for a territory: what people wish, what the engine proposes, what the officer makes of it."""
