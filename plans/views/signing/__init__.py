"""The screens of signing: the leader's, the clerk's, the kept files, the pictures, and what the plug-in calls."""
