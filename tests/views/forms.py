"""Forms of a page as a browser without script reads them, to be filled in and sent back."""

import re
from html.parser import HTMLParser


class _Forms(HTMLParser):
    def __init__(self):
        super().__init__()
        self.forms, self.form, self.text, self.select = [], None, None, None

    def handle_starttag(self, tag, attrs):
        told = dict(attrs)
        name = told.get("name")
        if tag == "form":
            self.form = {"action": told.get("action", ""), "fields": {}}
            self.forms.append(self.form)
        elif self.form is None:
            return
        elif tag == "input" and name:
            is_tick = told.get("type") in ("checkbox", "radio")
            if not is_tick or "checked" in told:
                self.form["fields"][name] = told.get("value", "on" if is_tick else "")
        elif tag == "textarea" and name:
            self.text, self.form["fields"][name] = name, ""
        elif tag == "select":
            self.select = name
        elif tag == "option" and self.select and (self.select not in self.form["fields"] or "selected" in told):
            self.form["fields"][self.select] = told.get("value", "")

    def handle_data(self, data):
        if self.text:
            self.form["fields"][self.text] += data

    def handle_endtag(self, tag):
        if tag == "textarea" and self.text:
            # A browser leaves out the line break that follows the opening tag.
            self.form["fields"][self.text] = self.form["fields"][self.text].removeprefix("\r").removeprefix("\n")
            self.text = None
        elif tag == "select":
            self.select = None
        elif tag == "form":
            self.form = None


def forms_of(response):
    """Every form of the page: {"action", "fields"}."""
    parser = _Forms()
    parser.feed(response.content.decode())
    return parser.forms


def fields_of(response, action=""):
    """What the form with that action would send as it stands."""
    (found,) = [form["fields"] for form in forms_of(response) if form["action"] == action]
    return {name: value for name, value in found.items() if name != "csrfmiddlewaretoken"}


def words_of(response):
    """The page's text without markup and runs of spaces."""
    main = response.content.decode().split("<main", 1)[-1]
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", main))
