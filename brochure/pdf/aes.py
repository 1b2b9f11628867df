"""AES in chains of blocks: the door of `cryptography`, an optional library."""

from cryptography.hazmat.primitives.ciphers import Cipher, CipherContext
from cryptography.hazmat.primitives.ciphers.algorithms import AES
from cryptography.hazmat.primitives.ciphers.modes import CBC


def cbc(key: bytes, vector: bytes) -> CipherContext:
    """What encrypts whole blocks of 16 bytes, each chained to the one before."""
    return Cipher(AES(key), CBC(vector)).encryptor()
