"""A second verifier of the log's proofs, by hand from RFC 6962, C2SP signed-note and tlog-cosignature, FIPS 186 and RFC 8032.

    python3 second-verifier.py PROOF LOG-KEY [WITNESS-KEY...]

Prints the entry and exits 0 where the proof leads to a checkpoint that the log signed and every witness vouches for; else says
what is wrong and exits 1. It shares no line with the project's own verifier.
"""
import base64
import hashlib
import json
import sys


def sha256(data):
    return hashlib.sha256(data).digest()


def root_from_inclusion(index, size, leaf, path):
    """RFC 9162, 2.1.3.2; the same tree as RFC 6962."""
    if not 0 <= index < size:
        raise ValueError("the index is outside of the log")
    fn, sn, node = index, size - 1, leaf
    for sibling in path:
        if sn == 0:
            raise ValueError("the path is too long")
        if fn & 1 or fn == sn:
            node = sha256(b"\x01" + sibling + node)
            while fn and not fn & 1:
                fn >>= 1
                sn >>= 1
        else:
            node = sha256(b"\x01" + node + sibling)
        fn >>= 1
        sn >>= 1
    if sn != 0:
        raise ValueError("the path is too short")
    return node


class Weierstrass:
    """P-256, affine, slow."""
    p = 2**256 - 2**224 + 2**192 + 2**96 - 1
    n = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551
    b = 0x5AC635D8AA3A93E7B3EBBD55769886BC651D06B0CC53B0F63BCE3C3E27D2604B
    g = (0x6B17D1F2E12C4247F8BCE6E563A440F277037D812DEB33A0F4A13945D898C296,
         0x4FE342E2FE1A7F9B8EE7EB4A7C0F9E162BCE33576B315ECECBB6406837BF51F5)

    def add(self, a, b):
        if a is None or b is None:
            return b if a is None else a
        if a[0] == b[0] and (a[1] + b[1]) % self.p == 0:
            return None
        if a == b:
            slope = (3 * a[0] * a[0] - 3) * pow(2 * a[1], -1, self.p)
        else:
            slope = (b[1] - a[1]) * pow(b[0] - a[0], -1, self.p)
        x = (slope * slope - a[0] - b[0]) % self.p
        return x, (slope * (a[0] - x) - a[1]) % self.p

    def times(self, k, point):
        total = None
        while k:
            if k & 1:
                total = self.add(total, point)
            point = self.add(point, point)
            k >>= 1
        return total

    def verify(self, spki, message, signature):
        # The uncompressed point is at the end of a SubjectPublicKeyInfo of P-256.
        if len(spki) != 91 or spki[26] != 4:
            raise ValueError("no key on P-256")
        q = (int.from_bytes(spki[27:59], "big"), int.from_bytes(spki[59:], "big"))
        if (q[1] ** 2 - q[0] ** 3 + 3 * q[0] - self.b) % self.p:
            raise ValueError("the key is not on the curve")
        r, s = der_pair(signature)
        if not (0 < r < self.n and 0 < s < self.n):
            return False
        w = pow(s, -1, self.n)
        z = int.from_bytes(sha256(message), "big")
        point = self.add(self.times(z * w % self.n, self.g), self.times(r * w % self.n, q))
        return point is not None and point[0] % self.n == r


def der_pair(der):
    if len(der) < 8 or der[0] != 0x30 or der[1] != len(der) - 2:
        raise ValueError("no signature of ECDSA")
    numbers, at = [], 2
    while at < len(der):
        length = der[at + 1]
        numbers.append(int.from_bytes(der[at + 2:at + 2 + length], "big", signed=True))
        at += 2 + length
    if len(numbers) != 2:
        raise ValueError("no signature of ECDSA")
    return numbers


