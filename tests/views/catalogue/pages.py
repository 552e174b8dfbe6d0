"""What a person reads on a page."""

import re


def words(response):
    """The page's text, without markup and runs of spaces."""
    main = response.content.decode().split("<main", 1)[-1]
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", main))


def said(client, response):
    """What the portal says on the page after a redirect."""
    follow = client.get(response.url)
    return [str(message) for message in follow.context["messages"]]
