"""The addresses of one report's screens, so that the same screens serve people with an account and one-time links."""

from django.urls import NoReverseMatch, reverse

#: In addresses, the section of the figures that stand on their own (its key is empty).
ALONE = "so-lieu-rieng"


class ReportRoutes:
    """Where the screens of a report lead, for somebody with an account.

    The screens ask only this object for addresses. A one-time link makes a subclass that leads to its own routes and
    answers "" for what its holder does not have (`home`, `sheet`, `detail` …): a screen leaves out what has no address.
    """

    #: Whether the person has an account, so a top bar, "Báo cáo" and last year's report.
    has_account = True

    def __init__(self, pk: int) -> None:
        self.pk = pk

    def section(self, key: str) -> str:
        """The editor of a section; also where it is posted."""
        return reverse("report-section", args=[self.pk, key or ALONE])

    @property
    def start(self) -> str:
        """The first unfinished section."""
        return reverse("report-edit", args=[self.pk])

    @property
    def file(self) -> str:
        """The preview, from which the report is filed."""
        return reverse("report-file", args=[self.pk])

    @property
    def nothing(self) -> str:
        """Không phát sinh for the whole report."""
        return reverse("report-nothing", args=[self.pk])

    @property
    def supplement(self) -> str:
        """Số liệu bổ sung."""
        return reverse("report-supplement", args=[self.pk])

    @property
    def home(self) -> str:
        """What the unit owes."""
        return reverse("report-home")

    @property
    def detail(self) -> str:
        """The report as it is read."""
        return address_of("report-detail", self.pk)

    @property
    def sheet(self) -> str:
        """The spreadsheet to fill in."""
        return address_of("report-sheet", self.pk)

    @property
    def sheet_upload(self) -> str:
        """Where the filled spreadsheet is brought."""
        return address_of("report-sheet-upload", self.pk)

    @property
    def done(self) -> str:
        """Where one stands after the report has been filed."""
        return self.detail or self.home


def address_of(name: str, *args: object) -> str:
    """A route's address; "" while the portal has no such route."""
    try:
        return reverse(name, args=args)
    except NoReverseMatch:
        return ""


def section_key(slug: str) -> str:
    """The section's key as the content knows it, from an address."""
    return "" if slug == ALONE else slug
