"""Small Word files made on the spot: evidence and a notice to upload."""

import io

from docx import Document

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def word_file(text: str) -> bytes:
    """A docx of `text`, one paragraph a line."""
    document = Document()
    for line in text.splitlines():
        if line.strip():
            document.add_paragraph(line)
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()
