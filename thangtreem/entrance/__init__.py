"""How people come in: what allauth is told, the second factor, and an identity provider where there is one."""
