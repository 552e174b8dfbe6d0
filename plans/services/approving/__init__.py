"""The way of a plan from draft to signature: submitting, checking, asking for opinions, remarks, versions."""
