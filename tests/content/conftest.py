"""Property tests here take as long as the machine needs: a slow one has not failed."""

from hypothesis import settings

from tests.looking import examples

settings.register_profile("patient", examples(50))
settings.load_profile("patient")
