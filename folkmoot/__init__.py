"""The platform of Folkmoot: the rooms of the loop, as one Django project."""
