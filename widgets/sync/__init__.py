"""The page behind the sync light: what waits to be sent, what needs somebody, and why the centre does not answer."""
