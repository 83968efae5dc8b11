"""Which of the house's keys travel: the vault's does, encrypted. PINs' pepper and pages' do not."""

import hashlib

from appliance.core.secrets import Secrets


def pepper_mark(secrets: Secrets) -> str:
    """Tells whether two peppers are the same. The pepper has 256 random bits: nothing is learnt from this."""
    return hashlib.sha256(b"pepper of the PINs\0" + secrets.pins.encode()).hexdigest()[:32]
