"""Prescription: the modules and hours that advisor and candidate sign."""
