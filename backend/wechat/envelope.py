"""The envelope around a pushed message: XML or JSON outside, AES-256-CBC and a signature inside.

wechatpy supplies the cipher and the signer; the checks it leaves out are here. Source: 消息推送,
"消息加解密说明" (random 16 bytes, length, message, appid; PKCS#7 to 32 bytes; iv is the key's first half).
"""

from __future__ import annotations

import base64
import hmac
import secrets
import struct
from collections.abc import Mapping
from xml.etree.ElementTree import Element

from defusedxml.ElementTree import fromstring  # type: ignore[import-untyped, unused-ignore]
from wechatpy.crypto import PrpCrypto
from wechatpy.crypto.base import WeChatCipher
from wechatpy.utils import WeChatSigner

XmlValue = str | list["XmlValue"] | dict[str, "XmlValue"]

_BLOCK = 32
_DEPTH = 8


class _Crypto(PrpCrypto):  # type: ignore[misc]
    """wechatpy's cipher; its prefix comes from ``random``, ours from the system's secure source."""

    def get_random_string(self) -> str:
        return secrets.token_hex(8)


def aes_key(encoding_aes_key: str) -> bytes:
    """Return the 32 bytes behind the 43 characters of WeChat's console. Raises ValueError."""
    key = base64.b64decode(encoding_aes_key + "=", validate=True)
    if len(key) != 32:
        raise ValueError("EncodingAESKey must have 43 characters")
    return key


def sign(token: str, *parts: str) -> str:
    """Return sha1 over the sorted, joined parts, as lower-case hex."""
    signer = WeChatSigner()
    signer.add_data(token, *parts)
    return str(signer.signature)


def same_signature(expected: str, given: str) -> bool:
    """Compare in constant time; as bytes, because a non-ASCII text would raise."""
    return hmac.compare_digest(expected.encode(), given.encode("utf-8", "surrogatepass"))


def decrypt(key: bytes, ciphertext: str, appid: str) -> str:
    """Return the message inside ``ciphertext``. Raises ValueError when anything in it is not as promised."""
    raw = base64.b64decode(ciphertext, validate=True)
    if not raw or len(raw) % 16:
        raise ValueError("ciphertext length")
    plain = _unpad(WeChatCipher(key).decrypt(raw))
    (length,) = struct.unpack(">I", plain[16:20])
    message, sender = plain[20 : 20 + length], plain[20 + length :]
    if len(message) != length or not hmac.compare_digest(sender, appid.encode()):
        raise ValueError("wrong appid")
    return message.decode("utf-8")


def encrypt(key: bytes, message: str, appid: str) -> str:
    """Return ``message`` encrypted for WeChat, as Base64."""
    return bytes(_Crypto(key).encrypt(message, appid)).decode("ascii")


def _unpad(plain: bytes) -> bytes:
    count = plain[-1]
    if not 1 <= count <= _BLOCK or len(plain) - count < 20 or plain[-count:] != bytes([count]) * count:
        raise ValueError("padding")
    return plain[:-count]


def parse_xml(text: str) -> dict[str, XmlValue]:
    """Return the children of the root element; repeated elements become a list.

    Raises:
        ValueError: not XML, a DTD or an entity is declared (defusedxml), attributes, or too deep.
    """
    try:
        root = fromstring(text, forbid_dtd=True)
    except SyntaxError as error:
        raise ValueError("not XML") from error
    value = _children(root, 1)
    if root.tag != "xml" or not isinstance(value, dict):
        raise ValueError("root must be <xml> with children")
    return value


def _children(element: Element, depth: int) -> XmlValue:
    if depth > _DEPTH or element.attrib:
        raise ValueError("too deep, or attributes")
    if len(element) == 0:
        return element.text or ""
    found: dict[str, XmlValue] = {}
    for child in element:
        value = _children(child, depth + 1)
        found[child.tag] = _joined(found[child.tag], value) if child.tag in found else value
    return found


def _joined(before: XmlValue, value: XmlValue) -> XmlValue:
    return [*before, value] if isinstance(before, list) else [before, value]


def render_xml(fields: Mapping[str, str | int]) -> str:
    """Return ``<xml>…</xml>``; numbers bare, text in CDATA that no text can break out of."""
    return "<xml>" + "".join(f"<{name}>{_content(value)}</{name}>" for name, value in fields.items()) + "</xml>"


def _content(value: str | int) -> str:
    if isinstance(value, int):
        return str(value)
    return "<![CDATA[" + value.replace("]]>", "]]]]><![CDATA[>") + "]]>"
