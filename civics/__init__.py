"""The mathematics of Folkmoot: pure functions over arrays and records."""
