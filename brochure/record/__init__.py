"""LIVE: what happens to a leaflet over its days: fingerprints of its source, status, review. Knows `base` alone."""
