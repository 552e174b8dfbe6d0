"""What stands in a drawn SVG: its texts, and how large it is."""

from xml.etree import ElementTree

SVG = "{http://www.w3.org/2000/svg}"


def texts(picture: bytes) -> list[str]:
    """Every text of the picture in the order it is drawn."""
    return ["".join(one.itertext()).strip() for one in ElementTree.fromstring(picture).iter(f"{SVG}text")]


def size(picture: bytes) -> tuple[int, int]:
    """Its width and height in pixels."""
    root = ElementTree.fromstring(picture)
    return round(float(root.attrib["width"])), round(float(root.attrib["height"]))
