"""The pages of an imported PDF as pictures, made once and kept in the cache of rendered pages under its sha256."""

from django.core.cache import caches

from ...documents.pictures import page_png, page_sizes
from ...exceptions import Invalid
from ...models import ImportedDocument
from ...queries.importing.documents import original_of

#: Pictures are made in this width only.
WIDTH = 1000
#: A page longer than this many times its width is no page of a document; its picture would only cost memory.
_MOST_STRETCH = 5

Sizes = tuple[tuple[float, float], ...]


def sizes_of(document: ImportedDocument) -> Sizes:
    """Width and height of every page in points. Raises RenderFailed."""
    renders = caches["renders"]
    name = f"import-sizes-{document.sha256}"
    kept: Sizes | None = renders.get(name)
    if kept is None:
        kept = page_sizes(original_of(document))
        renders.set(name, kept)
    return kept


def picture_of(document: ImportedDocument, page: int) -> bytes:
    """One page (from 1) as a PNG. Raises Invalid for a page that cannot be shown, RenderFailed."""
    renders = caches["renders"]
    name = f"import-png-{document.sha256}-{page}-{WIDTH}"
    kept: bytes | None = renders.get(name)
    if kept is None:
        sizes = sizes_of(document)
        if not 1 <= page <= len(sizes):
            raise Invalid(f"Tệp chỉ có {len(sizes)} trang, không có trang {page}.")
        width, height = sizes[page - 1]
        if width <= 0 or height > width * _MOST_STRETCH:
            raise Invalid("Trang này dài bất thường nên không chụp được; xem ở dạng chữ.")
        kept = page_png(original_of(document), page, WIDTH)
        renders.set(name, kept)
    return kept
