"""The platform of Folkmoot: the rooms of the loop, as one Django project."""

__version__ = "0.1.0"
