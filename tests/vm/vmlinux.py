"""vmlinux.py VMLINUZ OUTPUT: the kernel without its packing, so that no time goes into unpacking it in a
computer made of software."""
import lzma
import sys
import zlib

PACKINGS = {
    b"\xfd7zXZ\x00": lambda data: lzma.LZMADecompressor().decompress(data),
    b"\x1f\x8b\x08": lambda data: zlib.decompressobj(31).decompress(data),
}


def main():
    packed = open(sys.argv[1], "rb").read()
    for magic, unpack in PACKINGS.items():
        at = packed.find(magic)
        while at >= 0:
            try:
                kernel = unpack(packed[at:])
            except (lzma.LZMAError, zlib.error):
                kernel = b""
            if kernel.startswith(b"\x7fELF"):
                open(sys.argv[2], "wb").write(kernel)
                return 0
            at = packed.find(magic, at + 1)
    print(f"{sys.argv[1]}: its packing is not known here", file=sys.stderr)
    return 1


sys.exit(main())
