"""What we keep: tables, constraints and cheap properties; every write goes through `services`."""

from .account import Invitation, Mandate, Notice
from .agency import Agency, AgencyCounterpart
from .approval import Opinion, PlanReading, PlanStep, Remark, RouteStep
from .audit import AuditEntry
from .campaign import Campaign, GuidingDocument, LegalDocument, Slogan, Theme
from .imported import ImportBatch, ImportedDocument
from .issuing import (
    CertifiedCopy,
    Delivery,
    Issuance,
    IssuingPractice,
    NumberSeries,
    PlanLink,
    PluginSession,
    RegisterEntry,
    SigningFile,
    VisibleMark,
    Withdrawal,
)
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
    "CertifiedCopy",
    "Delivery",
    "DraftNote",
    "GuidingDocument",
    "ImportBatch",
    "ImportedDocument",
    "Invitation",
    "Issuance",
    "IssuingPractice",
    "IssuingUnit",
    "Item",
    "LegalBasis",
    "LegalDocument",
    "Mandate",
    "Membership",
    "Notice",
    "NumberSeries",
    "Opinion",
    "ParentDocument",
    "Plan",
    "PlanLink",
    "PlanReading",
    "PlanSlogan",
    "PlanStep",
    "PlanVersion",
    "PluginSession",
    "Post",
    "PostHolding",
    "Recipient",
    "RecipientPreset",
    "RegisterEntry",
    "Remark",
    "ReportDeadline",
    "Responsibility",
    "RouteStep",
    "SigningFile",
    "Slogan",
    "Theme",
    "UnitLevel",
    "UnitSuccession",
    "User",
    "VisibleMark",
    "Withdrawal",
]
