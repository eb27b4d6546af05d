"""Bytes become text, whatever they were written in and whatever they are declared to be."""

from __future__ import annotations

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aligner.errors import SynopticError
from aligner.reading import read
from aligner.reading.decoding import decode, decode_page, encoding_of, form_of
from aligner.reading.documents import Collected, Document, Form
from aligner.reading.lines import lines_of

NEWS = "The café “Zoë” shut – it cost €4.2 million…"
PLAIN = "The ferry stops on Friday, the port said."


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        (NEWS.encode(), "utf-8"),
        (codecs.BOM_UTF8 + NEWS.encode(), "utf-8"),
        (codecs.BOM_UTF16_LE + NEWS.encode("utf-16-le"), "utf-16le"),
        (codecs.BOM_UTF16_BE + NEWS.encode("utf-16-be"), "utf-16be"),
        (codecs.BOM_UTF32_LE + NEWS.encode("utf-32-le"), "utf-32le"),
        (codecs.BOM_UTF32_BE + NEWS.encode("utf-32-be"), "utf-32be"),
        (NEWS.encode("utf-16-le"), "utf-16le"),
        (NEWS.encode("utf-16-be"), "utf-16be"),
        (NEWS.encode("cp1252"), "windows-1252"),
        (codecs.BOM_UTF8 + NEWS.encode("cp1252"), "windows-1252"),
    ],
)
def test_plain_text(data: bytes, encoding: str) -> None:
    decoded = decode(data, "a.txt")
    assert (decoded.text, decoded.encoding) == (NEWS, encoding)


def test_bytes_that_windows_1252_does_not_have_are_kept_as_controls() -> None:
    assert decode(b"caf\xe9 \x81\x9d ferm\xe9", "a.txt").text == "café \x81\x9d fermé"


def test_damaged_utf8_keeps_what_is_whole() -> None:
    data = "é".join(["deux mots"] * 6).encode() + b" \xe9 fin"
    decoded = decode(data, "a.txt")
    assert decoded.encoding == "damaged utf-8"
    assert decoded.text.count("é") == 5
    assert decoded.text.endswith(" \ufffd fin")


@pytest.mark.parametrize(
    "data",
    [
        b"%PDF-1.7\n\0\0",
        b"\x89PNG\r\n\x1a\n\0\0\0",
        b"PK\x03\x04\0\0\0\0",
        bytes(range(1, 32)) * 20,
        bytes(range(256)) * 4,
        codecs.BOM_UTF16_LE + b"\0\0\1\0" * 20,
    ],
)
def test_what_is_no_text_is_refused_in_one_line(data: bytes) -> None:
    with pytest.raises(SynopticError, match=r"^a\.txt is not text but a binary file: save the article as plain text"):
        decode(data, "a.txt")


