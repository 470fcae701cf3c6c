# SPDX-License-Identifier: AGPL-3.0-or-later
"""Writes a zip exactly in the form of a bundle (small ones: no zip64), so that a test changes nothing but what it means to."""
import hashlib
import struct
import zlib

SUMS, SIGNATURE = "SHA256SUMS", "SHA256SUMS.minisig"
STORED = {SUMS, SIGNATURE}


def pack(files):
    """files: [(name, bytes)] -> (zip bytes, offset of each)"""
    out, central, offsets = bytearray(), bytearray(), []
    for name, data in files:
        squeezer = zlib.compressobj(6, zlib.DEFLATED, -15)
        packed = squeezer.compress(data) + squeezer.flush()
        method = 8
        if name in STORED:
            packed, method = data, 0
        raw = name.encode("utf-8")
        fields = struct.pack("<HHHHHIIIHH", 20, 0x800, method, 0, 0x21, zlib.crc32(data), len(packed), len(data), len(raw), 0)
        offsets.append(len(out))
        central += b"PK\1\2" + struct.pack("<H", 0x032D) + fields + struct.pack("<HHHII", 0, 0, 0, 0o100644 << 16, len(out)) + raw
        out += b"PK\3\4" + fields + raw + packed
    return bytes(out + central + b"PK\5\6" + struct.pack("<HHHHIIH", 0, 0, len(files), len(files), len(central), len(out), 0)), offsets


def resum(files):
    """the same with SHA256SUMS made anew, as somebody would who knows how; no signature"""
    rest = [(n, d) for n, d in files if n not in (SUMS, SIGNATURE)]
    old = dict(files)[SUMS].decode("utf-8").split("\n", 1)[0]
    zipped, offsets = pack(rest + [(SUMS, b"")])
    first = old[:-64] + hashlib.sha256(zipped[:offsets[-1]]).hexdigest()
    lines = [first] + [hashlib.sha256(d).hexdigest() + "  " + n for n, d in rest]
    return rest + [(SUMS, "".join(line + "\n" for line in lines).encode("utf-8"))]
