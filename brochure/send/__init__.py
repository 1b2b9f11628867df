"""DELIVER: finished bytes onto the disk, whole or not at all; letters to recipients, each in a state that is true."""
