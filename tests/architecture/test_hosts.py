"""Nothing committed names a package registry or a folder of somebody's machine."""

import re

from tests.architecture.source import committed_texts

# Written in pieces, so that this file does not find itself.
REGISTRY = re.compile(
    "|".join(
        [
            "pypi" + r"\.(?:org|python\.org)/simple",
            "files" + r"\.pythonhosted\.org",
            "--(?:extra-)?index" + "-url",
            "--find" + "-links",
            "deb" + r"\.debian\.org",
            "registry" + r"\.npmjs\.org",
            r"https?://(?:10|192\.168|172\.(?:1[6-9]|2\d|3[01]))\.[\d.]+",
        ]
    )
)
MACHINE_PATH = re.compile(r"(?<![\w.$}-])/(?:root|work|Users|home/\w+)/[\w.]")


def test_no_file_names_a_registry():
    assert [(str(path), found[0]) for path, text in committed_texts() if (found := REGISTRY.search(text))] == []


def test_no_file_names_a_folder_of_a_machine():
    assert [(str(path), found[0]) for path, text in committed_texts() if (found := MACHINE_PATH.search(text))] == []
