"""Orders from above: registered as a case, handled like one, answered to the issuer. Start with ``orders``."""
