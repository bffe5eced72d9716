"""Citations of other instruments: number or name, issuer, and the relation of this document to them."""
