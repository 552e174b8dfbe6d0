"""Property tests here take as long as the machine needs: a slow one has not failed."""

from hypothesis import HealthCheck, settings

settings.register_profile("patient", deadline=None, max_examples=50, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("patient")
