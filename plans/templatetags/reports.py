"""Turns a figure's key into the place on the page where it stands."""

from django import template

from ..queries.reporting.reviewing import detail

register = template.Library()

register.filter("anchor_of", detail.anchor_of)