@pytest.mark.parametrize("end", ["\r\n", "\r", "\n", "\u2028"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_line_ends_stay_and_offsets_count_them(end: str, encoding: str) -> None:
    text = f"One line{end}{end}A second – line{end}"
    decoded = decode(text.encode(encoding), "a.txt").text
    assert decoded == text
    assert [decoded[line.start : line.end] for line in lines_of(decoded)] == ["One line", "A second – line"]


@pytest.mark.parametrize(
    ("label", "name"),
    [
        ("ISO-8859-1", "windows-1252"),
        ("latin1", "windows-1252"),
        (' "UTF8" ', "utf-8"),
        ("gb2312", "gb18030"),
        ("Shift_JIS", "shift_jis"),
        ("euc-kr", "euc-kr"),
        ("x-sjis", "shift_jis"),
        ("base64", None),
        ("idna", None),
        ("", None),
    ],
)
def test_labels_mean_what_browsers_take_them_for(label: str, name: str | None) -> None:
    assert encoding_of(label) == name


def declared(label: str, text: str, encoding: str) -> bytes:
    return f'<html><head><meta charset="{label}"></head><body>{text}</body></html>'.encode(encoding)


@pytest.mark.parametrize(
    ("data", "charset", "encoding"),
    [
        (declared("utf-8", NEWS, "utf-8"), None, "utf-8"),
        (declared("windows-1252", NEWS, "cp1252"), None, "windows-1252"),
        (declared("iso-8859-1", NEWS, "cp1252"), None, "windows-1252"),
        (declared("bogus", NEWS, "cp1252"), None, "windows-1252"),
        # Wrong declarations, both ways.
        (declared("utf-8", NEWS, "cp1252"), None, "windows-1252"),
        (declared("iso-8859-1", NEWS, "utf-8"), None, "utf-8"),
        (declared("utf-16", NEWS, "utf-8"), None, "utf-8"),
        # The server before the page, the mark before the server.
        (declared("iso-8859-2", NEWS, "cp1252"), "windows-1252", "windows-1252"),
        (codecs.BOM_UTF8 + declared("iso-8859-1", NEWS, "utf-8"), "iso-8859-1", "utf-8"),
        (declared("utf-16", NEWS, "utf-16"), None, "utf-16le"),
        (declared("utf-8", NEWS, "utf-16-be"), None, "utf-16be"),
        (NEWS.encode("cp1252"), None, "windows-1252"),
        (b"<!-- <meta charset=koi8-r> -->" + declared("windows-1252", NEWS, "cp1252"), None, "windows-1252"),
    ],
)
def test_pages(data: bytes, charset: str | None, encoding: str) -> None:
    decoded = decode_page(data, charset)
    assert decoded.encoding == encoding
    assert NEWS in decoded.text


@pytest.mark.parametrize(
    ("text", "label", "codec"),
    [
        ("Мост закрыт", "windows-1251", "cp1251"),
        ("Мост закрыт", "koi8-r", "koi8-r"),
        ("大桥关闭", "gb2312", "gb18030"),
        ("橋が閉鎖①", "shift_jis", "cp932"),
        ("다리 폐쇄", "euc-kr", "cp949"),
        ("Most zamknięty", "iso-8859-2", "iso-8859-2"),
    ],
)
def test_pages_of_other_scripts(text: str, label: str, codec: str) -> None:
    http_equiv = f'<html><head><meta http-equiv="Content-Type" content="text/html; charset={label}"></head>{text}'
    xml = f'<?xml version="1.0" encoding="{label}"?><html><body>{text}</body></html>'
    for data in (declared(label, text, codec), http_equiv.encode(codec), xml.encode(codec)):
        assert text in decode_page(data).text


@given(st.binary(max_size=400), st.sampled_from([None, "utf-8", "gb2312", "iso-2022-jp", "utf-16", "nonsense"]))
def test_a_page_of_any_bytes_is_decoded_without_nuls(data: bytes, charset: str | None) -> None:
    assert "\0" not in decode_page(data, charset).text


@given(st.binary(max_size=400))
def test_plain_text_of_any_bytes_is_decoded_or_refused(data: bytes) -> None:
    try:
        decoded = decode(data, "a.txt")
    except SynopticError:
        return
    assert "\0" not in decoded.text


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_the_form_of_bytes_without_a_name(encoding: str) -> None:
    assert form_of("<!DOCTYPE html><html></html>".encode(encoding)) is Form.PAGE
    assert form_of("\n<!-- saved --> <HTML>".encode(encoding)) is Form.PAGE
    assert form_of(b"From: <Saved by Blink>\r\nContent-Type: multipart/related;\r\n") is Form.ARCHIVE
    assert form_of(PLAIN.encode(encoding)) is Form.TEXT
    assert form_of("Prices <html> fell".encode(encoding)) is Form.TEXT


def test_a_text_that_was_not_utf8_is_read_as_an_article() -> None:
    decoded = decode(f"Café shut\n\n{NEWS} {PLAIN}\n".encode("cp1252"), "a.txt")
    document = Document("a.txt", text=decoded.text, encoding=decoded.encoding)
    story = read(Collected("t", ".", (document, document)))
    assert NEWS in story.articles[0].text


def test_many_comments_before_a_page() -> None:
    """Twenty-five of them took seconds once, and every further one twice as long."""
    assert form_of(b"<!---->" * 200 + b"The council has met.") is Form.TEXT
    assert form_of(b"<!---->" * 200 + b"<html>") is Form.PAGE


def test_a_text_with_as_many_lost_bytes_as_whole_characters_is_no_utf_8() -> None:
    assert decode("Zoë, Ä, ö".encode() + b" \xe9 \xe8 \xe0", "a.txt").encoding == "windows-1252"


@pytest.mark.parametrize(
    ("charset", "data", "text"),
    [
        ("undefined", b"The caf\xc3\xa9", "The café"),
        ("idna", b"The caf\xc3\xa9", "The café"),
        ("utf-8", b"\xef\xbb\xbfThe caf\xc3\xa9", "The café"),
        ("iso-8859-1", b"The caf\xc3\xa9", "The café"),
        ("koi8-r", "Мост".encode("koi8-r"), "Мост"),
    ],
)
def test_what_a_server_says_of_a_text(charset: str, data: bytes, text: str) -> None:
    """Labels that are none, a byte order mark, a charset that cannot be true; only the last is to be believed."""
    assert decode(data, "a.txt", charset).text == text
