"""What we keep: tables, constraints and cheap properties; every write goes through `services`."""

from .agency import Agency, AgencyCounterpart
from .audit import AuditEntry
from .campaign import Campaign, GuidingDocument, LegalDocument, Slogan, Theme
from .imported import ImportBatch, ImportedDocument
from .item import Activity, DraftNote, Item, Responsibility
from .person import Membership, Post, PostHolding, User
from .plan import Appendix, LegalBasis, ParentDocument, Plan, PlanSlogan, Recipient, ReportDeadline
from .unit import IssuingUnit, RecipientPreset, UnitLevel, UnitSuccession
from .version import PlanVersion

__all__ = [
    "Activity",
    "Agency",
    "AgencyCounterpart",
    "Appendix",
    "AuditEntry",
    "Campaign",
    "DraftNote",
    "GuidingDocument",
    "ImportBatch",
    "ImportedDocument",
    "IssuingUnit",
    "Item",
    "LegalBasis",
    "LegalDocument",
    "Membership",
    "ParentDocument",
    "Plan",
    "PlanSlogan",
    "PlanVersion",
    "Post",
    "PostHolding",
    "Recipient",
    "RecipientPreset",
    "ReportDeadline",
    "Responsibility",
    "Slogan",
    "Theme",
    "UnitLevel",
    "UnitSuccession",
    "User",
]
