"""Verifiable credentials: Open Badges 3.0 as signed tokens (VC-JWT), who signs them, and which no longer hold.

1EdTech, Open Badges 3.0, section 8.2 (JSON Web Token Proof Format); W3C, Bitstring Status List v1.0; did:web.
"""
