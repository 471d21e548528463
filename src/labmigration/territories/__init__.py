"""Territories and the organisations at work in them."""
