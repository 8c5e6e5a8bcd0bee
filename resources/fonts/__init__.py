"""The bundled fonts: a subset of Noto Sans CJK SC under the SIL Open Font License 1.1 (``OFL.txt``), made by ``make fonts``."""
