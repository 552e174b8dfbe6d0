"""Who acts: a person at work in one unit, with the roles held there on that day."""

from dataclasses import dataclass, field

from ..enums import MemberRole


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """A person in the unit chosen for now.

    `unit_path` is the unit's place in the tree; `scope_path` the root of the subtree whose issued plans the person
    follows: the unit's own, or its superior's where the unit helps it (a health department follows the communes).
    An operator keeps the national catalogues and sees no unit's drafts for it.
    """

    user_id: int | None
    full_name: str
    unit_id: int | None = None
    unit_name: str = ""
    unit_level: str = ""
    unit_path: str = ""
    scope_path: str = ""
    roles: frozenset[str] = field(default_factory=frozenset)
    post_name: str = ""
    is_operator: bool = False
    is_system: bool = False

    @property
    def role_label(self) -> str:
        """What is shown under the name: the post, else the roles."""
        if self.post_name:
            return self.post_name
        labels = [MemberRole(role).label for role in MemberRole.values if role in self.roles]
        return ", ".join(labels) or ("Quản trị hệ thống" if self.is_operator else "Chưa có vai trò")

    @property
    def can_administer(self) -> bool:
        """Whether any catalogue is this person's to keep."""
        return self.is_operator or MemberRole.ADMINISTRATOR in self.roles


#: Commands and fixtures act as the portal itself.
SYSTEM = Actor(user_id=None, full_name="Hệ thống", is_operator=True, is_system=True)
