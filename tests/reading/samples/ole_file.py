"""Makes small compound containers (OLE2) for tests: streams at the root, and others in a storage below it."""

from __future__ import annotations

import struct

_SECTOR = 512
_FREE, _END, _FAT = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD


def container(root: tuple[str, ...], inside: tuple[str, ...] = ()) -> bytes:
    """A container with empty streams of these names at its root, and in a storage called ObjectPool."""
    entries = [_entry("Root Entry", 5, child=1)]
    below = ["ObjectPool"] if inside else []
    names = [*root, *below]
    first_inside = 1 + len(names)
    for number, name in enumerate(names, start=1):
        right = number + 1 if number < len(names) else _FREE
        child = first_inside if name == "ObjectPool" else _FREE
        entries.append(_entry(name, 1 if name == "ObjectPool" else 2, right=right, child=child))
    for number, name in enumerate(inside):
        right = first_inside + number + 1 if number + 1 < len(inside) else _FREE
        entries.append(_entry(name, 2, right=right))
    while len(entries) % 4:
        entries.append(_entry("", 0))
    sectors = len(entries) // 4
    chain = [_FAT, *range(2, sectors + 1), _END]
    table = struct.pack(f"<{len(chain)}I", *chain).ljust(_SECTOR, b"\xff")
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 16
    head += struct.pack("<HHHHH6xIIIIIIIIII", 0x3E, 3, 0xFFFE, 9, 6, 0, 1, 1, 0, 4096, _END, 0, _END, 0, 0)
    head = head.ljust(_SECTOR, b"\xff")
    return head + table + b"".join(entries)


def _entry(name: str, kind: int, right: int = _FREE, child: int = _FREE) -> bytes:
    words = name.encode("utf-16-le")
    size = len(words) + 2 if name else 0
    made = words.ljust(64, b"\0") + struct.pack("<HBBIII", size, kind, 1, _FREE, right, child)
    return made + b"\0" * 36 + struct.pack("<IQ", _END, 0)
