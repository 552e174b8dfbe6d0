"""Evidence of a report: what files show, in words; and the words under one file."""

from django import forms

from ...services.reporting.files.evidence import LONGEST_CAPTION
from ..fields import CleanCharField

#: What the browser offers to choose; what a file really is, is told by its content.
FILE_KINDS = "image/jpeg,image/png,image/webp,application/pdf,.jpg,.jpeg,.png,.webp,.pdf"
_HELP = "Việc gì, ở đâu; không ghi tên, lớp, điện thoại của trẻ em."


class EvidenceForm(forms.Form):
    """Several files at once; the caption is for all of them. The files themselves are read from the request."""

    section = forms.SlugField(required=False, max_length=30, widget=forms.HiddenInput)
    caption = CleanCharField(label="Chú thích", required=False, max_length=LONGEST_CAPTION, help_text=_HELP)


class CaptionForm(forms.Form):
    """The words under one file."""

    caption = CleanCharField(label="Chú thích", required=False, max_length=LONGEST_CAPTION, help_text=_HELP)