class Edwards:
    """Ed25519, as RFC 8032 writes it down."""
    p = 2**255 - 19
    q = 2**252 + 27742317777372353535851937790883648493
    d = -121665 * pow(121666, -1, 2**255 - 19) % (2**255 - 19)

    def add(self, a, b):
        x1, y1 = a
        x2, y2 = b
        k = self.d * x1 * x2 * y1 * y2
        return ((x1 * y2 + x2 * y1) * pow(1 + k, -1, self.p) % self.p,
                (y1 * y2 + x1 * x2) * pow(1 - k, -1, self.p) % self.p)

    def times(self, k, point):
        total = (0, 1)
        while k:
            if k & 1:
                total = self.add(total, point)
            point = self.add(point, point)
            k >>= 1
        return total

    def point(self, data):
        y = int.from_bytes(data, "little")
        sign, y = y >> 255, y & (1 << 255) - 1
        x2 = (y * y - 1) * pow(self.d * y * y + 1, -1, self.p) % self.p
        x = pow(x2, (self.p + 3) // 8, self.p)
        if (x * x - x2) % self.p:
            x = x * pow(2, (self.p - 1) // 4, self.p) % self.p
        if (x * x - x2) % self.p:
            raise ValueError("no point of Ed25519")
        return (self.p - x if x & 1 != sign else x), y

    def verify(self, key, message, signature):
        r, a = self.point(signature[:32]), self.point(key)
        s = int.from_bytes(signature[32:], "little")
        base = self.point((4 * pow(5, -1, self.p) % self.p).to_bytes(32, "little"))
        h = int.from_bytes(hashlib.sha512(signature[:32] + key + message).digest(), "little")
        return s < self.q and self.times(s, base) == self.add(r, self.times(h % self.q, a))


def read_key(text):
    name, key_id, encoded = text.strip().split("+", 2)
    raw = base64.b64decode(encoded, validate=True)
    return name, bytes.fromhex(key_id), raw[0], raw[1:]


def lines_of(note):
    text, signatures = note[:note.index("\n\n") + 1], note[note.index("\n\n") + 2:]
    found = []
    for line in signatures.splitlines():
        dash, name, blob = line.split(" ")
        if dash != "\u2014":
            raise ValueError("no line of signatures")
        found.append((name, base64.b64decode(blob, validate=True)))
    return text, found


def check_log(note, key):
    name, key_id, kind, raw = read_key(key)
    if kind != 2 or sha256(raw)[:4] != key_id:
        raise ValueError("the log's key is not of type 2")
    text, signatures = lines_of(note)
    if text.split("\n")[0] != name:
        raise ValueError("the checkpoint is of another log")
    mine = [blob[4:] for who, blob in signatures if who == name and blob[:4] == key_id]
    if not any(Weierstrass().verify(raw, text.encode(), signature) for signature in mine):
        raise ValueError("the log did not sign the checkpoint")
    return text


def check_witness(note, key):
    name, key_id, kind, raw = read_key(key)
    if kind != 4 or sha256(name.encode() + b"\n\x04" + raw)[:4] != key_id:
        raise ValueError("the witness's key is not of type 4")
    text, signatures = lines_of(note)
    for who, blob in signatures:
        if who == name and blob[:4] == key_id and len(blob) == 76:
            seconds = int.from_bytes(blob[4:12], "big")
            signed = f"cosignature/v1\ntime {seconds}\n{text}".encode()
            if Edwards().verify(raw, signed, blob[12:]):
                return
    raise ValueError(f"the witness {name} does not vouch for the checkpoint")


def main(proof_file, log_key, *witnesses):
    with open(proof_file, encoding="utf-8") as file:
        proof = json.load(file)["proof"]
    note = proof["checkpoint"]
    _, size, root = check_log(note, log_key).splitlines()[:3]
    for witness in witnesses:
        check_witness(note, witness)
    entry = base64.b64decode(proof["entry"], validate=True)
    path = [bytes.fromhex(step) for step in proof["proof"]]
    found = root_from_inclusion(proof["index"], int(size), sha256(b"\x00" + entry), path)
    if found != base64.b64decode(root, validate=True):
        raise ValueError("the proof does not lead to the checkpoint")
    print(entry.decode())


if __name__ == "__main__":
    try:
        main(*sys.argv[1:])
    except (ValueError, KeyError) as problem:
        print(problem, file=sys.stderr)
        sys.exit(1)
