"""Fields are sealed for their place, open with old keys, and never with wrong ones."""

from __future__ import annotations

import pytest
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

from backend.common.crypto import FieldCipher, Profile, WrongKey, hash_token, same
from backend.common.keys import Key, KeyRing

OLD = KeyRing(Key("2025", bytes(range(32))))
RING = OLD.rotated(Key("2026", bytes(range(32, 64))))
PROFILES: list[Profile] = ["aes-gcm", "sm4-gcm"]
ID_NUMBER = "11010519491231002X"


@pytest.fixture(params=PROFILES)
def cipher(request: pytest.FixtureRequest) -> FieldCipher:
    return FieldCipher(RING, request.param)


@pytest.mark.parametrize("plain", ["", "1", ID_NUMBER, "福建省福州市" * 40, "𠮷\x00🙂"])
def test_there_and_back(cipher: FieldCipher, plain: str) -> None:
    token = cipher.encrypt(plain, "citizen.id")
    assert cipher.decrypt(token, "citizen.id") == plain
    assert len(plain) < 9 or plain not in token


def test_equal_values_look_different(cipher: FieldCipher) -> None:
    assert len({cipher.encrypt(ID_NUMBER, "x") for _ in range(200)}) == 200


def test_a_value_moved_elsewhere_does_not_open(cipher: FieldCipher) -> None:
    token = cipher.encrypt(ID_NUMBER, "citizen.id:1")
    with pytest.raises(WrongKey):
        cipher.decrypt(token, "citizen.id:2")


def test_every_changed_character_is_noticed(cipher: FieldCipher) -> None:
    token = cipher.encrypt(ID_NUMBER, "x")
    for place, character in enumerate(token):
        changed = token[:place] + ("A" if character != "A" else "B") + token[place + 1 :]
        with pytest.raises(WrongKey):
            cipher.decrypt(changed, "x")


@pytest.mark.parametrize(
    "token", ["", "v1", "v1.a.2026", "v1.a.2026.", "v1.a.2026.AAAA", "v1.z.2026.AAAA", "密.文.了.吧"]
)
def test_garbage_is_refused(cipher: FieldCipher, token: str) -> None:
    with pytest.raises(WrongKey):
        cipher.decrypt(token, "x")


def test_a_wrong_key_with_the_right_name_is_refused(cipher: FieldCipher) -> None:
    stranger = FieldCipher(KeyRing(Key("2026", bytes(32))))
    with pytest.raises(WrongKey) as refused:
        stranger.decrypt(cipher.encrypt(ID_NUMBER, "x"), "x")
    assert refused.value.status == 503
    assert ID_NUMBER not in str(refused.value)


def test_rotation_keeps_old_values_readable_and_findable(cipher: FieldCipher) -> None:
    before = FieldCipher(OLD)
    token = before.encrypt(ID_NUMBER, "x")
    assert cipher.decrypt(token, "x") == ID_NUMBER
    assert not cipher.is_current(token)
    assert cipher.is_current(cipher.encrypt(ID_NUMBER, "x"))
    assert before.blind_index(ID_NUMBER, "x") in FieldCipher(RING).blind_indexes(ID_NUMBER, "x")


def test_either_profile_reads_the_other() -> None:
    aes, sm4 = (FieldCipher(RING, profile) for profile in PROFILES)
    assert aes.decrypt(sm4.encrypt("甲", "x"), "x") == "甲"
    assert sm4.decrypt(aes.encrypt("乙", "x"), "x") == "乙"


def test_blind_index_tells_equal_from_different(cipher: FieldCipher) -> None:
    index = cipher.blind_index(ID_NUMBER, "citizen.id")
    assert index == cipher.blind_index(ID_NUMBER, "citizen.id")
    assert len({index, cipher.blind_index(ID_NUMBER, "citizen.phone"), cipher.blind_index("1", "citizen.id")}) == 3
    assert cipher.blind_index("bc", "a") != cipher.blind_index("c", "ab")
    assert len(index) == 64


def test_known_answers_of_the_national_algorithms() -> None:
    """GB/T 32905-2016 and GB/T 32907-2016, first samples."""
    digest = hashes.Hash(hashes.SM3())
    digest.update(b"abc")
    assert digest.finalize().hex() == "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0"
    block = bytes.fromhex("0123456789abcdeffedcba9876543210")
    encryptor = Cipher(algorithms.SM4(block), modes.ECB()).encryptor()
    assert encryptor.update(block).hex() == "681edf34d206965e86b3e94f536e4246"


def test_key_ring_as_text() -> None:
    assert KeyRing.parse(RING.dump()) == RING
    assert list(RING.fingerprints()) == ["2026", "2025"]
    assert len(set(RING.fingerprints().values())) == 2
    assert RING.current.secret.hex() not in repr(RING)
    assert Key.generate("k") != Key.generate("k")


@pytest.mark.parametrize(
    "text", ["", "k", "k:", "k:zz", "k:AAAA", ":" + "A" * 43 + "=", RING.dump() + "," + RING.dump()]
)
def test_no_key_ring(text: str) -> None:
    with pytest.raises(ValueError, match="key"):
        KeyRing.parse(text)


def test_tokens_and_comparison() -> None:
    assert hash_token("abc").startswith("ba7816bf")
    assert same("签名", "签名")
    assert same(b"a", "a")
    assert not same("签名", "签")
    assert not same("\ud800", "a")
